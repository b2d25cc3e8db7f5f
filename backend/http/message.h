#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigia::backend::http {

using NameValue = std::pair<std::string, std::string>;

/// A method of which a request that comes twice has the effect of one (RFC 9110, 9.2.2).
constexpr bool isIdempotent(std::string_view method) {
    return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE";
}
/// A method whose requests say something in their body; with others it is read away unseen.
constexpr bool takesBody(std::string_view method) {
    return method == "POST" || method == "PUT" || method == "PATCH";
}

/// A request whose framing, sizes and encoding were checked; paths and query values are
/// percent-decoded once.
struct Request {
    std::string method;
    std::string path;      ///< decoded, without query, no trailing '/'
    std::string rawTarget; ///< as it was sent, for forwarding
    std::vector<NameValue> query;
    std::vector<NameValue> pathParameters; ///< filled by the router: `{id}`
    std::vector<NameValue> headers;        ///< names in lower case
    std::string body;
    std::string clientAddress;
    std::string correlationId;
    std::string requestId;
    std::string principal; ///< authenticated subject; empty when anonymous
    std::string route;     ///< pattern of the matched route: the `endpoint` of metrics and logs
    bool secure = false;   ///< came over TLS
    core::SteadyTime receivedAt{};

    /// The first value of that name (lower case), or null.
    [[nodiscard]] const std::string* header(std::string_view name) const;
    [[nodiscard]] const std::string* queryValue(std::string_view name) const;
    [[nodiscard]] const std::string& pathParameter(std::string_view name) const;
};

/// An answer; the server adds Content-Length, Date, Server, X-Api-Version, X-Correlation-ID and
/// X-Request-ID.
struct Response {
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::vector<NameValue> headers;
};

} // namespace vigia::backend::http
