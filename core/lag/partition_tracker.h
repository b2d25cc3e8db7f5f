#pragma once

#include "core/lag/lag_window.h"
#include "core/lag/observation.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace vigia::core::lag {

/// What the rules say about a partition after one more poll.
struct Judgement {
    ops::LagVerdict verdict = ops::LagVerdict::Unknown;
    std::string reason; ///< a sentence without a full stop
    std::optional<std::int64_t> end;
    std::optional<std::int64_t> lag;         ///< 0 when only transaction markers are left
    std::optional<std::int64_t> lagToStable; ///< where it differs: lag to the last stable offset
    bool markersOnly = false;
    std::optional<double> inPerSecond;
    std::optional<double> outPerSecond;
    bool wantsMarkerCheck =
        false; ///< a read from the commit to the end would tell whether only markers are left
};

/// Remembers the course of one partition of one group and judges it by the table of verdicts, first
/// match first. A plain value, used by one thread.
class PartitionTracker {
public:
    Judgement observe(const Observation& seen, const GroupRules& rules);

    /// `max(60 s, 5 × median gap between commits)`.
    [[nodiscard]] std::chrono::microseconds window() const;

private:
    static constexpr std::int64_t kMostMarkers = 16; ///< a longer tail holds records
    static constexpr int kMarkerPolls = 3;
    static constexpr int kCaughtUpPolls = 2;
    /// A fall of less than this share of the lag over a window is noise, not catching up.
    static constexpr double kNoticeableFall = 0.01;
    /// A growth of less than this share of the inflow is no falling behind.
    static constexpr double kUnnoticedGrowth = 0.05;

    using Match = std::optional<Judgement>;
    struct Look { ///< one poll with what follows from it at once
        const Observation& seen;
        const GroupRules& rules;
        std::int64_t end = 0;
        std::int64_t lag = 0;
    };

    void remember(const Observation& seen, const GroupRules& rules);
    void rememberCommit(UtcTime at, std::int64_t committed);
    void rememberGap(std::chrono::microseconds gap);
    void rememberLag(UtcTime at, std::int64_t lag);
    Judgement judge(const Observation& seen, const GroupRules& rules);
    Match matchFacts(const Look& look) const;
    Match matchOk(const Look& look) const;
    Match matchTransaction(const Look& look) const;
    Match matchRewind(const Look& look) const;
    Match matchIdle(const Look& look) const;
    Match matchFallingBehind(const Look& look) const;
    Judgement matchRest(const Look& look) const;
    /// Records a second by which the lag grew over the last window, or over the part of one that
    /// was seen; nothing when that is no more than its sawtooth or the inflow explain.
    [[nodiscard]] std::optional<double> recentGrowth() const;
    [[nodiscard]] bool enoughSamples() const;
    void addNumbers(Judgement& judgement, const Observation& seen, const GroupRules& rules) const;
    void holdRed(Judgement& judgement);

    LagWindow m_window;
    UtcTime m_at{};
    int m_samples = 0;
    std::optional<std::int64_t> m_committed;
    std::optional<std::int64_t> m_lag;
    UtcTime m_firstSeen{};
    UtcTime m_commitMovedAt{};
    std::optional<UtcTime> m_commitSeenMoving;
    std::optional<UtcTime> m_laggingSince;
    int m_pollsSinceCaughtUp = 1000;
    int m_sameLagPolls = 0;
    int m_aheadPolls = 0;
    std::optional<std::int64_t> m_rewoundFrom;
    std::optional<std::int64_t> m_stable;
    UtcTime m_stableMovedAt{};
    std::array<std::chrono::microseconds, 9> m_gaps{};
    std::size_t m_gapCount = 0;
    ops::LagVerdict m_shown = ops::LagVerdict::Unknown;
    std::string m_redReason;
    int m_goodSamples = 0;
};

} // namespace vigia::core::lag
