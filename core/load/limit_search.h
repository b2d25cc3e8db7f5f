#pragma once

#include "core/load/run_record.h"

#include <optional>
#include <vector>

namespace vigia::core::load {

/// Grows the rate until a step breaks a promise: judges each search step of a course when it is
/// over, by what was answered during it. A step is broken when a threshold of the scenario does not
/// hold, when an arrival was dropped, or when more than a second of its arrivals is still under way
/// at its end (a backlog that grows shows in no percentile yet). One thread.
class LimitSearch {
public:
    LimitSearch(const Course& course, const std::vector<Threshold>& thresholds);

    /// What happened since the last call and how much is under way or waits now. True when a step
    /// broke: the run ends.
    bool take(const Interval& recent, LoadTime now, std::size_t backlog);
    /// Nothing when the course has no search steps, or none of them ended.
    [[nodiscard]] const std::optional<SearchResult>& result() const { return m_result; }

private:
    void judgeStep(std::size_t backlog);

    const Course& m_course;
    const std::vector<Threshold>& m_thresholds;
    std::size_t m_stage = 0;
    Interval m_step;
    std::optional<SearchResult> m_result;
};

} // namespace vigia::core::load
