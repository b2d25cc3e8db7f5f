#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::core {

/// An exact amount with two decimals, held as 128-bit cents: a price of 10^12 times 2^31 units
/// still fits.
class Money {
public:
    __extension__ using Cents = __int128;

    constexpr Money() = default;
    static constexpr Money fromCents(Cents cents) {
        Money money;
        money.m_cents = cents;
        return money;
    }

    /// Reads a decimal number as JSON or PostgreSQL writes it (sign, fraction, exponent). More than
    /// two decimals are rounded half up (away from zero). Nothing when it is no number or its
    /// magnitude exceeds 10^30.
    static std::optional<Money> parse(std::string_view text);

    [[nodiscard]] constexpr Cents cents() const { return m_cents; }
    /// `22500.00`: always two decimals, no grouping, never an exponent.
    [[nodiscard]] std::string text() const;
    /// `$22,500` or `$1,234.56`: thousands commas, cents only when not zero (stock.md 2.1).
    [[nodiscard]] std::string dollars() const;
    /// For charts only; loses cents above 2^53.
    [[nodiscard]] double approximate() const;

    constexpr auto operator<=>(const Money&) const = default;
    constexpr Money operator+(Money other) const { return fromCents(m_cents + other.m_cents); }
    constexpr Money operator-(Money other) const { return fromCents(m_cents - other.m_cents); }
    constexpr Money operator*(std::int64_t units) const { return fromCents(m_cents * units); }

private:
    Cents m_cents = 0;
};

} // namespace vigia::core
