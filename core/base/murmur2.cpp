#include "core/base/murmur2.h"

namespace vigia::core {
namespace {

constexpr std::uint32_t kMultiplier = 0x5bd1e995U;
constexpr std::uint32_t kSeed = 0x9747b28cU;

std::uint32_t byteAt(std::string_view key, std::size_t i) {
    return static_cast<std::uint8_t>(key[i]);
}

} // namespace

std::uint32_t kafkaMurmur2(std::string_view key) {
    std::uint32_t h = kSeed ^ static_cast<std::uint32_t>(key.size());
    const std::size_t words = key.size() / 4;
    for (std::size_t w = 0; w < words; ++w) {
        const std::size_t i = w * 4;
        std::uint32_t k = byteAt(key, i) | byteAt(key, i + 1) << 8U | byteAt(key, i + 2) << 16U |
                          byteAt(key, i + 3) << 24U;
        k *= kMultiplier;
        k ^= k >> 24U;
        k *= kMultiplier;
        h *= kMultiplier;
        h ^= k;
    }
    const std::size_t tail = words * 4;
    for (std::size_t left = key.size() - tail; left > 0; --left)
        h ^= byteAt(key, tail + left - 1) << 8U * static_cast<std::uint32_t>(left - 1);
    if (key.size() != tail)
        h *= kMultiplier;
    h ^= h >> 13U;
    h *= kMultiplier;
    h ^= h >> 15U;
    return h & 0x7fffffffU;
}

std::int16_t outboxShard(std::string_view key) {
    return static_cast<std::int16_t>(kafkaMurmur2(key) % 16U);
}

} // namespace vigia::core
