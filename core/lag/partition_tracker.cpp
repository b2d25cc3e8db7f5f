#include "core/lag/partition_tracker.h"

#include "core/lag/numbers.h"

#include <algorithm>

namespace vigia::core::lag {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::microseconds kShortestWindow = 60s;
constexpr int kCommitGapsPerWindow = 5;

} // namespace

Judgement PartitionTracker::observe(const Observation& seen, const GroupRules& rules) {
    if (seen.error.empty())
        remember(seen, rules);
    Judgement judgement = judge(seen, rules);
    addNumbers(judgement, seen, rules);
    holdRed(judgement);
    return judgement;
}

std::chrono::microseconds PartitionTracker::window() const {
    const std::size_t count = std::min(m_gapCount, m_gaps.size());
    if (count == 0)
        return kShortestWindow;
    auto gaps = m_gaps;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(count / 2);
    std::nth_element(gaps.begin(), middle, gaps.begin() + static_cast<std::ptrdiff_t>(count));
    return std::max(kShortestWindow, kCommitGapsPerWindow * *middle);
}

void PartitionTracker::remember(const Observation& seen, const GroupRules& rules) {
    const auto end = endFor(seen, rules.readsCommitted);
    if (!seen.committed || !end)
        return;
    if (m_samples == 0)
        m_firstSeen = seen.at;
    ++m_samples;
    m_at = seen.at;
    rememberCommit(seen.at, *seen.committed);
    rememberLag(seen.at, std::max<std::int64_t>(0, *end - *seen.committed));
    m_aheadPolls = *seen.committed > *end ? m_aheadPolls + 1 : 0;
    if (seen.lastStable != m_stable) {
        m_stable = seen.lastStable;
        m_stableMovedAt = seen.at;
    }
    m_window.add(seen.at, *seen.committed, *end, 2 * window());
}

void PartitionTracker::rememberCommit(UtcTime at, std::int64_t committed) {
    if (!m_committed) {
        m_commitMovedAt = at;
    } else if (committed != *m_committed) {
        if (m_commitSeenMoving)
            rememberGap(at - *m_commitSeenMoving);
        m_commitSeenMoving = at;
        m_commitMovedAt = at;
    }
    if (m_committed && committed < *m_committed)
        m_rewoundFrom = std::max(m_rewoundFrom.value_or(*m_committed), *m_committed);
    if (m_rewoundFrom && committed >= *m_rewoundFrom)
        m_rewoundFrom.reset();
    m_committed = committed;
}

void PartitionTracker::rememberGap(std::chrono::microseconds gap) {
    m_gaps[m_gapCount % m_gaps.size()] = gap;
    ++m_gapCount;
}

void PartitionTracker::rememberLag(UtcTime at, std::int64_t lag) {
    m_sameLagPolls = m_lag == lag ? m_sameLagPolls + 1 : 1;
    m_lag = lag;
    if (lag <= 0) {
        m_laggingSince.reset();
        m_pollsSinceCaughtUp = 0;
        return;
    }
    if (!m_laggingSince)
        m_laggingSince = at;
    m_pollsSinceCaughtUp = std::min(m_pollsSinceCaughtUp + 1, 1000);
}

bool PartitionTracker::enoughSamples() const {
    return m_samples >= 3 && m_at - m_firstSeen >= window() / 2;
}

void PartitionTracker::addNumbers(Judgement& judgement, const Observation& seen,
                                  const GroupRules& rules) const {
    judgement.end = endFor(seen, rules.readsCommitted);
    judgement.lag = lagOf(seen.committed, judgement.end);
    if (!rules.readsCommitted && seen.lastStable && seen.lastStable != seen.highWatermark)
        judgement.lagToStable = lagOf(seen.committed, seen.lastStable);
    const bool few = judgement.lag && *judgement.lag > 0 && *judgement.lag <= kMostMarkers;
    const bool still = m_sameLagPolls >= kMarkerPolls && seen.owner == Owner::Alive;
    judgement.wantsMarkerCheck = few && still && !seen.markersOnly;
    judgement.markersOnly = few && seen.markersOnly;
    if (judgement.markersOnly)
        judgement.lag = 0;
    if (!seen.error.empty() || m_window.size() < 2)
        return;
    const auto newest = m_window.newest();
    const auto back = newest - std::min(m_window.span(), window());
    const double seconds = std::chrono::duration<double>(newest - back).count();
    if (seconds <= 0)
        return;
    judgement.inPerSecond = (*m_window.endAt(newest) - *m_window.endAt(back)) / seconds;
    judgement.outPerSecond =
        (*m_window.committedAt(newest) - *m_window.committedAt(back)) / seconds;
}

void PartitionTracker::holdRed(Judgement& judgement) {
    const auto red = [](ops::LagVerdict verdict) {
        return ops::lagVerdictHealth(verdict) == ops::Health::Broken;
    };
    if (red(judgement.verdict)) {
        m_goodSamples = 0;
        m_redReason = judgement.reason;
    } else if (red(m_shown)) {
        m_goodSamples += judgement.verdict == ops::LagVerdict::Unknown ? 0 : 1;
        if (m_goodSamples < 2) {
            judgement.verdict = m_shown;
            judgement.reason = m_redReason + "; better in the newest sample, one more decides";
        }
    }
    m_shown = judgement.verdict;
}

} // namespace vigia::core::lag
