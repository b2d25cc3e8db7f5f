#include "core/ops/link.h"

#include "core/base/text.h"
#include "core/base/time_text.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

constexpr std::string_view kScheme = "vigia://";
constexpr std::string_view kGroupMark = "~group"; // no topic can be called so
constexpr std::size_t kLongest = 4096;
constexpr std::size_t kLongestGroup = 1024;

bool isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isUnreserved(char c) {
    return isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

bool consistsOf(std::string_view text, std::size_t longest, std::string_view others) {
    return !text.empty() && text.size() <= longest &&
           std::all_of(text.begin(), text.end(), [others](char c) {
               return isAlphanumeric(c) || others.find(c) != std::string_view::npos;
           });
}

Error wrong(std::string_view what) {
    return failure(ErrorCode::InvalidInput,
                   fmt::format("this is no link to a place in Vigia: {}; links look like "
                               "vigia://cluster/topic/partition/offset",
                               what));
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (isUnreserved(c))
            out.push_back(c);
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

/// Digits and letters of `%41`; anything else than whole, needful encoding is refused.
std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            if (!isUnreserved(text[at]) && text[at] != ':')
                return std::nullopt;
            out.push_back(text[at]);
            continue;
        }
        unsigned value = 0;
        const char* first = text.data() + at + 1;
        const char* last = text.data() + std::min(at + 3, text.size());
        const auto [end, code] = std::from_chars(first, last, value, 16);
        if (code != std::errc{} || end != first + 2)
            return std::nullopt;
        out.push_back(static_cast<char>(value));
        at += 2;
    }
    return out;
}

/// Digits and nothing else, without needless zeros.
template <class T> std::optional<T> whole(std::string_view text) {
    T value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool plain = code == std::errc{} && end == text.data() + text.size() && value >= 0 &&
                       (text.size() == 1 || text.front() != '0');
    return plain ? std::optional(value) : std::nullopt;
}

Result<void> readTopic(const std::vector<std::string_view>& parts, Link& link) {
    const auto name = parts[1];
    if (!consistsOf(name, 249, "-._") || name == "." || name == "..")
        return wrong("its topic is none that Kafka allows");
    link.topic = name;
    if (parts.size() > 4)
        return wrong("nothing comes after the offset");
    if (parts.size() > 2 && !(link.partition = whole<std::int32_t>(parts[2])))
        return wrong("its partition is no whole number");
    if (parts.size() > 3 && !(link.offset = whole<std::int64_t>(parts[3])))
        return wrong("its offset is no whole number");
    return {};
}

Result<void> readGroup(const std::vector<std::string_view>& parts, Link& link) {
    const auto name = parts.size() == 3 ? decoded(parts[2]) : std::nullopt;
    if (!name || name->empty() || name->size() > kLongestGroup || !isValidUtf8(*name) ||
        hasControlCharacters(*name))
        return wrong("its group can't be read");
    link.group = *name;
    return {};
}

Result<void> readTimes(std::string_view query, Link& link) {
    for (const auto pair : split(query, '&')) {
        const auto equals = pair.find('=');
        const auto key = pair.substr(0, equals);
        auto& time = key == "from" ? link.from : link.to;
        if (equals == std::string_view::npos || (key != "from" && key != "to") || time)
            return wrong("a time range is written ?from=TIME&to=TIME, each once");
        const auto text = decoded(pair.substr(equals + 1));
        const auto read = text ? parseRfc3339(*text) : wrong("");
        if (!read)
            return wrong("its times are not like 2025-01-02T03:04:05Z");
        time = *read;
    }
    if (!link.from || !link.to || *link.from >= *link.to)
        return wrong("its time range needs from and to, the earlier first");
    return {};
}

} // namespace

Result<Link> parseLink(std::string_view text) {
    if (text.size() > kLongest)
        return wrong("it is longer than 4,096 bytes");
    if (!text.starts_with(kScheme))
        return wrong(
            fmt::format("{} does not begin with vigia://", escapedForDisplay(text.substr(0, 60))));
    const auto rest = text.substr(kScheme.size());
    const auto mark = rest.find('?');
    const auto path = rest.substr(0, mark);
    const auto parts = split(path, '/');
    Link link;
    if (!consistsOf(parts[0], 64, "-_"))
        return wrong("its cluster is none that a configuration can name");
    link.cluster = parts[0];
    Result<void> read;
    if (parts.size() > 1)
        read = parts[1] == kGroupMark ? readGroup(parts, link) : readTopic(parts, link);
    if (read && mark != std::string_view::npos)
        read = link.group.empty() ? wrong("only a group has a time range")
                                  : readTimes(rest.substr(mark + 1), link);
    return read ? Result<Link>(std::move(link)) : Result<Link>(read.error());
}

std::string linkText(const Link& link) {
    std::string text = fmt::format("{}{}", kScheme, link.cluster);
    if (!link.group.empty()) {
        text += fmt::format("/{}/{}", kGroupMark, encoded(link.group));
        if (link.from && link.to)
            text +=
                fmt::format("?from={}&to={}", formatRfc3339(*link.from), formatRfc3339(*link.to));
        return text;
    }
    if (link.topic.empty())
        return text;
    text += "/" + link.topic;
    if (link.partition)
        text += fmt::format("/{}", *link.partition);
    if (link.partition && link.offset)
        text += fmt::format("/{}", *link.offset);
    return text;
}

} // namespace vigia::core::ops
