#include "core/base/uuid.h"

#include <random>

namespace vigia::core {
namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool hyphenAt(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

std::mt19937_64& generator() {
    static thread_local std::mt19937_64 engine = [] {
        std::random_device device;
        std::seed_seq seed{device(), device(), device(), device(),
                           device(), device(), device(), device()};
        return std::mt19937_64(seed);
    }();
    return engine;
}

} // namespace

Uuid Uuid::random() {
    Uuid uuid;
    auto& engine = generator();
    for (std::size_t half = 0; half < 2; ++half) {
        std::uint64_t bits = engine();
        for (std::size_t i = 0; i < 8; ++i, bits >>= 8U)
            uuid.m_bytes[half * 8 + i] = static_cast<std::uint8_t>(bits & 0xFFU);
    }
    uuid.m_bytes[6] = static_cast<std::uint8_t>((uuid.m_bytes[6] & 0x0FU) | 0x40U);
    uuid.m_bytes[8] = static_cast<std::uint8_t>((uuid.m_bytes[8] & 0x3FU) | 0x80U);
    return uuid;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 36)
        return std::nullopt;
    Uuid uuid;
    std::size_t digit = 0;
    for (std::size_t i = 0; i < 36; ++i) {
        if (hyphenAt(i)) {
            if (text[i] != '-')
                return std::nullopt;
            continue;
        }
        const int value = hexValue(text[i]);
        if (value < 0)
            return std::nullopt;
        auto& byte = uuid.m_bytes[digit / 2];
        byte = static_cast<std::uint8_t>(byte << 4 | value);
        ++digit;
    }
    return uuid;
}

Uuid Uuid::fromBytes(const std::array<std::uint8_t, 16>& bytes) {
    Uuid uuid;
    uuid.m_bytes = bytes;
    return uuid;
}

std::string Uuid::text() const {
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out(36, '-');
    std::size_t at = 0;
    for (const auto byte : m_bytes) {
        if (hyphenAt(at))
            ++at;
        out[at++] = kHex[byte >> 4U];
        out[at++] = kHex[byte & 0x0FU];
    }
    return out;
}

} // namespace vigia::core
