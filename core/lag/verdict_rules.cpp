#include "core/lag/numbers.h"
#include "core/lag/partition_tracker.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::lag {
namespace {

using ops::LagVerdict;

double asSeconds(std::chrono::microseconds span) {
    return std::chrono::duration<double>(span).count();
}

Judgement verdict(LagVerdict word, std::string reason) {
    Judgement judgement;
    judgement.verdict = word;
    judgement.reason = std::move(reason);
    return judgement;
}

} // namespace

Judgement PartitionTracker::judge(const Observation& seen, const GroupRules& rules) {
    if (!seen.error.empty())
        return verdict(LagVerdict::Unknown, seen.error);
    if (!seen.committed)
        return verdict(LagVerdict::NoCommit, "the group has committed no offset here");
    const auto end = endFor(seen, rules.readsCommitted);
    if (!end)
        return verdict(LagVerdict::Unknown, "the end of the partition is not known");
    const Look look{seen, rules, *end, std::max<std::int64_t>(0, *end - *seen.committed)};
    if (auto match = matchFacts(look))
        return *match;
    if (!enoughSamples())
        return verdict(LagVerdict::Unknown,
                       fmt::format("{} of 3 samples over {}", std::min(m_samples, 3),
                                   spanText(asSeconds(window()) / 2)));
    if (auto match = matchIdle(look))
        return *match;
    if (auto match = matchFallingBehind(look))
        return *match;
    return matchRest(look);
}

/// The rules that look at this poll alone, or keep their own account of time.
PartitionTracker::Match PartitionTracker::matchFacts(const Look& look) const {
    const Observation& seen = look.seen;
    if (seen.logStart && *seen.committed < *seen.logStart)
        return verdict(LagVerdict::Lost, recordsText(*seen.logStart - *seen.committed) +
                                             " deleted before the group had read them");
    if (m_aheadPolls >= 2)
        return verdict(LagVerdict::Ahead,
                       fmt::format("committed {} is beyond the end {}: was the topic made anew?",
                                   *seen.committed, look.end));
    if (auto match = matchOk(look))
        return match;
    if (auto match = matchTransaction(look))
        return match;
    if (auto match = matchRewind(look))
        return match;
    if (!seen.pausedBecause.empty())
        return verdict(LagVerdict::Paused, "paused: " + seen.pausedBecause);
    return std::nullopt;
}

PartitionTracker::Match PartitionTracker::matchOk(const Look& look) const {
    if (look.lag <= look.rules.allowedLag)
        return verdict(LagVerdict::Ok,
                       look.lag == 0 ? "caught up" : recordsText(look.lag) + " behind, as allowed");
    if (look.seen.markersOnly && look.lag <= kMostMarkers)
        return verdict(LagVerdict::Ok, "caught up; only transaction markers are left");
    const ops::TimeLag& time = look.seen.timeLag;
    const bool measured =
        time.source == ops::TimeLagSource::Exact || time.source == ops::TimeLagSource::Interpolated;
    if (measured && time.seconds <= asSeconds(look.rules.smallTimeLag))
        return verdict(LagVerdict::Ok, recordsText(look.lag) + " behind, less than " +
                                           spanText(asSeconds(look.rules.smallTimeLag)));
    return std::nullopt;
}

PartitionTracker::Match PartitionTracker::matchTransaction(const Look& look) const {
    const Observation& seen = look.seen;
    if (!seen.lastStable || !seen.highWatermark || !m_stable)
        return std::nullopt;
    const auto unmoved = m_at - m_stableMovedAt;
    const bool held = *seen.committed >= *seen.lastStable && *seen.highWatermark > *seen.lastStable;
    if (!held || unmoved < 2 * look.rules.transactionTimeout)
        return std::nullopt;
    return verdict(LagVerdict::TxnStuck,
                   fmt::format("a transaction holds back {} for {}; look for its producer",
                               recordsText(*seen.highWatermark - *seen.lastStable),
                               spanText(asSeconds(unmoved))));
}

PartitionTracker::Match PartitionTracker::matchRewind(const Look& look) const {
    if (!m_rewoundFrom)
        return std::nullopt;
    return verdict(LagVerdict::Rewind,
                   fmt::format("the commit fell from {} and is {} short of it again",
                               *m_rewoundFrom, recordsText(*m_rewoundFrom - *look.seen.committed)));
}

PartitionTracker::Match PartitionTracker::matchIdle(const Look& look) const {
    const bool unmoved = m_at - m_commitMovedAt >= window();
    const bool lagging = m_laggingSince && m_at - *m_laggingSince >= window();
    const bool recentlyCaughtUp = m_pollsSinceCaughtUp <= kCaughtUpPolls;
    if (!unmoved || !lagging || recentlyCaughtUp || look.seen.owner == Owner::Unknown)
        return std::nullopt;
    const std::string since = spanText(asSeconds(m_at - m_commitMovedAt));
    if (look.seen.owner == Owner::None)
        return verdict(LagVerdict::Stopped, fmt::format("nobody owns it; no commit for {}, {} wait",
                                                        since, recordsText(look.lag)));
    return verdict(LagVerdict::Stalled,
                   fmt::format("its owner is alive but has committed nothing for {}, {} wait",
                               since, recordsText(look.lag)));
}

PartitionTracker::Match PartitionTracker::matchFallingBehind(const Look& look) const {
    const auto now = m_window.newest();
    const auto span = window();
    const auto middle = m_window.lagAt(now - span);
    const auto first = m_window.lagAt(now - 2 * span);
    if (!middle || !first)
        return std::nullopt;
    const double tooth = m_window.amplitude(now - 2 * span);
    const auto grew = [&](UtcTime to, double from, double until) {
        const double inflow = *m_window.endAt(to) - *m_window.endAt(to - span);
        return until - from > std::max(tooth, kUnnoticedGrowth * inflow);
    };
    const double newest = static_cast<double>(look.lag);
    if (!grew(now, *middle, newest) || !grew(now - span, *first, *middle))
        return std::nullopt;
    const double perSecond = (newest - *middle) / asSeconds(span);
    return verdict(
        LagVerdict::FallingBehind,
        fmt::format("{} behind and growing by {:.1f} a second", recordsText(look.lag), perSecond));
}

Judgement PartitionTracker::matchRest(const Look& look) const {
    const auto slope = m_window.slope(m_window.newest() - window());
    const double noise = kNoticeableFall * static_cast<double>(look.lag) / asSeconds(window());
    if (slope && *slope < -noise)
        return verdict(LagVerdict::CatchingUp, fmt::format("{} behind, {:.1f} a second less",
                                                           recordsText(look.lag), -*slope));
    if (const auto growth = recentGrowth())
        return verdict(LagVerdict::SteadyLag,
                       fmt::format("{} behind, {:.1f} a second more; falling behind when that has "
                                   "gone on for {}",
                                   recordsText(look.lag), *growth,
                                   spanText(2 * asSeconds(window()))));
    return verdict(LagVerdict::SteadyLag, recordsText(look.lag) + " behind, neither more nor less");
}

std::optional<double> PartitionTracker::recentGrowth() const {
    const auto span = std::min(m_window.span(), window());
    const auto now = m_window.newest();
    const auto before = m_window.lagAt(now - span);
    if (!before || span.count() <= 0)
        return std::nullopt;
    const double grown = *m_window.lagAt(now) - *before;
    const double inflow = *m_window.endAt(now) - *m_window.endAt(now - span);
    if (grown <= std::max(m_window.amplitude(now - span), kUnnoticedGrowth * inflow))
        return std::nullopt;
    return grown / asSeconds(span);
}

} // namespace vigia::core::lag
