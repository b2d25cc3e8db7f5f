#include "backend/http/platform_error.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace vigia::backend::http {
namespace {

struct StatusWords {
    int status;
    std::string_view reason;
    std::string_view kind;
};

constexpr std::array kStatuses = {
    StatusWords{200, "OK", ""},
    StatusWords{201, "Created", ""},
    StatusWords{202, "Accepted", ""},
    StatusWords{204, "No Content", ""},
    StatusWords{206, "Partial Content", ""},
    StatusWords{207, "Multi-Status", ""},
    StatusWords{301, "Moved Permanently", ""},
    StatusWords{302, "Found", ""},
    StatusWords{303, "See Other", ""},
    StatusWords{304, "Not Modified", ""},
    StatusWords{307, "Temporary Redirect", ""},
    StatusWords{308, "Permanent Redirect", ""},
    StatusWords{400, "Bad Request", "malformed_request"},
    StatusWords{401, "Unauthorized", "unauthorized"},
    StatusWords{403, "Forbidden", "forbidden"},
    StatusWords{404, "Not Found", "not_found"},
    StatusWords{405, "Method Not Allowed", "method_not_allowed"},
    StatusWords{406, "Not Acceptable", "not_acceptable"},
    StatusWords{408, "Request Timeout", "request_timeout"},
    StatusWords{409, "Conflict", "conflict"},
    StatusWords{410, "Gone", "gone"},
    StatusWords{411, "Length Required", "length_required"},
    StatusWords{412, "Precondition Failed", "precondition_failed"},
    StatusWords{413, "Payload Too Large", "payload_too_large"},
    StatusWords{414, "URI Too Long", "uri_too_long"},
    StatusWords{415, "Unsupported Media Type", "unsupported_media_type"},
    StatusWords{416, "Range Not Satisfiable", "range_not_satisfiable"},
    StatusWords{417, "Expectation Failed", "expectation_failed"},
    StatusWords{422, "Unprocessable Entity", "validation_failed"},
    StatusWords{428, "Precondition Required", "precondition_required"},
    StatusWords{429, "Too Many Requests", "rate_limited"},
    StatusWords{431, "Request Header Fields Too Large", "headers_too_large"},
    StatusWords{500, "Internal Server Error", "internal"},
    StatusWords{501, "Not Implemented", "not_implemented"},
    StatusWords{502, "Bad Gateway", "provider_error"},
    StatusWords{503, "Service Unavailable", "unavailable"},
    StatusWords{504, "Gateway Timeout", "gateway_timeout"},
    StatusWords{505, "HTTP Version Not Supported", "http_version_not_supported"},
};

const StatusWords* wordsOf(int status) {
    const auto found = std::lower_bound(
        kStatuses.begin(), kStatuses.end(), status,
        [](const StatusWords& words, int wanted) { return words.status < wanted; });
    return found == kStatuses.end() || found->status != status ? nullptr : &*found;
}

bool isLowerHex(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

std::string_view reasonPhrase(int status) {
    const StatusWords* words = wordsOf(status);
    return words == nullptr ? "Unknown" : words->reason;
}

std::string_view errorKind(int status) {
    const StatusWords* words = wordsOf(status);
    return words == nullptr || words->kind.empty() ? "internal" : words->kind;
}

std::string traceIdOf(const Request& request) {
    const std::string* parent = request.header("traceparent");
    if (parent == nullptr || parent->size() < 55 || parent->at(2) != '-' || parent->at(35) != '-')
        return {};
    std::string trace = parent->substr(3, 32);
    const bool zero = trace.find_first_not_of('0') == std::string::npos;
    return isLowerHex(trace) && !zero ? trace : std::string();
}

Response platformError(int status, std::string_view detail, const Request& request,
                       core::UtcTime now) {
    const std::string_view shown = core::clippedUtf8(detail, 500);
    const std::string_view reason = reasonPhrase(status);
    core::JsonWriter json;
    json.beginObject();
    json.member("type", "urn:vigia:error:" + std::string(errorKind(status)));
    json.member("title", reason).member("status", status).member("detail", shown);
    json.member("instance", request.path).member("timestamp", now).member("path", request.path);
    json.member("error", reason).member("message", shown).member("requestId", request.requestId);
    json.member("traceId", traceIdOf(request)).endObject();
    Response response{status, "application/problem+json", json.take(), {}};
    if (status == 401)
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

} // namespace vigia::backend::http
