#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::core {

/// Appends an unsigned number in groups of seven bits, least significant first.
void appendVarint(std::string& out, std::uint64_t value);
/// Takes one number off the front; nothing when the text ends early or the number is longer than 64
/// bits.
std::optional<std::uint64_t> takeVarint(std::string_view& text);

/// Signed numbers so that small magnitudes are short.
constexpr std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}
/// Difference that wraps instead of overflowing; `wrappedSum` undoes it.
constexpr std::int64_t wrappedDifference(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
constexpr std::int64_t wrappedSum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

} // namespace vigia::core
