#include "core/load/arrivals.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigia::core::load {
namespace {

constexpr double kMostValue = 1e6;
constexpr LoadTime kLongest = std::chrono::hours(24);

LoadTime timeFrom(double secondsInside) {
    return LoadTime(static_cast<LoadTime::rep>(std::llround(secondsInside * 1e9)));
}

/// The integral of a straight line from `from` to `to` over `whole`, up to `inside`, in seconds.
double dueInside(const Stage& stage, double inside) {
    const double slope = (stage.to - stage.from) / secondsOf(stage.duration);
    return stage.from * inside + slope * inside * inside / 2;
}

/// Solves from·t + slope·t²/2 = due for t ≥ 0, in the form that does not cancel.
double insideOf(const Stage& stage, double due) {
    const double slope = (stage.to - stage.from) / secondsOf(stage.duration);
    const double root = std::sqrt(std::max(0.0, stage.from * stage.from + 2 * slope * due));
    const double sum = stage.from + root;
    return sum == 0 ? 0 : 2 * due / sum;
}

bool isValue(double value) {
    return value >= 0 && value <= kMostValue; // false for NaN too
}

} // namespace

LoadTime durationOf(const std::vector<Stage>& stages) {
    LoadTime sum{};
    for (const Stage& stage : stages)
        sum += stage.duration;
    return sum;
}

double Stage::at(LoadTime inside) const {
    const double share = std::clamp(secondsOf(inside) / secondsOf(duration), 0.0, 1.0);
    return from + (to - from) * share;
}

Result<Course> Course::create(std::vector<Stage> stages) {
    if (stages.empty())
        return failure(ErrorCode::InvalidInput, "a run needs at least one stage");
    LoadTime whole{};
    for (const auto& stage : stages) {
        const auto name = escapedForDisplay(stage.name, 100);
        if (stage.duration <= LoadTime::zero() || stage.duration > kLongest)
            return failure(
                ErrorCode::InvalidInput,
                fmt::format("stage {}: its duration must be above 0 and at most 24 h", name));
        if (!isValue(stage.from) || !isValue(stage.to))
            return failure(ErrorCode::InvalidInput,
                           fmt::format("stage {}: its rate or users must be 0 to 1,000,000", name));
        whole += stage.duration;
    }
    if (whole > kLongest)
        return failure(ErrorCode::InvalidInput, "all stages together may last 24 h at most");
    return Course(std::move(stages));
}

Course::Course(std::vector<Stage> stages) : m_stages(std::move(stages)) {
    LoadTime end{};
    double due = 0;
    for (const auto& stage : m_stages) {
        m_ends.push_back(end += stage.duration);
        m_due.push_back(due += dueInside(stage, secondsOf(stage.duration)));
    }
}

std::size_t Course::stageAt(LoadTime time) const {
    const auto found = std::upper_bound(m_ends.begin(), m_ends.end(), time);
    return std::min(static_cast<std::size_t>(found - m_ends.begin()), m_stages.size() - 1);
}

LoadTime Course::beginOf(std::size_t stage) const {
    return stage == 0 ? LoadTime::zero() : m_ends.at(stage - 1);
}

double Course::valueAt(LoadTime time) const {
    if (time < LoadTime::zero() || time >= duration())
        return 0;
    const std::size_t stage = stageAt(time);
    return m_stages[stage].at(time - beginOf(stage));
}

double Course::dueBy(LoadTime time) const {
    const LoadTime at = std::clamp(time, LoadTime::zero(), duration());
    const std::size_t stage = stageAt(at);
    const double before = stage == 0 ? 0 : m_due[stage - 1];
    return before + dueInside(m_stages[stage], secondsOf(at - beginOf(stage)));
}

std::optional<LoadTime> Course::timeOf(double due) const {
    const auto found = std::upper_bound(m_due.begin(), m_due.end(), due);
    if (found == m_due.end())
        return std::nullopt;
    const auto stage = static_cast<std::size_t>(found - m_due.begin());
    const double before = stage == 0 ? 0 : m_due[stage - 1];
    return beginOf(stage) + timeFrom(insideOf(m_stages[stage], std::max(0.0, due - before)));
}

Arrivals::Arrivals(Course course, Spacing spacing, std::uint64_t seed)
    : m_course(std::move(course)), m_spacing(spacing), m_random(seed) {}

std::optional<LoadTime> Arrivals::next() {
    if (m_spacing == Spacing::Poisson)
        m_due += std::exponential_distribution<double>(1.0)(m_random);
    else if (std::exchange(m_begun, true))
        m_due += 1;
    return m_course.timeOf(m_due);
}

} // namespace vigia::core::load
