#include "core/lag/history.h"

#include <algorithm>
#include <limits>

namespace vigia::core::lag {
namespace {

constexpr std::int64_t kMiddleStep = 10'000;
constexpr std::int64_t kLongStep = 60'000;
/// Raw times are kept to a tenth of a second, so that an even cadence packs to nothing.
constexpr std::int64_t kRawStep = 100;
constexpr std::size_t kSeriesOverhead = 256;
constexpr std::size_t kMostCompleted = 100'000;

std::int64_t floorTo(std::int64_t millis, std::int64_t step) {
    return millis - millis % step;
}

void appendBefore(std::vector<PackedPoint>& out, const PackedSeries& coarse, std::int64_t from,
                  std::int64_t until) {
    for (const PackedPoint& point : coarse.points(from)) {
        if (point.millis < until)
            out.push_back(point);
    }
}

} // namespace

void TieredSeries::add(const PackedPoint& point, const HistoryLimits& limits) {
    m_raw.add({floorTo(point.millis, kRawStep), point.value});
    m_newest = std::max(m_newest, point.millis);
    m_completed = fill(m_middleBucket, kMiddleStep, point);
    if (m_completed)
        m_middle.add(*m_completed);
    if (const auto minute = fill(m_longBucket, kLongStep, point))
        m_long.add(*minute);
    trim(point.millis, limits);
}

void TieredSeries::recall(const PackedPoint& point, const HistoryLimits& limits) {
    m_newest = std::max(m_newest, point.millis);
    m_middle.add(point);
    if (const auto minute = fill(m_longBucket, kLongStep, point))
        m_long.add(*minute);
    trim(point.millis, limits);
}

std::optional<PackedPoint> TieredSeries::fill(Bucket& bucket, std::int64_t width,
                                              const PackedPoint& point) {
    const std::int64_t start = floorTo(point.millis, width);
    std::optional<PackedPoint> done;
    if (start != bucket.start) {
        if (bucket.start >= 0)
            done = PackedPoint{bucket.start, bucket.highest};
        bucket = {start, std::nullopt};
    }
    if (point.value)
        bucket.highest = std::max(bucket.highest.value_or(*point.value), *point.value);
    return done;
}

void TieredSeries::trim(std::int64_t now, const HistoryLimits& limits) {
    m_raw.dropBefore(now - limits.rawMillis);
    m_middle.dropBefore(now - limits.middleMillis);
    m_long.dropBefore(now - limits.longMillis);
}

std::vector<PackedPoint> TieredSeries::points(std::int64_t fromMillis) const {
    constexpr auto kNever = std::numeric_limits<std::int64_t>::max();
    const std::int64_t rawFrom = m_raw.empty() ? kNever : m_raw.oldest();
    const std::int64_t middleFrom =
        m_middle.empty() ? rawFrom : std::min(rawFrom, m_middle.oldest());
    std::vector<PackedPoint> out;
    if (fromMillis < middleFrom)
        appendBefore(out, m_long, fromMillis, middleFrom);
    if (fromMillis < rawFrom)
        appendBefore(out, m_middle, fromMillis, rawFrom);
    const auto raw = m_raw.points(fromMillis);
    out.insert(out.end(), raw.begin(), raw.end());
    return out;
}

std::vector<PackedPoint> TieredSeries::last(std::size_t most, std::int64_t fromMillis) const {
    auto out = m_raw.last(most, fromMillis);
    if (out.size() == most)
        return out;
    out = points(fromMillis); // the coarser tiers may hold older ones
    if (out.size() > most)
        out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(most));
    return out;
}

std::size_t TieredSeries::bytes() const {
    return m_raw.bytes() + m_middle.bytes() + m_long.bytes();
}

std::size_t TieredSeries::dropOldest() {
    for (PackedSeries* tier : {&m_long, &m_middle, &m_raw}) {
        if (const std::size_t dropped = tier->dropOldestBlock(); dropped > 0)
            return dropped;
    }
    return 0;
}

bool TieredSeries::empty() const {
    return m_raw.empty() && m_middle.empty() && m_long.empty();
}

void History::add(const std::string& key, UtcTime at, std::optional<std::int64_t> value) {
    TieredSeries& series = m_series[key];
    series.add({epochMillis(at), value}, m_limits);
    if (series.completed() && m_completed.size() < kMostCompleted)
        m_completed.emplace_back(key, *series.completed());
}

void History::recall(const std::string& key, UtcTime at, std::optional<std::int64_t> value) {
    m_series[key].recall({epochMillis(at), value}, m_limits);
}

namespace {

/// The highest point of every step.
std::vector<PackedPoint> thinned(const std::vector<PackedPoint>& points, std::int64_t step) {
    std::vector<PackedPoint> kept;
    for (const PackedPoint& point : points) {
        if (kept.empty() || kept.back().millis / step != point.millis / step)
            kept.push_back(point);
        else if (point.value && (!kept.back().value || *point.value > *kept.back().value))
            kept.back() = point;
    }
    return kept;
}

} // namespace

ops::Series History::series(const std::string& key, UtcTime from, double scale,
                            std::chrono::milliseconds step) const {
    ops::Series out;
    const auto found = m_series.find(key);
    if (found == m_series.end())
        return out;
    auto points = found->second.points(epochMillis(from));
    if (step.count() > 0)
        points = thinned(points, step.count());
    out.reserve(points.size());
    for (const PackedPoint& point : points) {
        const auto value =
            point.value ? std::optional(static_cast<double>(*point.value) * scale) : std::nullopt;
        out.push_back({fromEpochMillis(point.millis), value});
    }
    return out;
}

std::vector<float> History::spark(const std::string& key, UtcTime from, std::size_t most) const {
    std::vector<float> out;
    const auto found = m_series.find(key);
    if (found == m_series.end())
        return out;
    for (const PackedPoint& point : found->second.last(most, epochMillis(from)))
        out.push_back(point.value ? static_cast<float>(*point.value)
                                  : std::numeric_limits<float>::quiet_NaN());
    return out;
}

std::vector<std::pair<std::string, PackedPoint>> History::takeCompleted() {
    return std::exchange(m_completed, {});
}

std::size_t History::bytes() const {
    std::size_t total = 0;
    for (const auto& [key, series] : m_series)
        total += kSeriesOverhead + key.size() + series.bytes();
    return total;
}

void History::tidy(UtcTime before) {
    std::erase_if(m_series, [&](const auto& entry) {
        return entry.second.empty() || entry.second.newest() < epochMillis(before);
    });
    std::size_t used = bytes();
    while (used > m_limits.maxBytes && !m_series.empty()) {
        const auto largest =
            std::max_element(m_series.begin(), m_series.end(), [](const auto& a, const auto& b) {
                return a.second.bytes() < b.second.bytes();
            });
        const std::size_t held = largest->second.bytes();
        m_evicted += largest->second.dropOldest();
        used -= held - largest->second.bytes();
        if (largest->second.empty()) {
            used -= std::min(used, kSeriesOverhead + largest->first.size());
            m_series.erase(largest);
        }
    }
}

} // namespace vigia::core::lag
