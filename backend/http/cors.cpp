#include "backend/http/cors.h"

#include <algorithm>

namespace vigia::backend::http {

std::optional<Response> CorsPolicy::preflight(const Request& request) const {
    const std::string* origin = request.header("origin");
    const std::string* method = request.header("access-control-request-method");
    if (request.method != "OPTIONS" || origin == nullptr || method == nullptr ||
        !allows(*origin, *method))
        return std::nullopt;
    Response response{204, "", "", {}};
    response.headers.emplace_back("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
    response.headers.emplace_back(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, X-API-Key, X-Correlation-ID, Idempotency-Key, "
        "If-Match, traceparent");
    response.headers.emplace_back("Access-Control-Max-Age", "600");
    return response;
}

void CorsPolicy::decorate(const std::string* origin, std::string_view method,
                          Response& response) const {
    if (origin == nullptr || m_origins.empty())
        return;
    response.headers.emplace_back("Vary", "Origin");
    if (method != "OPTIONS" && !allows(*origin, method))
        return;
    if (method == "OPTIONS" && response.status != 204)
        return;
    response.headers.emplace_back("Access-Control-Allow-Origin", *origin);
    response.headers.emplace_back("Access-Control-Expose-Headers",
                                  "ETag, Location, Retry-After, X-Correlation-ID, X-Request-ID");
}

bool CorsPolicy::allows(std::string_view origin, std::string_view method) const {
    const bool reading = method == "GET" || method == "HEAD";
    return std::any_of(m_origins.begin(), m_origins.end(),
                       [origin, reading](const std::string& allowed) {
                           return allowed == origin || (allowed == "*" && reading);
                       });
}

} // namespace vigia::backend::http
