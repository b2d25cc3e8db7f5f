#pragma once

#include "core/lag/packed_series.h"
#include "core/ops/console_snapshot.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace vigia::core::lag {

/// How long and how finely a history reaches back (lag.md, History).
struct HistoryLimits {
    std::int64_t rawMillis = 15 * 60 * 1000LL;
    std::int64_t middleMillis = 6 * 3600 * 1000LL;
    std::int64_t longMillis = 7 * 86400 * 1000LL;
    std::size_t maxBytes = 32 * 1024 * 1024;
};

/// One value over time in three tiers: every sample for 15 minutes, the highest of every 10 s for 6
/// hours, the highest of every minute for 7 days.
class TieredSeries {
public:
    void add(const PackedPoint& point, const HistoryLimits& limits);
    /// Puts back a point of the middle tier, as the disk kept it.
    void recall(const PackedPoint& point, const HistoryLimits& limits);
    /// The finest points there are for every stretch since `fromMillis`.
    [[nodiscard]] std::vector<PackedPoint> points(std::int64_t fromMillis) const;
    /// The newest `most` of them.
    [[nodiscard]] std::vector<PackedPoint> last(std::size_t most, std::int64_t fromMillis) const;
    [[nodiscard]] std::size_t bytes() const;
    /// Drops the oldest block of the coarsest tier that has one to spare; returns the points
    /// dropped.
    std::size_t dropOldest();
    [[nodiscard]] bool empty() const;
    [[nodiscard]] std::int64_t newest() const { return m_newest; }
    /// The bucket of the middle tier that the last `add` completed.
    [[nodiscard]] const std::optional<PackedPoint>& completed() const { return m_completed; }

private:
    struct Bucket {
        std::int64_t start = -1;
        std::optional<std::int64_t> highest;
    };
    static std::optional<PackedPoint> fill(Bucket& bucket, std::int64_t width,
                                           const PackedPoint& point);
    void trim(std::int64_t now, const HistoryLimits& limits);

    PackedSeries m_raw, m_middle, m_long;
    Bucket m_middleBucket, m_longBucket;
    std::optional<PackedPoint> m_completed;
    std::int64_t m_newest = 0;
};

/// Every history of one cluster under one budget. Keys are made by the owner; what is over the
/// budget is dropped oldest first and counted. Used by one thread.
class History {
public:
    explicit History(HistoryLimits limits = {}) : m_limits(limits) {}

    void add(const std::string& key, UtcTime at, std::optional<std::int64_t> value);
    void recall(const std::string& key, UtcTime at, std::optional<std::int64_t> value);
    /// Points since `from`, values multiplied by `scale`. With a `step` only the highest of each
    /// step, counted from the epoch so that a course doesn't change its shape as it moves on; a gap
    /// only where a step holds nothing else.
    [[nodiscard]] ops::Series series(const std::string& key, UtcTime from, double scale = 1,
                                     std::chrono::milliseconds step = {}) const;
    /// The newest `most` raw values, a gap as NaN.
    [[nodiscard]] std::vector<float> spark(const std::string& key, UtcTime from,
                                           std::size_t most) const;
    /// The 10-second points completed since the last call, for the disk.
    [[nodiscard]] std::vector<std::pair<std::string, PackedPoint>> takeCompleted();
    /// Forgets series without a point since `before`, and makes room.
    void tidy(UtcTime before);

    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] std::uint64_t evicted() const { return m_evicted; }
    [[nodiscard]] std::size_t size() const { return m_series.size(); }

private:
    HistoryLimits m_limits;
    std::map<std::string, TieredSeries> m_series;
    std::vector<std::pair<std::string, PackedPoint>> m_completed;
    std::uint64_t m_evicted = 0;
};

} // namespace vigia::core::lag
