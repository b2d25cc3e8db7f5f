#include "core/load/byte_pool.h"

#include <algorithm>
#include <cstring>

namespace vigia::core::load {
namespace {

constexpr std::size_t kPlaces = 64UL * 1024; ///< where a body of the largest size may begin

std::string randomBytes(std::uint64_t seed, std::size_t count) {
    std::mt19937_64 random(seed);
    std::string bytes(count, '\0');
    for (std::size_t i = 0; i < count; i += sizeof(std::uint64_t)) {
        const std::uint64_t drawn = random();
        std::memcpy(bytes.data() + i, &drawn, std::min(sizeof drawn, count - i));
    }
    return bytes;
}

} // namespace

BytePool::BytePool(std::uint64_t seed, std::size_t most)
    : m_bytes(most == 0 ? std::string() : randomBytes(seed, most + kPlaces)) {}

std::string_view BytePool::take(std::size_t size, std::mt19937_64& random) const {
    const std::size_t last = m_bytes.size() - std::min(size, m_bytes.size());
    const std::size_t at = std::uniform_int_distribution<std::size_t>(0, last)(random);
    return std::string_view(m_bytes).substr(at, size);
}

} // namespace vigia::core::load
