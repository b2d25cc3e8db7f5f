#include "core/report/load_report.h"

#include "core/base/time_text.h"
#include "core/load/run_compare.h"
#include "core/report/load_charts.h"
#include "core/report/operations_charts.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia::core::report {
namespace {

using load::RunResult;

constexpr double kKeptUp = 0.99; ///< share of what was offered that a server which keeps up answers
constexpr double kQueueing = 2;  ///< p99 from the intended time over p99 from the sending
constexpr double kFewErrors = 0.01;
constexpr std::array<std::pair<std::string_view, double>, 7> kQuantiles{{{"p50", 0.5},
                                                                         {"p75", 0.75},
                                                                         {"p90", 0.9},
                                                                         {"p95", 0.95},
                                                                         {"p99", 0.99},
                                                                         {"p99.9", 0.999},
                                                                         {"p99.99", 0.9999}}};

std::optional<double> measuredAt(const RunResult& result, std::string_view metric) {
    const auto found = result.measured.find(metric);
    return found == result.measured.end() ? std::nullopt : std::optional(found->second);
}

std::string metricOr(const RunResult& result, std::string_view metric) {
    const auto value = measuredAt(result, metric);
    return value ? load::metricText(metric, *value) : std::string(view::kUnknownText);
}

std::string counted(std::uint64_t count) {
    return view::groupedText(static_cast<std::int64_t>(count));
}

std::string micros(std::int64_t value) {
    return view::latencyText(1e-3 * static_cast<double>(value));
}

std::string secondsText(load::LoadTime time) {
    return view::durationText(std::chrono::duration<double>(time).count());
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
    facts.push_back({"Not sent", counted(result.record.counted.dropped),
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
    const bool whole = !result.stopped && !result.record.abortedBy;
    all.push_back({"course", "ran to its end", abortText(result),
                   whole ? CheckResult::Held : CheckResult::Missed});
    return all;
}

Section workload(const RunResult& result) {
    Facts facts{false,
                {{"Run", result.id},
                 {"Scenario", result.scenario + (result.brief ? " (short form)" : "")},
                 {"Target", result.target},
                 {"Model", result.model == load::Model::Open
                               ? "open: requests are due on a schedule, whatever the server does"
                               : "closed: each user waits for the answer, thinks, and asks again"},
                 {"Begun", formatRfc3339(result.begunAt)},
                 {"Ran", view::durationText(static_cast<double>(result.record.seconds.size()))}}};
    for (const auto& [name, value] : result.settings)
        facts.facts.push_back({name, value});
    const std::string unit = result.model == load::Model::Open ? "/s" : " users";
    Table stages{
        "Stages",
        {{"Stage"}, {"Begins", true}, {"Lasts", true}, {"From", true}, {"To", true}, {"Counted"}},
        {},
        ""};
    const auto& course = result.record.course;
    for (std::size_t i = 0; i < course.stages().size(); ++i) {
        const auto& stage = course.stages()[i];
        stages.rows.push_back({{stage.name},
                               {secondsText(course.beginOf(i))},
                               {secondsText(stage.duration)},
                               {view::plainNumber(stage.from) + unit},
                               {view::plainNumber(stage.to) + unit},
                               {stage.counted ? "yes" : "no"}});
    }
    return {"Workload", {std::move(facts), std::move(stages)}};
}

Table latencyTable(const RunResult& result) {
    const auto& all = result.record.counted;
    Table table{"",
                {{"Percentile"},
                 {"From the intended time", true},
                 {"From the sending", true},
                 {"Generator's delay", true}},
                {},
                "What a user felt is the first column: it begins when the request was due, so "
                "that a server which stands still can't hide it. Histograms of all counted "
                "seconds are merged."};
    const auto row = [&](std::string name, const auto& read) {
        table.rows.push_back({{std::move(name)},
                              {micros(read(all.latency))},
                              {micros(read(all.service))},
                              {micros(read(all.delay))}});
    };
    for (const auto& [name, fraction] : kQuantiles)
        row(std::string(name),
            [f = fraction](const load::Histogram& histogram) { return histogram.quantile(f); });
    row("slowest", [](const load::Histogram& histogram) { return histogram.max(); });
    row("mean", [](const load::Histogram& histogram) { return std::llround(histogram.mean()); });
    return table;
}

Section errors(const RunResult& result) {
    const auto& all = result.record.counted;
    if (all.errors.empty())
        return {"Errors", {Note{"No answer was an error.", Tone::Good}}};
    Table table{"", {{"Code"}, {"Count", true}, {"Share of answers", true}}, {}, ""};
    BarChart bars{"Errors by code", "answers", Quantity::Count, {}};
    for (const auto& [code, count] : all.errors) {
        const double share =
            all.answered == 0 ? 0 : static_cast<double>(count) / static_cast<double>(all.answered);
        table.rows.push_back(
            {{code, Tone::Bad}, {counted(count)}, {view::percentText(100 * share) + " %"}});
        bars.bars.push_back({code, static_cast<double>(count), Tone::Bad});
    }
    return {"Errors", {std::move(table), std::move(bars)}};
}

Section correctness(const load::Correctness& facts) {
    Table examples{"Examples", {{"What"}}, {}, ""};
    for (const auto& example : facts.examples)
        examples.rows.push_back({{example, Tone::Bad}});
    const auto fact = [](const char* name, std::uint64_t value, bool bad) {
        return Fact{name, counted(value), bad && value > 0 ? Tone::Bad : Tone::Plain};
    };
    Section section{"Correctness",
                    {Facts{true,
                           {fact("Acknowledged", facts.acknowledged, false),
                            fact("Received", facts.received, false), fact("Lost", facts.lost, true),
                            fact("Doubled", facts.duplicates, true),
                            fact("Out of order", facts.outOfOrder, true)}}}};
    if (!examples.rows.empty())
        section.blocks.emplace_back(std::move(examples));
    return section;
}

Section resources(const RunResult& result) {
    Facts facts{
        false,
        {{"Generator's CPU", view::percentText(100 * result.record.generatorCpu) + " % of a core"},
         {"Cores it may use", view::plainNumber(result.record.cores)}}};
    if (result.record.lagMax)
        facts.facts.push_back({"Largest lag", view::shortNumber(*result.record.lagMax)});
    if (result.record.lagEnd)
        facts.facts.push_back({"Lag at the end", view::shortNumber(*result.record.lagEnd)});
    return {"Resources", {std::move(facts)}};
}

/// The interval as `+12 ms to +19 ms`.
std::string intervalText(const load::Difference& difference) {
    if (!difference.interval)
        return "too short to tell";
    const auto text = [&](double value) {
        return (value < 0 ? "−" : "+") + load::metricText(difference.metric, std::abs(value));
    };
    return text(difference.interval->first) + " to " + text(difference.interval->second);
}

Section comparison(const RunResult& before, const RunResult& after) {
    const auto compared = load::compared(before, after);
    Table metrics{
        "",
        {{"Metric"}, {"Before", true}, {"Now", true}, {"Interval of the difference", true}, {""}},
        {},
        "An interval that holds 0 is no difference beyond noise."};
    for (const auto& difference : compared.differences)
        metrics.rows.push_back({{difference.metric},
                                {load::metricText(difference.metric, difference.before)},
                                {load::metricText(difference.metric, difference.after)},
                                {intervalText(difference)},
                                {difference.beyondNoise() ? "beyond noise" : ""}});
    Section section{fmt::format("Compared with run {}", before.id),
                    {Note{compared.sentence()}, std::move(metrics)}};
    Table settings{"Settings that differ", {{"Setting"}, {"Before"}, {"Now"}}, {}, ""};
    for (const auto& setting : compared.settings)
        settings.rows.push_back({{setting.name}, {setting.before}, {setting.after}});
    if (!settings.rows.empty())
        section.blocks.emplace_back(std::move(settings));
    return section;
}

std::vector<Mark> marksOf(const RunResult& result, const std::vector<ops::Event>& events) {
    std::vector<Mark> marks;
    for (const auto& event : events) {
        const double at = std::chrono::duration<double>(event.time - result.begunAt).count();
        if (at >= 0 && at <= static_cast<double>(result.record.seconds.size()))
            marks.push_back({at, event.title, toneOf(event.health)});
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
    if (!load::generatorWarnings(result.record).empty())
        return "The generator was the limit, not the server: see the warnings.";
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
    const auto marks = marksOf(result, context.events);
    Report report;
    report.kind = "load-run";
    report.subject = result.scenario;
    report.title = result.title;
    report.subtitle = fmt::format("Load test {} against {}", result.scenario, result.target);
    report.outcome =
        result.verdict() == load::RunVerdict::Passed ? Outcome::Passed : Outcome::Failed;
    report.verdict = load::verdictSentence(result);
    report.highlights = highlights(result);
    report.checks = checks(result);
    report.warnings = result.warnings;
    report.sections = {
        {"Bottleneck", {Note{bottleneckSentence(result)}}},
        workload(result),
        {"Latency",
         {latencyTable(result), spectrumChart(result), latencyChart(result, seconds, marks)}},
        {"Throughput", {throughputChart(result, seconds, marks)}},
        errors(result)};
    if (result.record.correctness)
        report.sections.push_back(correctness(*result.record.correctness));
    report.sections.push_back(resources(result));
    if (context.earlier)
        report.sections.push_back(comparison(*context.earlier, result));
    report.figures = figures(result);
    report.timeline = loadTimeline(result, seconds);
    report.from = result.begunAt;
    report.to = result.begunAt + std::chrono::seconds(result.record.seconds.size());
    report.writtenAt = context.writtenAt;
    report.program = context.program;
    return report;
}

} // namespace vigia::core::report
