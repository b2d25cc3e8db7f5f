#pragma once

#include "backend/http/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::http {

enum class Plus { Stays, IsSpace };

/// Decodes `%XX` once. Nothing when an escape is broken, or when the result holds a NUL or is no
/// valid UTF-8.
std::optional<std::string> percentDecoded(std::string_view text, Plus plus);

/// Everything but unreserved characters as `%XX`.
std::string percentEncoded(std::string_view text);

/// `a=1&b=2` decoded; `+` is a space here. Nothing when a name or value can't be decoded.
std::optional<std::vector<NameValue>> parseQuery(std::string_view query);

/// The request target cut into path and query, both as they were sent. Absolute form loses scheme
/// and authority.
struct TargetParts {
    std::string_view path;
    std::string_view query;
};
std::optional<TargetParts> splitTarget(std::string_view target);

/// A URL of an HTTP server: `http://host:port/base`, or with https.
struct HttpUrl {
    std::string host;
    std::string port;
    std::string path; ///< without trailing '/', may be empty
    bool tls = false;
};
/// Nothing for other schemes, credentials in the URL or a broken port. IPv6 literals stand in
/// brackets.
std::optional<HttpUrl> parseHttpUrl(std::string_view url);

} // namespace vigia::backend::http
