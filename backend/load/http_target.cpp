#include "backend/load/http_target.h"

#include "core/base/mask.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace vigia::backend::load {

using core::ErrorCode;
using core::failure;

core::Result<HttpTarget> parseTarget(std::string_view url) {
    const auto wrong = [&](const char* why) {
        return failure(ErrorCode::InvalidInput,
                       fmt::format("'{}' is no target: {}",
                                   core::escapedForDisplay(core::maskedText(url), 200), why));
    };
    const bool tls = url.starts_with("https://");
    if (!tls && !url.starts_with("http://"))
        return wrong("write it as http://host:port/prefix, or with https");
    auto rest = url.substr(tls ? 8 : 7);
    if (core::hasControlCharacters(rest) || rest.find_first_of(" ?#@") != std::string_view::npos)
        return wrong("it may hold no spaces, user, query or fragment");
    HttpTarget target;
    target.tls = tls;
    target.port = tls ? 443 : 80;
    const auto slash = std::min(rest.find('/'), rest.size());
    target.prefix = std::string(rest.substr(slash));
    while (target.prefix.ends_with('/'))
        target.prefix.pop_back();
    auto authority = rest.substr(0, slash);
    const auto colon = authority.rfind(':');
    if (colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos) {
        const auto digits = authority.substr(colon + 1);
        const auto end = std::from_chars(digits.begin(), digits.end(), target.port);
        if (end.ec != std::errc{} || end.ptr != digits.end() || target.port == 0)
            return wrong("its port must be 1 to 65535");
        authority = authority.substr(0, colon);
    }
    if (authority.starts_with('[') && authority.ends_with(']'))
        authority = authority.substr(1, authority.size() - 2);
    if (authority.empty())
        return wrong("it names no host");
    target.host = std::string(authority);
    return target;
}

std::string targetUrl(const HttpTarget& target) {
    const bool literal = target.host.find(':') != std::string::npos;
    return fmt::format("{}://{}{}{}:{}{}", target.tls ? "https" : "http", literal ? "[" : "",
                       target.host, literal ? "]" : "", target.port, target.prefix);
}

} // namespace vigia::backend::load
