#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace vigia::core {

/// SHA-256 (FIPS 180-4) of the bytes of `text`.
std::array<std::uint8_t, 32> sha256(std::string_view text);

/// The same as 64 lower-case hex digits.
std::string sha256Hex(std::string_view text);

/// Lower-case hex of any bytes.
std::string hex(std::string_view bytes);

} // namespace vigia::core
