#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace vigia::core::load {

/// Random bytes that are made once and lent to every body that wants some: a place in them is drawn
/// each time, so that bodies of one size differ and cost no memory. The same seed makes the same
/// bytes. Reading is safe from any thread.
class BytePool {
public:
    /// Has bodies of `most` bytes at most; 0: none, which costs nothing.
    BytePool(std::uint64_t seed, std::size_t most);

    /// `size` of them, `most` at most. They live as long as the pool.
    [[nodiscard]] std::string_view take(std::size_t size, std::mt19937_64& random) const;

private:
    std::string m_bytes;
};

} // namespace vigia::core::load
