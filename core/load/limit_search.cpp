#include "core/load/limit_search.h"

#include <fmt/format.h>

namespace vigia::core::load {
namespace {

/// Why the step does not hold; empty when it does.
std::string broken(const Interval& step, const Stage& stage, std::size_t backlog,
                   const std::vector<Threshold>& thresholds) {
    const auto measured = measure(step, secondsOf(stage.duration));
    for (const auto& judgement : judge(thresholds, measured)) {
        if (judgement.verdict == Verdict::Missed)
            return fmt::format("{} was {}, wanted {}", judgement.threshold.metric,
                               metricText(judgement.threshold.metric, *judgement.value),
                               judgement.threshold.text());
    }
    if (step.dropped > 0)
        return fmt::format("{} arrivals could not be sent, because {}", step.dropped,
                           whyDropped(step));
    if (static_cast<double>(backlog) > stage.to)
        return fmt::format("{} were still under way at its end, more than a second of arrivals",
                           backlog);
    return "";
}

} // namespace

LimitSearch::LimitSearch(const Course& course, const std::vector<Threshold>& thresholds)
    : m_course(course), m_thresholds(thresholds) {}

bool LimitSearch::take(const Interval& recent, LoadTime now, std::size_t backlog) {
    if (m_result && m_result->brokenStage)
        return true;
    m_step.merge(recent);
    const std::size_t stage =
        now >= m_course.duration() ? m_course.stages().size() : m_course.stageAt(now);
    if (stage == m_stage)
        return false;
    judgeStep(backlog);
    m_stage = stage;
    m_step = {};
    return m_result && m_result->brokenStage;
}

void LimitSearch::judgeStep(std::size_t backlog) {
    if (m_stage >= m_course.stages().size())
        return; // the last answers of a course that is over
    const Stage& step = m_course.stages()[m_stage];
    if (!step.search)
        return;
    if (!m_result)
        m_result.emplace();
    m_result->why = broken(m_step, step, backlog, m_thresholds);
    if (m_result->why.empty())
        m_result->sustained = step.to;
    else
        m_result->brokenStage = m_stage;
}

} // namespace vigia::core::load
