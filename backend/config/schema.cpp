#include "backend/config/schema.h"

#include "core/base/money.h"
#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/format.h>

namespace vigia::backend::config {
namespace {

bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}

bool matches(std::string_view pattern, std::string_view path) {
    const auto parts = core::split(pattern, '.');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == "**")
            return !path.empty();
        const auto dot = path.find('.');
        const auto name = path.substr(0, dot);
        if (name.empty() || (parts[i] != "*" && parts[i] != name))
            return false;
        const bool last = i + 1 == parts.size();
        if (last != (dot == std::string_view::npos))
            return false;
        path.remove_prefix(last ? path.size() : dot + 1);
    }
    return true;
}

std::string problemWithInteger(const KeySpec& spec, std::string_view value) {
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (code != std::errc{} || end != value.data() + value.size())
        return "is not a whole number";
    if (number < spec.min || number > spec.max)
        return fmt::format("must be between {} and {}", spec.min, spec.max);
    return {};
}

std::string problemWithListen(std::string_view value) {
    const auto colon = value.rfind(':');
    if (colon == std::string_view::npos || colon == 0)
        return "is not address:port, such as 127.0.0.1:8080";
    static const KeySpec port{.type = KeyType::Integer, .max = 65535};
    const auto problem = problemWithInteger(port, value.substr(colon + 1));
    return problem.empty() ? problem : "has a port that " + problem;
}

/// `host`, `host:port`, `[::1]:port`, with or without a protocol before it, as librdkafka takes
/// them.
std::string problemWithServer(std::string_view server) {
    if (const auto scheme = server.find("://"); scheme != std::string_view::npos)
        server.remove_prefix(scheme + 3);
    const auto colon = server.rfind(':');
    const bool hasPort = colon != std::string_view::npos && server.back() != ']';
    const auto host = server.substr(0, hasPort ? colon : server.size());
    if (host.empty() || host.find_first_of(" /@?#") != std::string_view::npos)
        return fmt::format("is not host:port, such as broker1:9092: {}",
                           core::escapedForDisplay(server, 100));
    static const KeySpec port{.type = KeyType::Integer, .min = 1, .max = 65535};
    const auto problem = hasPort ? problemWithInteger(port, server.substr(colon + 1)) : "";
    return problem.empty() ? problem
                           : fmt::format("has a port that {}: {}", problem,
                                         core::escapedForDisplay(server, 100));
}

std::string problemWithServers(std::string_view value) {
    for (const auto part : core::split(value, ',')) {
        const auto server = core::trimmed(part);
        if (auto problem = server.empty() ? std::string() : problemWithServer(server);
            !problem.empty())
            return problem;
    }
    return {};
}

std::string problemWithDatabaseUrl(std::string_view value) {
    const bool known = value.starts_with("postgresql://") || value.starts_with("postgres://");
    return known ? "" : "is not a URL such as postgresql://user:password@host:5432/database";
}

std::string problemWithColour(std::string_view value) {
    const auto digits = value.substr(std::min<std::size_t>(1, value.size()));
    const bool good = value.starts_with('#') && digits.size() == 6 &&
                      digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    return good ? "" : "is not #RRGGBB, such as #2E7D32";
}

std::string problemWithChoice(const KeySpec& spec, std::string_view value) {
    std::vector<std::string> choices;
    for (const auto part : core::split(spec.choices, ',')) {
        if (part == value)
            return {};
        choices.emplace_back(part);
    }
    const auto near = core::nearestWord(value, choices);
    return fmt::format("is not one of: {}{}", fmt::join(choices, ", "),
                       near ? "; did you mean " + *near + "?" : "");
}

} // namespace

const KeySpec* findKey(std::string_view path) {
    for (const auto& key : allKeys()) {
        if (matches(key.path, path))
            return &key;
    }
    return nullptr;
}

bool comesLater(std::string_view path) {
    static constexpr std::string_view kPatterns[] = {"acl.**",
                                                     "simulator.**",
                                                     "logs.**",
                                                     "commerce.**",
                                                     "chat.**",
                                                     "alerts.**",
                                                     "gateway.rateLimit.**",
                                                     "gateway.breakers.**",
                                                     "observe.traces.**",
                                                     "observe.log.toLogsDomain",
                                                     "postgres.replicas",
                                                     "kafka.topics.aliasPrefix",
                                                     "kafka.topics.aliasSet",
                                                     "kafka.topics.mirror",
                                                     "kafka.topics.aliases.**",
                                                     "clusters.*.registry.**"};
    return std::any_of(std::begin(kPatterns), std::end(kPatterns),
                       [&](std::string_view pattern) { return matches(pattern, path); });
}

std::string nearestKey(std::string_view path) {
    std::vector<std::string> paths;
    for (const auto& key : allKeys())
        paths.emplace_back(key.path);
    return core::nearestWord(path, paths).value_or("");
}

std::string environmentName(std::string_view path) {
    std::string name = "VIGIA_";
    char previous = '.';
    for (const char c : path) {
        if (isUpper(c) && !isUpper(previous) && previous != '.')
            name.push_back('_');
        if (c == '.')
            name.push_back('_');
        else
            name.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
        previous = c;
    }
    return name;
}

bool isSecret(std::string_view path) {
    if (const auto* key = findKey(path); key != nullptr && key->secret)
        return true;
    const auto low = core::lowered(path);
    if (low.ends_with(".url"))
        return false; // such as sasl.oauthbearer.token.endpoint.url
    for (const auto* word :
         {"password", "secret", "token", "jaas", "private", "passphrase", "credential"}) {
        if (low.find(word) != std::string::npos)
            return true;
    }
    return low.ends_with(".pem") || low.ends_with("ssl.key.pem");
}

std::string problemWith(const KeySpec& spec, std::string_view value) {
    if (!core::isValidUtf8(value) || core::hasControlCharacters(value))
        return "holds control characters or broken UTF-8";
    if (value.size() > 8192)
        return "is longer than 8,192 bytes";
    if (value.empty())
        return spec.type == KeyType::Text || spec.defaultValue.empty() ? "" : "is empty";
    switch (spec.type) {
    case KeyType::Integer:
        return problemWithInteger(spec, value);
    case KeyType::Decimal:
        return core::Money::parse(value) ? "" : "is not a decimal number";
    case KeyType::Boolean:
        return value == "true" || value == "false" ? "" : "is neither true nor false";
    case KeyType::Choice:
        return problemWithChoice(spec, value);
    case KeyType::Listen:
        return problemWithListen(value);
    case KeyType::Servers:
        return problemWithServers(value);
    case KeyType::DatabaseUrl:
        return problemWithDatabaseUrl(value);
    case KeyType::Colour:
        return problemWithColour(value);
    case KeyType::Text:
    case KeyType::List:
        return {};
    }
    return {};
}

} // namespace vigia::backend::config
