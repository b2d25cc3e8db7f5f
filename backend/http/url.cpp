#include "backend/http/url.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace vigia::backend::http {
namespace {

int hexDigit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool isUnreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

/// The byte an escape at `at` stands for; -1 when it is broken or a NUL.
int escapedByte(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size())
        return -1;
    const int high = hexDigit(text[at + 1]);
    const int low = hexDigit(text[at + 2]);
    if (high < 0 || low < 0 || (high == 0 && low == 0))
        return -1;
    return high * 16 + low;
}

bool isPort(std::string_view text) {
    unsigned port = 0;
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    return error == std::errc() && stop == end && port > 0 && port <= 65535;
}

} // namespace

std::optional<std::string> percentDecoded(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int byte = escapedByte(text, i);
            if (byte < 0)
                return std::nullopt;
            out.push_back(static_cast<char>(byte));
            i += 2;
        } else {
            out.push_back(text[i] == '+' && plus == Plus::IsSpace ? ' ' : text[i]);
        }
    }
    if (!core::isValidUtf8(out) || out.find('\0') != std::string::npos)
        return std::nullopt;
    return out;
}

std::string percentEncoded(std::string_view text) {
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (isUnreserved(c)) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.append({'%', kDigits[byte >> 4U], kDigits[byte & 15U]});
    }
    return out;
}

std::optional<std::vector<NameValue>> parseQuery(std::string_view query) {
    std::vector<NameValue> all;
    while (!query.empty()) {
        const std::string_view part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), part.size() + 1));
        if (part.empty())
            continue;
        const auto equals = std::min(part.find('='), part.size());
        auto name = percentDecoded(part.substr(0, equals), Plus::IsSpace);
        auto value = percentDecoded(part.substr(std::min(part.size(), equals + 1)), Plus::IsSpace);
        if (!name || !value)
            return std::nullopt;
        all.emplace_back(std::move(*name), std::move(*value));
    }
    return all;
}

std::optional<TargetParts> splitTarget(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (target.size() > scheme.size() &&
            core::equalsIgnoreCase(target.substr(0, scheme.size()), scheme)) {
            target.remove_prefix(scheme.size());
            const auto slash = target.find_first_of("/?");
            target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
            break;
        }
    }
    if (target.empty() || (target.front() != '/' && target.front() != '*') ||
        target.find('#') != std::string_view::npos)
        return std::nullopt;
    const auto question = std::min(target.find('?'), target.size());
    return TargetParts{target.substr(0, question),
                       target.substr(std::min(target.size(), question + 1))};
}

std::optional<HttpUrl> parseHttpUrl(std::string_view url) {
    const auto end = url.find("://");
    if (end == std::string_view::npos)
        return std::nullopt;
    const bool tls = core::equalsIgnoreCase(url.substr(0, end), "https");
    if (!tls && !core::equalsIgnoreCase(url.substr(0, end), "http"))
        return std::nullopt;
    url.remove_prefix(end + 3);
    const std::string_view authority = url.substr(0, url.find('/'));
    std::string_view path = url.substr(authority.size());
    while (!path.empty() && path.back() == '/')
        path.remove_suffix(1);
    const auto bracket = authority.rfind(']');
    const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    std::string_view host = authority.substr(0, colon);
    const std::string_view port = colon != std::string_view::npos ? authority.substr(colon + 1)
                                  : tls                           ? "443"
                                                                  : "80";
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    if (host.empty() || authority.find('@') != std::string_view::npos || !isPort(port))
        return std::nullopt;
    return HttpUrl{std::string(host), std::string(port), std::string(path), tls};
}

} // namespace vigia::backend::http
