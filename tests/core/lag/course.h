#pragma once

#include "core/lag/partition_tracker.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace vigia::tests {

/// Drives one tracker along a course: a sample every `step` seconds of a time that only exists
/// here.
class Course {
public:
    using Change = std::function<void(core::lag::Observation&, double)>;

    Course() {
        m_seen.logStart = 0;
        m_seen.owner = core::lag::Owner::Alive;
    }

    core::lag::GroupRules rules;
    double step = 2;
    /// Applied to every sample before it is judged, with the seconds since the start.
    Change change = [](core::lag::Observation&, double) {};

    /// Samples until `seconds` after the start; returns the last judgement. `committed` and `end`
    /// are functions of time.
    core::lag::Judgement until(double seconds, const std::function<double(double)>& committed,
                               const std::function<double(double)>& end) {
        core::lag::Judgement judgement;
        while (m_now <= seconds) {
            judgement = one(static_cast<std::int64_t>(committed(m_now)),
                            static_cast<std::int64_t>(end(m_now)));
            if (watch)
                watch(judgement);
        }
        return judgement;
    }

    core::lag::Judgement one(std::optional<std::int64_t> committed,
                             std::optional<std::int64_t> end) {
        m_seen.at =
            core::fromEpochMillis(1'700'000'000'000 + static_cast<std::int64_t>(m_now * 1000));
        m_seen.committed = committed;
        m_seen.highWatermark = end;
        m_seen.lastStable = end;
        core::lag::Observation seen = m_seen;
        change(seen, m_now);
        m_now += step;
        return m_tracker.observe(seen, rules);
    }

    [[nodiscard]] double now() const { return m_now; }
    [[nodiscard]] const core::lag::PartitionTracker& tracker() const { return m_tracker; }
    /// Sees every judgement of `until`.
    std::function<void(const core::lag::Judgement&)> watch;

private:
    double m_now = 0;
    core::lag::Observation m_seen;
    core::lag::PartitionTracker m_tracker;
};

} // namespace vigia::tests
