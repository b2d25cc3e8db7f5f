#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vigia::core::view {

/// What stands for an unknown figure.
inline constexpr std::string_view kUnknownText = "—";

/// `18,420`: every digit.
std::string groupedText(std::int64_t value);
/// The same of what is counted.
std::string countText(std::uint64_t count);
/// `18,420`, from 100,000 on three digits and a prefix: `123 k`, `1.23 M`.
std::string shortNumber(double value);
/// `0`, `0.04`, `3.1`, `64`, then as `shortNumber`.
std::string shortRate(double value);
/// `0`, `512 B`, `38 MB`, `1.2 GB` (powers of 1,000).
std::string shortBytes(double value);
/// `0`, `0.4 s`, `41 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`; infinity is `never`.
std::string durationText(double seconds);
/// `0`, `0.4 ms`, `46 ms`, then as `durationText`.
std::string latencyText(double millis);
/// `0`, `0.04`, `0.7`, `97.4`, `100`; the unit stands in the header.
std::string percentText(double percent);
/// `$9.31 M`, below 100,000 with commas and cents: `$1,234.56`.
std::string shortMoney(double amount);
/// The shortest decimal that reads back as `value`, without an exponent for usual sizes.
std::string plainNumber(double value);

} // namespace vigia::core::view
