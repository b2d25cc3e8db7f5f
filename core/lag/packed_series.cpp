#include "core/lag/packed_series.h"

#include "core/base/varint.h"

namespace vigia::core::lag {
namespace {

constexpr std::size_t kPointsPerBlock = 256;
constexpr std::size_t kBlockOverhead = 112;

} // namespace

void PackedSeries::add(const PackedPoint& point) {
    if (!m_blocks.empty() && point.millis <= m_blocks.back().lastMillis)
        return;
    if (m_blocks.empty() || m_blocks.back().count >= kPointsPerBlock) {
        if (!m_blocks.empty())
            flushRun(m_blocks.back());
        Block block;
        block.firstMillis = block.lastMillis = point.millis;
        m_blocks.push_back(std::move(block));
    }
    write(m_blocks.back(), point);
}

/// A step is written as `2 × zigzag(change of the time step)` and the value (0 for a gap, else 1 +
/// difference); a run of n points with the same step and value as `2n + 1`.
void PackedSeries::write(Block& block, const PackedPoint& point) {
    const std::int64_t step = point.millis - block.lastMillis;
    const bool repeats =
        block.count > 0 && step == block.lastStep && point.value == block.lastValue;
    if (repeats) {
        ++block.run;
    } else {
        flushRun(block);
        appendVarint(block.packed, zigzag(step - block.lastStep) << 1U);
        block.packed.push_back(point.value ? '\1' : '\0');
        if (point.value) {
            appendVarint(block.packed, zigzag(wrappedDifference(*point.value, block.lastKnown)));
            block.lastKnown = *point.value;
        }
    }
    block.lastStep = step;
    block.lastMillis = point.millis;
    block.lastValue = point.value;
    ++block.count;
}

void PackedSeries::flushRun(Block& block) {
    if (block.run == 0)
        return;
    appendVarint(block.packed, (block.run << 1U) | 1U);
    block.run = 0;
}

void PackedSeries::unpack(const Block& block, std::int64_t fromMillis,
                          std::vector<PackedPoint>& out) {
    std::int64_t step = 0;
    std::int64_t known = 0;
    PackedPoint point{block.firstMillis, std::nullopt};
    const auto repeat = [&](std::uint64_t times) {
        for (; times > 0; --times) {
            point.millis += step;
            if (point.millis >= fromMillis)
                out.push_back(point);
        }
    };
    std::string_view rest = block.packed;
    while (!rest.empty()) {
        const std::uint64_t head = takeVarint(rest).value_or(1);
        if ((head & 1U) != 0) {
            repeat(head >> 1U);
            continue;
        }
        step += unzigzag(head >> 1U);
        const bool hasValue = rest.front() == '\1';
        rest.remove_prefix(1);
        if (hasValue)
            known = wrappedSum(known, unzigzag(takeVarint(rest).value_or(0)));
        point.value = hasValue ? std::optional(known) : std::nullopt;
        repeat(1);
    }
    repeat(block.run);
}

void PackedSeries::dropBefore(std::int64_t millis) {
    while (!m_blocks.empty() && m_blocks.front().lastMillis < millis)
        m_blocks.pop_front();
}

std::size_t PackedSeries::dropOldestBlock() {
    if (m_blocks.empty())
        return 0;
    const std::size_t count = m_blocks.front().count;
    m_blocks.pop_front();
    return count;
}

std::vector<PackedPoint> PackedSeries::points(std::int64_t fromMillis) const {
    std::vector<PackedPoint> out;
    for (const Block& block : m_blocks) {
        if (block.lastMillis >= fromMillis)
            unpack(block, fromMillis, out);
    }
    return out;
}

std::vector<PackedPoint> PackedSeries::last(std::size_t most, std::int64_t fromMillis) const {
    auto block = m_blocks.end();
    for (std::size_t held = 0; block != m_blocks.begin() && held < most;)
        held += (--block)->count;
    std::vector<PackedPoint> out;
    for (; block != m_blocks.end(); ++block)
        unpack(*block, fromMillis, out);
    if (out.size() > most)
        out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(most));
    return out;
}

std::size_t PackedSeries::bytes() const {
    std::size_t total = 0;
    for (const Block& block : m_blocks)
        total += kBlockOverhead + block.packed.capacity();
    return total;
}

std::size_t PackedSeries::count() const {
    std::size_t total = 0;
    for (const Block& block : m_blocks)
        total += block.count;
    return total;
}

} // namespace vigia::core::lag
