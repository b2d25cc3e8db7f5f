#include "backend/http/forward.h"

#include "backend/http/platform_error.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace vigia::backend::http {
namespace {

/// Headers of one hop (RFC 9110, 7.6.1), and those that the client and the gateway set themselves.
constexpr std::array<std::string_view, 19> kNotPassedOn = {"connection",
                                                           "keep-alive",
                                                           "proxy-authenticate",
                                                           "proxy-authorization",
                                                           "proxy-connection",
                                                           "te",
                                                           "trailer",
                                                           "transfer-encoding",
                                                           "upgrade",
                                                           "host",
                                                           "content-length",
                                                           "content-type",
                                                           "expect",
                                                           "x-forwarded-for",
                                                           "x-forwarded-proto",
                                                           "x-forwarded-host",
                                                           "x-correlation-id",
                                                           "x-request-id",
                                                           "x-gateway-source"};
constexpr std::array<std::string_view, 3> kOurs = {"x-gateway-version", "x-environment",
                                                   "x-request-source"};

bool passesOn(std::string_view name, const std::string* connection) {
    if (std::find(kNotPassedOn.begin(), kNotPassedOn.end(), name) != kNotPassedOn.end() ||
        std::find(kOurs.begin(), kOurs.end(), name) != kOurs.end())
        return false;
    if (connection == nullptr)
        return true;
    const auto named = core::split(*connection, ',');
    return std::none_of(named.begin(), named.end(), [name](std::string_view item) {
        return core::equalsIgnoreCase(core::trimmed(item), name);
    });
}

ClientRequest upstreamRequest(const Request& request, const ForwardOptions& options) {
    ClientRequest out;
    out.method = request.method == "HEAD"
                     ? "GET"
                     : request.method; // the server drops the body and tells its length
    out.target = request.rawTarget;
    out.body = request.body;
    const std::string* connection = request.header("connection");
    for (const auto& [name, value] : request.headers) {
        if (passesOn(name, connection))
            out.headers.emplace_back(name, value);
    }
    if (const std::string* type = request.header("content-type"))
        out.contentType = *type;
    const std::string* host = request.header("host");
    out.headers.emplace_back("X-Gateway-Source", "vigia-gateway");
    out.headers.emplace_back("X-Gateway-Version", options.gatewayVersion);
    out.headers.emplace_back("X-Environment", options.environment);
    out.headers.emplace_back("X-Request-Source", "api-gateway");
    out.headers.emplace_back("X-Forwarded-For", request.clientAddress);
    out.headers.emplace_back("X-Forwarded-Proto", request.secure ? "https" : "http");
    out.headers.emplace_back("X-Forwarded-Host", host == nullptr ? "" : *host);
    out.headers.emplace_back("X-Correlation-ID", request.correlationId);
    out.headers.emplace_back("X-Request-ID", request.requestId);
    return out;
}

Response downstreamResponse(ClientResponse answer) {
    Response response{answer.status, "", std::move(answer.body), {}};
    const std::string* connection = answer.header("connection");
    for (auto& [name, value] : answer.headers) {
        if (name == "content-type")
            response.contentType = value;
        else if (passesOn(name, connection))
            response.headers.emplace_back(name, value);
    }
    return response;
}

} // namespace

Forwarder::Forwarder(ForwardOptions options)
    : m_options(std::move(options)), m_client(m_options.upstream) {}

core::Result<Response> Forwarder::send(const Request& request) {
    auto answer = m_client.send(upstreamRequest(request, m_options));
    if (!answer)
        return answer.error();
    return downstreamResponse(std::move(*answer));
}

Response Forwarder::failure(const core::Error& error, const Request& request) const {
    const auto now =
        std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    const bool down =
        error.code == core::ErrorCode::Unreachable || error.code == core::ErrorCode::Timeout;
    if (!down)
        return platformError(502, "The " + m_options.what + " gave no valid answer.", request, now);
    Response response =
        platformError(503, "The " + m_options.what + " can't be reached now.", request, now);
    response.headers.emplace_back("Retry-After", std::to_string(m_options.retryAfterSeconds));
    return response;
}

} // namespace vigia::backend::http
