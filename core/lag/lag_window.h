#pragma once

#include "core/base/clock.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace vigia::core::lag {

/// The recent course of one partition: commit and end over time, for as long as two windows look
/// back. Bounded: samples closer together than a sixtieth of what is kept share a slot that
/// remembers the highest and lowest lag.
class LagWindow {
public:
    /// Adds what was seen at `at` (rising); forgets what is older than `keep`, but never the last
    /// two slots.
    void add(UtcTime at, std::int64_t committed, std::int64_t end, std::chrono::microseconds keep);
    void clear() { m_slots.clear(); }

    [[nodiscard]] std::size_t size() const { return m_slots.size(); }
    /// From the oldest slot to the newest.
    [[nodiscard]] std::chrono::microseconds span() const;
    [[nodiscard]] UtcTime newest() const { return m_slots.back().at; }

    /// Lag at a moment, between slots on a straight line; nothing before the first slot.
    [[nodiscard]] std::optional<double> lagAt(UtcTime at) const;
    [[nodiscard]] std::optional<double> endAt(UtcTime at) const;
    [[nodiscard]] std::optional<double> committedAt(UtcTime at) const;

    /// Height of the largest tooth since `from`: how far the lag fell from a peak to a later
    /// trough. Commits in steps make a sawtooth of this height out of a healthy consumer; steady
    /// growth has none.
    [[nodiscard]] double amplitude(UtcTime from) const;
    /// Records per second by which the lag grows since `from` (least squares); nothing with fewer
    /// than two slots.
    [[nodiscard]] std::optional<double> slope(UtcTime from) const;

private:
    struct Slot {
        UtcTime at{};
        std::int64_t committed = 0;
        std::int64_t end = 0;
        std::int64_t peak = 0;
        std::int64_t trough = 0;
    };
    using Value = double (*)(const Slot&);
    [[nodiscard]] std::optional<double> between(UtcTime at, Value value) const;
    [[nodiscard]] bool extendsFlat(std::int64_t committed, std::int64_t end) const;

    std::vector<Slot> m_slots;
};

} // namespace vigia::core::lag
