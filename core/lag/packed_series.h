#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace vigia::core::lag {

/// A value at a time, in milliseconds since the epoch; absent is a gap.
struct PackedPoint {
    std::int64_t millis = 0;
    std::optional<std::int64_t> value;
    bool operator==(const PackedPoint&) const = default;
};

/// Points of one series in rising time, packed: differences of differences as varints, equal points
/// as one run. Blocks of a few hundred points can be dropped from the front.
class PackedSeries {
public:
    /// A point that is not after the last one is ignored.
    void add(const PackedPoint& point);
    void dropBefore(std::int64_t millis);
    /// Drops the oldest block; returns how many points went.
    std::size_t dropOldestBlock();

    [[nodiscard]] std::vector<PackedPoint> points(std::int64_t fromMillis = 0) const;
    /// The newest `most` points that are not before `fromMillis`, without unpacking older blocks.
    [[nodiscard]] std::vector<PackedPoint> last(std::size_t most, std::int64_t fromMillis) const;
    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] bool empty() const { return m_blocks.empty(); }
    /// Time of the oldest point; meaningless when empty.
    [[nodiscard]] std::int64_t oldest() const { return m_blocks.front().firstMillis; }
    [[nodiscard]] std::int64_t newest() const { return m_blocks.back().lastMillis; }

private:
    struct Block {
        std::int64_t firstMillis = 0;
        std::int64_t lastMillis = 0;
        std::int64_t lastStep = 0;
        std::optional<std::int64_t> lastValue;
        std::int64_t lastKnown = 0; ///< the last value that was no gap
        std::uint64_t run = 0;      ///< repetitions not yet written
        std::size_t count = 0;
        std::string packed;
    };
    static void write(Block& block, const PackedPoint& point);
    static void flushRun(Block& block);
    static void unpack(const Block& block, std::int64_t fromMillis, std::vector<PackedPoint>& out);

    std::deque<Block> m_blocks;
};

} // namespace vigia::core::lag
