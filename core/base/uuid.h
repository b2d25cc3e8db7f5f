#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::core {

/// A 128-bit identifier (RFC 9562).
class Uuid {
public:
    Uuid() = default;

    /// Version 4 from the system's random source; any thread.
    static Uuid random();
    /// 36 characters, hyphenated, either case.
    static std::optional<Uuid> parse(std::string_view text);
    static Uuid fromBytes(const std::array<std::uint8_t, 16>& bytes);

    /// Lower case, hyphenated.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] const std::array<std::uint8_t, 16>& bytes() const { return m_bytes; }

    auto operator<=>(const Uuid&) const = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
};

} // namespace vigia::core
