#include "core/base/money.h"

#include "core/base/text.h"

#include <algorithm>

namespace vigia::core {
namespace {

constexpr int kMaxExponent = 30;

/// A decimal number taken apart: digits without leading zeros, and where the point stands among
/// them.
struct Decimal {
    std::string digits;
    int point = 0;
    bool negative = false;
};

/// Reads `[eE][+-]digits`; nothing when malformed, capped far outside the accepted range.
std::optional<int> readExponent(std::string_view text) {
    if (text.empty())
        return 0;
    text.remove_prefix(1);
    bool negative = false;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (text.empty() || !std::all_of(text.begin(), text.end(), isDigit))
        return std::nullopt;
    int value = 0;
    for (const char c : text)
        value = std::min(value * 10 + (c - '0'), 100000);
    return negative ? -value : value;
}

std::optional<Decimal> takeApart(std::string_view text) {
    Decimal out;
    if (!text.empty() && text.front() == '-') {
        out.negative = true;
        text.remove_prefix(1);
    }
    const auto mantissaEnd = std::min(text.find_first_of("eE"), text.size());
    const auto exponent = readExponent(text.substr(mantissaEnd));
    const auto mantissa = text.substr(0, mantissaEnd);
    const auto point = std::min(mantissa.find('.'), mantissa.size());
    if (!exponent || point == 0 || point + 1 == mantissa.size())
        return std::nullopt;
    for (std::size_t i = 0; i < mantissa.size(); ++i) {
        if (i != point && !isDigit(mantissa[i]))
            return std::nullopt;
        if (i != point)
            out.digits.push_back(mantissa[i]);
    }
    out.point = static_cast<int>(point) + *exponent;
    const auto zeros = std::min(out.digits.find_first_not_of('0'), out.digits.size());
    out.digits.erase(0, zeros);
    out.point -= static_cast<int>(zeros);
    return out;
}

std::string digitsOf(Money::Cents value) {
    std::string out;
    do {
        out.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
        value /= 10;
    } while (value != 0);
    std::reverse(out.begin(), out.end());
    return out;
}

struct TextParts {
    std::string sign, whole, cents;
};

TextParts textParts(Money::Cents cents) {
    const Money::Cents magnitude = cents < 0 ? -cents : cents;
    std::string fraction = digitsOf(magnitude % 100);
    if (fraction.size() < 2)
        fraction.insert(0, 1, '0');
    return {cents < 0 ? "-" : "", digitsOf(magnitude / 100), fraction};
}

} // namespace

std::optional<Money> Money::parse(std::string_view text) {
    const auto decimal = takeApart(text);
    if (!decimal)
        return std::nullopt;
    if (decimal->digits.empty())
        return Money{};
    if (decimal->point > kMaxExponent)
        return std::nullopt;
    Cents cents = 0;
    const int wanted = decimal->point + 2;
    const auto digitAt = [&](int i) {
        const bool inside = i >= 0 && i < static_cast<int>(decimal->digits.size());
        return inside ? decimal->digits[static_cast<std::size_t>(i)] - '0' : 0;
    };
    for (int i = 0; i < wanted; ++i)
        cents = cents * 10 + digitAt(i);
    if (wanted >= 0 && digitAt(wanted) >= 5)
        ++cents;
    return fromCents(decimal->negative ? -cents : cents);
}

std::string Money::text() const {
    const auto parts = textParts(m_cents);
    return parts.sign + parts.whole + "." + parts.cents;
}

std::string Money::dollars() const {
    auto parts = textParts(m_cents);
    for (auto at = static_cast<int>(parts.whole.size()) - 3; at > 0; at -= 3)
        parts.whole.insert(static_cast<std::size_t>(at), 1, ',');
    std::string out = parts.sign + "$" + parts.whole;
    if (parts.cents != "00")
        out += "." + parts.cents;
    return out;
}

double Money::approximate() const {
    return static_cast<double>(m_cents) / 100.0;
}

} // namespace vigia::core
