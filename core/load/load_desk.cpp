#include "core/load/load_desk.h"

#include <algorithm>
#include <chrono>

namespace vigia::core::load {

RunPoint pointOf(const PackedSecond& second) {
    RunPoint point{second.offered, second.answered, second.dropped, second.failed, 0, 0, 0,
                   false,          second.lag};
    const auto latency = Histogram::decoded(second.latency);
    if (!latency || latency->count() == 0)
        return point;
    point.p50 = latency->quantile(0.5);
    point.p99 = latency->quantile(0.99);
    point.max = latency->max();
    point.answered = true;
    return point;
}

double RunView::seconds() const {
    return secondsOf(durationOf(stages));
}

std::size_t RunView::stage() const {
    double end = 0;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        end += secondsOf(stages[i].duration);
        if (at < end)
            return i;
    }
    return stages.empty() ? 0 : stages.size() - 1;
}

std::vector<const RunSummary*> trendOf(const std::vector<RunSummary>& runs, const RunHead& like) {
    std::vector<const RunSummary*> alike;
    for (const RunSummary& run : runs) {
        if (run.state == RunState::Finished && run.verdict != RunVerdict::Stopped &&
            run.head.scenario == like.scenario && run.head.brief == like.brief)
            alike.push_back(&run);
    }
    std::sort(alike.begin(), alike.end(), [](const auto* one, const auto* other) {
        return one->head.begunAt < other->head.begunAt;
    });
    return alike;
}

const RunSummary* heldAgainst(const std::vector<RunSummary>& runs,
                              const std::vector<std::string>& chosen) {
    const auto among = [&](const RunSummary& run) {
        return std::find(chosen.begin(), chosen.end(), run.head.id) != chosen.end();
    };
    if (chosen.size() == 1) {
        const auto own = std::find_if(runs.begin(), runs.end(), among);
        const auto base = std::find_if(runs.begin(), runs.end(), [&](const RunSummary& run) {
            return own != runs.end() && run.baseline && &run != &*own &&
                   run.head.scenario == own->head.scenario;
        });
        return base == runs.end() ? nullptr : &*base;
    }
    const RunSummary* found = nullptr;
    for (const RunSummary& run : runs) {
        if (!among(run) || run.state == RunState::Running)
            continue;
        const bool better =
            found == nullptr || (run.baseline && !found->baseline) ||
            (run.baseline == found->baseline && run.head.begunAt < found->head.begunAt);
        found = better ? &run : found;
    }
    return found;
}

RunView viewOf(const KeptRun& run) {
    RunView view;
    view.head = run.result;
    view.state = run.state;
    if (run.state == RunState::Finished)
        view.verdict = run.result.verdict();
    view.sentence = summaryOf(run.result).sentence;
    if (run.state == RunState::Interrupted)
        view.sentence = "the program that ran it ended before the run did; what there is was kept";
    if (run.state == RunState::Running)
        view.sentence = "it goes on in another program";
    view.stages = run.result.record.course.stages();
    for (const PackedSecond& second : run.result.record.seconds)
        view.points.push_back(pointOf(second));
    view.measured = run.result.measured;
    view.errors = run.result.record.counted.errors;
    view.warnings = run.result.warnings;
    view.observed = std::make_shared<const Observed>(run.result.record.observed);
    view.annotation = run.annotation;
    view.baseline = run.baseline;
    view.at = static_cast<double>(view.points.size());
    return view;
}

} // namespace vigia::core::load
