#include "core/report/load_report.h"

#include "core/report/load_charts.h"
#include "core/report/load_sections.h"
#include "core/report/operations_charts.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::core::report {
namespace {

using load::RunResult;

constexpr double kKeptUp = 0.99; ///< share of what was offered that a server which keeps up answers
constexpr double kQueueing = 2;  ///< p99 from the intended time over p99 from the sending
constexpr double kFewErrors = 0.01;

std::optional<double> measuredAt(const RunResult& result, std::string_view metric) {
    const auto found = result.measured.find(metric);
    return found == result.measured.end() ? std::nullopt : std::optional(found->second);
}

std::string metricOr(const RunResult& result, std::string_view metric) {
    const auto value = measuredAt(result, metric);
    return value ? load::metricText(metric, *value) : std::string(view::kUnknownText);
}

Tone toneOfCount(double value) {
    return value > 0 ? Tone::Bad : Tone::Plain;
}

std::vector<Fact> highlights(const RunResult& result) {
    std::vector<Fact> facts{{"Sustained rate", metricOr(result, "rate")},
                            {"p50", metricOr(result, "p50")},
                            {"p99", metricOr(result, "p99")},
                            {"Slowest", metricOr(result, "max")}};
    const double errors = measuredAt(result, "errors").value_or(0);
    facts.push_back(
        {"Errors", metricOr(result, "errors"), errors > 0 ? Tone::Warning : Tone::Plain});
    facts.push_back({"Not sent", view::countText(result.record.counted.dropped),
                     toneOfCount(static_cast<double>(result.record.counted.dropped))});
    if (const auto lost = measuredAt(result, "lost"))
        facts.push_back({"Lost", metricOr(result, "lost"), toneOfCount(*lost)});
    return facts;
}

CheckResult checkResult(load::Verdict verdict) {
    switch (verdict) {
    case load::Verdict::Held:
        return CheckResult::Held;
    case load::Verdict::Missed:
        return CheckResult::Missed;
    case load::Verdict::NotMeasured:
        break;
    }
    return CheckResult::NotMeasured;
}

Outcome outcomeOf(load::RunVerdict verdict) {
    switch (verdict) {
    case load::RunVerdict::Passed:
        return Outcome::Passed;
    case load::RunVerdict::Missed:
        return Outcome::Failed;
    case load::RunVerdict::Stopped:
        break;
    }
    return Outcome::Stopped;
}

std::string abortText(const RunResult& result) {
    if (result.record.abortedBy)
        return "ended early by " + result.record.abortedBy->text();
    return result.stopped ? "stopped" : "its whole course";
}

std::vector<Check> checks(const RunResult& result) {
    std::vector<Check> all;
    for (const auto& judgement : result.judgements)
        all.push_back({judgement.threshold.metric, judgement.threshold.text(),
                       judgement.value
                           ? load::metricText(judgement.threshold.metric, *judgement.value)
                           : std::string(view::kUnknownText),
                       checkResult(judgement.verdict)});
    all.push_back({"course", "ran to its end", abortText(result),
                   result.record.abortedBy
                       ? CheckResult::Missed
                       : (result.stopped ? CheckResult::NotMeasured : CheckResult::Held)});
    return all;
}

std::vector<Mark> marksOf(const RunResult& result) {
    std::vector<Mark> marks;
    for (const auto& event : result.record.observed.events) {
        if (event.at >= 0 && event.at <= static_cast<double>(result.record.seconds.size()))
            marks.push_back({event.at, event.title, toneOf(event.health)});
    }
    return marks;
}

std::vector<Figure> figures(const RunResult& result) {
    std::vector<Figure> all;
    for (const auto& [metric, value] : result.measured) {
        switch (load::metricKind(metric).value_or(load::MetricKind::Count)) {
        case load::MetricKind::Latency:
            all.push_back({metric, "ms", 1000 * value});
            break;
        case load::MetricKind::Share:
            all.push_back({metric, "share", value});
            break;
        case load::MetricKind::Rate:
            all.push_back({metric, "1/s", value});
            break;
        case load::MetricKind::Count:
            all.push_back({metric, "count", value});
            break;
        }
    }
    return all;
}

} // namespace

std::string bottleneckSentence(const RunResult& result) {
    const auto& all = result.record.counted;
    if (all.answered == 0)
        return "Nothing was answered in the stages that count.";
    if (load::generatorWasLimit(result.record))
        return "The generator was the limit, not the server: see the warnings.";
    if (all.crowdedOut > 0)
        return fmt::format("The service was the limit: it was too slow to leave a place for {} of "
                           "{} requests that were due, while the generator had time to spare "
                           "({} % of a core used).",
                           view::countText(all.crowdedOut), view::countText(all.offered),
                           view::percentText(100 * result.record.generatorCpu));
    const double errors = measuredAt(result, "errors").value_or(0);
    if (errors > kFewErrors)
        return fmt::format("The server answered {} of the requests with errors.",
                           load::metricText("errors", errors));
    if (measuredAt(result, "achieved").value_or(1) < kKeptUp)
        return fmt::format("The server answered {} of what was offered: it was the limit.",
                           metricOr(result, "achieved"));
    const double felt = measuredAt(result, "p99").value_or(0);
    const double served = measuredAt(result, "service.p99").value_or(felt);
    if (served > 0 && felt > kQueueing * served)
        return fmt::format("Requests queued before they could be sent: p99 was {} from the "
                           "intended time, {} from the sending.",
                           load::metricText("p99", felt), load::metricText("p99", served));
    return "No bottleneck was reached: the server kept up with all that was offered.";
}

Report loadReport(const RunResult& result, const LoadReportContext& context) {
    const auto seconds = loadSeconds(result);
    const auto marks = marksOf(result);
    Report report;
    report.kind = "load-run";
    report.subject = result.scenario;
    report.title = result.title;
    report.subtitle = fmt::format("Load test {} against {}", result.scenario, result.target);
    report.outcome = outcomeOf(result.verdict());
    report.verdict = load::verdictSentence(result);
    report.highlights = highlights(result);
    report.checks = checks(result);
    report.warnings = result.warnings;
    report.sections = {
        {"Bottleneck", {Note{bottleneckSentence(result)}}},
        workloadSection(result),
        {"Latency",
         {latencyTable(result), spectrumChart(result), latencyChart(result, seconds, marks)}},
        throughputSection(result, throughputChart(result, seconds, marks)),
        errorSection(result)};
    if (auto lag = lagChart(result, marks); hasValues(lag))
        report.sections.push_back(lagSection(result, std::move(lag)));
    report.sections.push_back(eventSection(marks));
    if (result.record.correctness || result.record.units)
        report.sections.push_back(correctnessSection(result.record));
    report.sections.push_back(resourceSection(result, cpuChart(result, marks)));
    if (context.earlier)
        report.sections.push_back(comparisonSection(*context.earlier, result));
    report.figures = figures(result);
    report.timeline = loadTimeline(result, seconds);
    report.from = result.begunAt;
    report.to = result.begunAt + std::chrono::seconds(result.record.seconds.size());
    report.writtenAt = context.writtenAt;
    report.program = context.program;
    return report;
}

} // namespace vigia::core::report
