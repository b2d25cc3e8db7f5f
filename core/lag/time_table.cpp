#include "core/lag/time_table.h"

#include <algorithm>
#include <iterator>

namespace vigia::core::lag {
namespace {

double positiveSeconds(std::chrono::microseconds span) {
    return std::max(0.0, std::chrono::duration<double>(span).count());
}

} // namespace

void TimeTable::add(UtcTime at, std::int64_t end) {
    if (!m_points.empty() && (end < m_points.back().end || at < m_points.back().at))
        m_points.clear();
    // Of an idle stretch its two ends are enough: records after it were not appended during it.
    const bool idle = m_points.size() >= 2 && m_points.back().end == end &&
                      m_points[m_points.size() - 2].end == end;
    if (idle)
        m_points.back().at = at;
    else
        m_points.push_back({at, end});
    if (m_points.size() > m_capacity)
        thin();
}

void TimeTable::thin() {
    const std::size_t half = m_points.size() / 2;
    std::vector<Entry> kept;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        if (i >= half || i % 2 == 0)
            kept.push_back(m_points[i]);
    }
    m_points = std::move(kept);
}

ops::TimeLag TimeTable::lagAt(std::int64_t committed, std::int64_t end, UtcTime now) const {
    using ops::TimeLagSource;
    if (committed >= end)
        return {TimeLagSource::Exact, 0};
    if (m_points.empty())
        return {TimeLagSource::Unknown, 0};
    if (committed < m_points.front().end)
        return {TimeLagSource::AtLeast, positiveSeconds(now - m_points.front().at)};
    // The record at `committed` was appended when the end moved past it.
    const auto after = std::upper_bound(
        m_points.begin(), m_points.end(), committed,
        [](std::int64_t offset, const Entry& entry) { return offset < entry.end; });
    if (after == m_points.end())
        return {TimeLagSource::Interpolated, positiveSeconds(now - m_points.back().at)};
    const Entry& before = *std::prev(after);
    const double share =
        static_cast<double>(committed - before.end) / static_cast<double>(after->end - before.end);
    const auto between = std::chrono::duration<double>(after->at - before.at) * share;
    const auto at = before.at + std::chrono::duration_cast<std::chrono::microseconds>(between);
    return {TimeLagSource::Interpolated, positiveSeconds(now - at)};
}

ops::TimeLag exactTimeLag(UtcTime recordTime, UtcTime now) {
    return {ops::TimeLagSource::Exact, positiveSeconds(now - recordTime)};
}

} // namespace vigia::core::lag
