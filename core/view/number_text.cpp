#include "core/view/number_text.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

namespace vigia::core::view {
namespace {

constexpr double kLargestWhole = 9.0e18;

/// Thousands commas between the digits of a number without sign.
std::string withCommas(const std::string& digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            out += ',';
        out += digits[i];
    }
    return out;
}

/// Three significant digits: `1.23`, `12.3`, `123`; no zeros at the end of the fraction.
std::string threeDigits(double value) {
    const double size = std::abs(value);
    std::string text = fmt::format("{:.{}f}", value, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
    if (text.find('.') == std::string::npos)
        return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

/// `value` with the prefix that leaves it below 1,000 after rounding.
std::string prefixed(double value, std::string_view unit) {
    static constexpr std::array<std::string_view, 7> kPrefixes{"", "k", "M", "G", "T", "P", "E"};
    std::size_t step = 0;
    while (std::abs(value) >= 999.5 && step + 1 < kPrefixes.size()) {
        value /= 1000;
        ++step;
    }
    if (kPrefixes[step].empty() && unit.empty())
        return threeDigits(value);
    return fmt::format("{} {}{}", threeDigits(value), kPrefixes[step], unit);
}

std::string twoUnits(double seconds, double large, std::string_view largeName, double small,
                     std::string_view smallName) {
    const auto whole = static_cast<std::int64_t>(std::floor(seconds / large));
    const auto rest = static_cast<std::int64_t>(std::floor(std::fmod(seconds, large) / small));
    if (rest == 0)
        return fmt::format("{} {}", whole, largeName);
    return fmt::format("{} {} {} {}", whole, largeName, rest, smallName);
}

} // namespace

std::string groupedText(std::int64_t value) {
    const std::string text = std::to_string(value);
    return text.front() == '-' ? "-" + withCommas(text.substr(1)) : withCommas(text);
}

std::string countText(std::uint64_t count) {
    return withCommas(std::to_string(count));
}

std::string shortNumber(double value) {
    if (!std::isfinite(value))
        return std::string(kUnknownText);
    if (std::abs(value) < 99'999.5)
        return groupedText(std::llround(value));
    return prefixed(value, "");
}

std::string shortRate(double value) {
    if (!std::isfinite(value))
        return std::string(kUnknownText);
    if (value == 0)
        return "0";
    if (std::abs(value) < 0.1)
        return std::abs(value) < 0.005 ? "< 0.01" : fmt::format("{:.2f}", value);
    return std::abs(value) < 9.95 ? fmt::format("{:.1f}", value) : shortNumber(value);
}

std::string shortBytes(double value) {
    if (!std::isfinite(value))
        return std::string(kUnknownText);
    return value == 0 ? "0" : prefixed(value, "B");
}

std::string durationText(double seconds) {
    if (std::isnan(seconds))
        return std::string(kUnknownText);
    if (std::isinf(seconds))
        return "never";
    if (seconds <= 0)
        return "0";
    if (seconds < 0.05)
        return "< 0.1 s";
    if (seconds < 9.95)
        return fmt::format("{:.1f} s", seconds);
    if (seconds < 59.5)
        return fmt::format("{:.0f} s", seconds);
    if (seconds < 3600)
        return twoUnits(std::round(seconds), 60, "min", 1, "s");
    return seconds < 86'400 ? twoUnits(seconds, 3600, "h", 60, "min")
                            : twoUnits(std::min(seconds, kLargestWhole), 86'400, "d", 3600, "h");
}

std::string latencyText(double millis) {
    if (!(millis > 0))
        return millis == 0 ? "0" : std::string(kUnknownText);
    if (millis < 0.05)
        return "< 0.1 ms";
    if (millis < 9.95)
        return fmt::format("{:.1f} ms", millis);
    return millis < 999.5 ? fmt::format("{:.0f} ms", millis) : durationText(millis / 1000);
}

std::string percentText(double percent) {
    if (!std::isfinite(percent))
        return std::string(kUnknownText);
    if (percent == 0)
        return "0";
    if (std::abs(percent) < 0.005)
        return "< 0.01";
    return threeDigits(percent);
}

std::string shortMoney(double amount) {
    if (!std::isfinite(amount))
        return std::string(kUnknownText);
    const std::string_view sign = amount < 0 ? "-" : "";
    const double size = std::abs(amount);
    if (size >= 99'999.995)
        return fmt::format("{}${}", sign, prefixed(size, ""));
    const auto cents = std::llround(size * 100);
    return fmt::format("{}${}.{:02}", sign, groupedText(cents / 100), cents % 100);
}

std::string plainNumber(double value) {
    if (std::isnan(value))
        return {};
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    if (value == std::floor(value) && std::abs(value) < 1e15)
        return fmt::format("{:.0f}", value);
    return fmt::format("{}", value);
}

} // namespace vigia::core::view
