#include "core/report/load_sections.h"

#include "core/base/time_text.h"
#include "core/load/run_compare.h"
#include "core/report/operations_charts.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vigia::core::report {
namespace {

using load::RunResult;

constexpr std::array<std::pair<std::string_view, double>, 7> kQuantiles{{{"p50", 0.5},
                                                                         {"p75", 0.75},
                                                                         {"p90", 0.9},
                                                                         {"p95", 0.95},
                                                                         {"p99", 0.99},
                                                                         {"p99.9", 0.999},
                                                                         {"p99.99", 0.9999}}};

std::string micros(std::int64_t value) {
    return view::latencyText(1e-3 * static_cast<double>(value));
}

std::string secondsText(load::LoadTime time) {
    return view::durationText(std::chrono::duration<double>(time).count());
}

/// The first distinct errors.
Table sampleTable(const std::vector<load::ErrorSample>& samples) {
    Table table{"As they looked first",
                {{"Code"}, {"Request"}, {"Count", true}, {"First at", true}, {"Answer"}},
                {},
                "Errors that differ in numbers and identifiers only are one row. All stages, the "
                "warm-up too; secrets are masked."};
    for (const auto& sample : samples)
        table.rows.push_back({{sample.code, Tone::Bad},
                              {sample.request},
                              {view::countText(sample.count)},
                              {view::durationText(sample.at)},
                              {sample.detail}});
    return table;
}

/// A list of figures, those that should be 0 marked where they are not.
Fact countFact(const char* name, std::uint64_t value, bool bad) {
    return {name, view::countText(value), bad && value > 0 ? Tone::Bad : Tone::Plain};
}

void addRecords(Section& section, const load::Correctness& facts) {
    section.blocks.emplace_back(
        Facts{true,
              {countFact("Acknowledged", facts.acknowledged, false),
               countFact("Received", facts.received, false), countFact("Lost", facts.lost, true),
               countFact("Doubled", facts.duplicates, true),
               countFact("Out of order", facts.outOfOrder, true)}});
    Table examples{"Examples", {{"What"}}, {}, ""};
    for (const auto& example : facts.examples)
        examples.rows.push_back({{example, Tone::Bad}});
    if (!examples.rows.empty())
        section.blocks.emplace_back(std::move(examples));
}

void addUnits(Section& section, const load::UnitCount& units) {
    Facts facts{true,
                {countFact("Units", units.units, false),
                 countFact("Asked for", units.asked, false),
                 countFact("Granted", units.granted, false),
                 countFact("Oversold", units.oversold(), true),
                 countFact("Refused in vain", units.ungranted(), true),
                 countFact("Counted otherwise", units.unaccounted(), true),
                 {"Held, as the service says", view::groupedText(units.held)},
                 {"Left, as the service says", view::groupedText(units.left)}}};
    if (units.events)
        facts.facts.push_back(countFact("Events of grants", *units.events, false));
    section.blocks.emplace_back(std::move(facts));
    section.blocks.emplace_back(Note{units.sentence()});
}

/// A line of the chart of lag in figures.
std::vector<Cell> lagRow(const load::RunRecord& record, const Line& line) {
    std::optional<double> most, counted, last;
    double when = 0;
    for (const auto& [at, lag] : line.points) {
        if (!lag)
            continue;
        if (!most || *lag > *most)
            when = at;
        most = std::max(most.value_or(0), *lag);
        const auto time =
            std::chrono::duration_cast<load::LoadTime>(std::chrono::duration<double>(at));
        if (record.course.stages()[record.course.stageAt(time)].counted)
            counted = std::max(counted.value_or(0), *lag);
        last = lag;
    }
    const auto text = [](const std::optional<double>& lag) {
        return lag ? view::groupedText(std::llround(*lag)) : std::string(view::kUnknownText);
    };
    return {{line.name}, {text(most)}, {view::durationText(when)}, {text(counted)}, {text(last)}};
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

} // namespace

Section workloadSection(const RunResult& result) {
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

Section throughputSection(const RunResult& result, LineChart chart) {
    const auto& all = result.record.counted;
    const double seconds = result.record.countedSeconds();
    Facts facts{true,
                {countFact("Offered", all.offered, false),
                 countFact("Sent", all.sent, false),
                 countFact("Answered", all.answered, false),
                 countFact("Not sent, the service was too slow", all.crowdedOut, true),
                 countFact("Not sent, the generator was too slow", all.ownDrops(), true),
                 {"Bytes sent", view::shortBytes(static_cast<double>(all.sentBytes))}}};
    if (seconds > 0)
        facts.facts.push_back(
            {"Bytes a second", view::shortBytes(static_cast<double>(all.sentBytes) / seconds)});
    return {"Throughput", {std::move(facts), std::move(chart)}};
}

Section errorSection(const RunResult& result) {
    const auto& all = result.record.counted;
    if (all.errors.empty()) {
        Section none{"Errors", {Note{"No answer was an error.", Tone::Good}}};
        if (!result.record.samples.empty())
            none.blocks.emplace_back(sampleTable(result.record.samples));
        return none;
    }
    Table table{"", {{"Code"}, {"Count", true}, {"Share of answers", true}}, {}, ""};
    BarChart bars{"Errors by code", "answers", Quantity::Count, {}};
    for (const auto& [code, count] : all.errors) {
        const double share =
            all.answered == 0 ? 0 : static_cast<double>(count) / static_cast<double>(all.answered);
        table.rows.push_back(
            {{code, Tone::Bad}, {view::countText(count)}, {view::percentText(100 * share) + " %"}});
        bars.bars.push_back({code, static_cast<double>(count), Tone::Bad});
    }
    Section section{"Errors", {std::move(table), std::move(bars)}};
    if (!result.record.samples.empty())
        section.blocks.emplace_back(sampleTable(result.record.samples));
    return section;
}

Section correctnessSection(const load::RunRecord& record) {
    Section section{"Correctness", {}};
    if (record.correctness)
        addRecords(section, *record.correctness);
    if (record.units)
        addUnits(section, *record.units);
    return section;
}

Section eventSection(const std::vector<Mark>& marks) {
    if (marks.empty())
        return {"Events",
                {Note{"Nothing was seen to happen on the cluster while the run went on."}}};
    Table table{"", {{"After", true}, {"What"}}, {}, "By the time since the run began."};
    for (const auto& mark : marks)
        table.rows.push_back({{view::durationText(mark.at)}, {mark.text, mark.tone}});
    return {"Events", {std::move(table)}};
}

Section lagSection(const RunResult& result, LineChart chart) {
    Table table{"",
                {{"Records of"},
                 {"Largest", true},
                 {"After", true},
                 {"Largest in stages that count", true},
                 {"Last seen", true}},
                {},
                "The points of the chart below: the whole run, with its warm-up, and only the "
                "stages that count."};
    for (const auto& line : chart.lines)
        table.rows.push_back(lagRow(result.record, line));
    return {"Lag", {std::move(table), std::move(chart)}};
}

Section resourceSection(const RunResult& result, LineChart cpu) {
    Facts facts{
        false,
        {{"Generator's CPU", view::percentText(100 * result.record.generatorCpu) + " % of a core"},
         {"Cores it may use", view::plainNumber(result.record.cores)}}};
    Section section{"Resources", {std::move(facts)}};
    if (hasValues(cpu))
        section.blocks.emplace_back(std::move(cpu));
    return section;
}

Section comparisonSection(const RunResult& before, const RunResult& after) {
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

} // namespace vigia::core::report
