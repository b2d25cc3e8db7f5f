#include "core/base/text.h"
#include "core/base/time_text.h"
#include "core/view/filter_node.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace vigia::core::view {
namespace {

struct Suffix {
    std::string_view text;
    double factor;
};

constexpr std::array<Suffix, 11> kDurations{{{"us", 1e-6},
                                             {"ms", 1e-3},
                                             {"s", 1},
                                             {"sec", 1},
                                             {"m", 60},
                                             {"min", 60},
                                             {"h", 3600},
                                             {"d", 86400},
                                             {"w", 604800},
                                             {"µs", 1e-6},
                                             {"", 1}}};
constexpr std::array<Suffix, 17> kBytes{{{"", 1},
                                         {"B", 1},
                                         {"k", 1e3},
                                         {"K", 1e3},
                                         {"kB", 1e3},
                                         {"KB", 1e3},
                                         {"M", 1e6},
                                         {"MB", 1e6},
                                         {"G", 1e9},
                                         {"GB", 1e9},
                                         {"T", 1e12},
                                         {"TB", 1e12},
                                         {"KiB", 1024.0},
                                         {"kiB", 1024.0},
                                         {"MiB", 1048576.0},
                                         {"GiB", 1073741824.0},
                                         {"TiB", 1099511627776.0}}};
constexpr std::array<Suffix, 8> kPlain{{{"", 1},
                                        {"k", 1e3},
                                        {"K", 1e3},
                                        {"M", 1e6},
                                        {"G", 1e9},
                                        {"B", 1e9},
                                        {"T", 1e12},
                                        {"P", 1e15}}};

template <std::size_t N>
std::optional<double> scaled(double value, std::string_view suffix,
                             const std::array<Suffix, N>& table) {
    for (const auto& known : table) {
        if (known.text == suffix)
            return value * known.factor;
    }
    return std::nullopt;
}

std::optional<double> scaledFor(double value, std::string_view suffix, ColumnKind kind) {
    switch (kind) {
    case ColumnKind::Duration:
        return scaled(value, suffix, kDurations);
    case ColumnKind::Latency: {
        const auto seconds = scaled(value, suffix, kDurations);
        return suffix.empty() || !seconds ? seconds : std::optional(*seconds * 1000);
    }
    case ColumnKind::Bytes:
        return scaled(value, suffix, kBytes);
    case ColumnKind::Percent:
        return suffix.empty() || suffix == "%" ? std::optional(value) : std::nullopt;
    case ColumnKind::Rate:
        if (suffix.ends_with("/s"))
            suffix.remove_suffix(2);
        return scaled(value, suffix, kPlain);
    default:
        return scaled(value, suffix, kPlain);
    }
}

std::optional<double> readTime(std::string_view text) {
    std::string full(text);
    if (text.size() == 10)
        full += "T00:00:00Z";
    const auto time = parseRfc3339(full);
    if (!time)
        return std::nullopt;
    return static_cast<double>(time->time_since_epoch().count()) / 1e6;
}

std::optional<double> readNumber(std::string_view text, ColumnKind kind) {
    if (kind == ColumnKind::Time)
        return readTime(text);
    if (kind == ColumnKind::Duration && equalsIgnoreCase(text, "never"))
        return std::numeric_limits<double>::infinity();
    if (kind == ColumnKind::Money && text.starts_with('$'))
        text.remove_prefix(1);
    double value = 0;
    const auto [end, code] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (code != std::errc() || !std::isfinite(value))
        return std::nullopt;
    return scaledFor(value, trimmed(text.substr(static_cast<std::size_t>(end - text.data()))),
                     kind);
}

} // namespace

std::optional<FilterLiteral> readLiteral(std::string_view text, ColumnKind kind) {
    FilterLiteral literal{std::string(text), std::nullopt,
                          equalsIgnoreCase(text, "unknown") || text == "—"};
    if (isTextual(kind) || literal.unknown)
        return literal;
    literal.number = readNumber(text, kind);
    if (!literal.number)
        return std::nullopt;
    return literal;
}

std::string_view literalExample(ColumnKind kind) {
    switch (kind) {
    case ColumnKind::Duration:
        return "a duration such as 30s, 5min or 2h";
    case ColumnKind::Latency:
        return "milliseconds or a duration, such as 250 or 1.5s";
    case ColumnKind::Bytes:
        return "a size such as 512, 20MB or 1GiB";
    case ColumnKind::Percent:
        return "a percentage such as 5 or 2.5%";
    case ColumnKind::Money:
        return "an amount such as 1000 or $2.5M";
    case ColumnKind::Time:
        return "a time such as 2025-01-02T03:04:05Z";
    default:
        return "a number such as 1000, 5k or 1.2M";
    }
}

} // namespace vigia::core::view
