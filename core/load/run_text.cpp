#include "core/load/run_text.h"

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/base/time_text.h"
#include "core/load/run_format_json.h"
#include "core/ops/text_table.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vigia::core::load {
namespace {

double millis(std::int64_t micros) {
    return 1e-3 * static_cast<double>(micros);
}

std::string_view word(Verdict verdict) {
    switch (verdict) {
    case Verdict::Held:
        return "held";
    case Verdict::Missed:
        return "missed";
    case Verdict::NotMeasured:
        break;
    }
    return "not measured";
}

std::string valueText(const Judgement& judgement) {
    return judgement.value ? metricText(judgement.threshold.metric, *judgement.value)
                           : std::string(view::kUnknownText);
}

std::string thresholdTable(const RunResult& result) {
    if (result.judgements.empty())
        return "";
    ops::TextTable table({"Threshold", "Measured", ""}, {false, true, false});
    for (const auto& judgement : result.judgements)
        table.add({judgement.threshold.text(), valueText(judgement),
                   std::string(word(judgement.verdict))});
    return table.text() + "\n";
}

std::string latencyTable(const RunResult& result) {
    ops::TextTable table({"Latency", "p50", "p90", "p95", "p99", "p99.9", "Max"},
                         {false, true, true, true, true, true, true});
    for (const auto& [name, prefix] :
         {std::pair{"from the intended time", ""}, {"from the sending", "service."}}) {
        std::vector<std::string> cells{name};
        for (const char* quantile : {"p50", "p90", "p95", "p99", "p99.9", "max"}) {
            const auto found = result.measured.find(std::string(prefix) + quantile);
            cells.push_back(found == result.measured.end()
                                ? std::string(view::kUnknownText)
                                : view::latencyText(found->second * 1000));
        }
        table.add(std::move(cells));
    }
    return table.text() + "\n";
}

std::string correctnessText(const RunRecord& record) {
    if (!record.correctness)
        return "";
    const auto& facts = *record.correctness;
    std::string text = fmt::format(
        "Acknowledged {}, received {}, lost {}, twice {}, out of order {}; lag at most {}, {} at "
        "the end\n",
        view::countText(facts.acknowledged), view::countText(facts.received),
        view::countText(facts.lost), view::countText(facts.duplicates),
        view::countText(facts.outOfOrder),
        view::countText(static_cast<std::uint64_t>(record.lagMax.value_or(0))),
        view::countText(static_cast<std::uint64_t>(record.lagEnd.value_or(0))));
    for (const auto& example : facts.examples)
        text += "  " + escapedForDisplay(example, 100) + "\n";
    return text;
}

void writeSecond(JsonWriter& json, const PackedSecond& second) {
    const auto latency = Histogram::decoded(second.latency).value_or(Histogram{});
    json.beginObject()
        .member("offered", second.offered)
        .member("sent", second.sent)
        .member("answered", second.answered)
        .member("dropped", second.dropped)
        .member("failed", second.failed)
        .member("lag", second.lag)
        .member("p50", millis(latency.quantile(0.5)))
        .member("p99", millis(latency.quantile(0.99)))
        .member("max", millis(latency.max()))
        .endObject();
}

std::string sampleText(const ErrorSample& sample) {
    return fmt::format("  {} of {}: {} times, first at {:.1f} s{}{}\n",
                       escapedForDisplay(sample.code, 60), escapedForDisplay(sample.request, 60),
                       view::countText(sample.count), sample.at, sample.detail.empty() ? "" : ": ",
                       escapedForDisplay(sample.detail, 400));
}

std::string searchSentence(const RunResult& result) {
    const auto& search = *result.record.search;
    if (!search.brokenStage)
        return fmt::format("{} sustained, and every step of the search held: the limit is higher.",
                           metricText("limit", search.sustained));
    const auto& stages = result.record.course.stages();
    const double rate = stages[std::min(*search.brokenStage, stages.size() - 1)].to;
    if (search.sustained == 0)
        return fmt::format("Even the first step of {} did not hold: {}.", metricText("limit", rate),
                           search.why);
    return fmt::format("{} sustained; {} did not hold: {}.", metricText("limit", search.sustained),
                       metricText("limit", rate), search.why);
}

} // namespace

std::string_view verdictWord(RunVerdict verdict) {
    switch (verdict) {
    case RunVerdict::Passed:
        return "passed";
    case RunVerdict::Missed:
        return "missed";
    case RunVerdict::Stopped:
        break;
    }
    return "stopped";
}

RunVerdict RunResult::verdict() const {
    if (record.abortedBy)
        return RunVerdict::Missed;
    if (stopped)
        return RunVerdict::Stopped;
    const bool held =
        std::all_of(judgements.begin(), judgements.end(),
                    [](const Judgement& judgement) { return judgement.verdict == Verdict::Held; });
    return held ? RunVerdict::Passed : RunVerdict::Missed;
}

RunResult judged(RunHead head, RunRecord record, bool stopped) {
    RunResult result{std::move(head), stopped, std::move(record), {}, {}, {}};
    result.measured = measure(result.record);
    result.judgements = judge(result.thresholds, result.measured);
    result.warnings = runWarnings(result.record);
    return result;
}

std::string bytesSentText(const RunRecord& record) {
    const auto bytes = static_cast<double>(record.counted.sentBytes);
    const double seconds = record.countedSeconds();
    return fmt::format("Bytes sent {}{}", view::shortBytes(bytes),
                       seconds > 0 ? fmt::format(" ({}/s)", view::shortBytes(bytes / seconds))
                                   : std::string());
}

bool hasCounted(const Measured& measured) {
    return measured.contains("achieved");
}

std::string verdictSentence(const RunResult& result) {
    if (result.record.abortedBy)
        return fmt::format("Ended early, because {} was missed for longer than its grace.",
                           result.record.abortedBy->text());
    if (result.stopped && !hasCounted(result.measured))
        return "Stopped before a stage that counts began: nothing was measured.";
    if (result.stopped)
        return "Stopped before its end: its thresholds were not judged over the whole course.";
    if (result.record.search)
        return searchSentence(result);
    std::vector<std::string> missed;
    for (const auto& judgement : result.judgements) {
        if (judgement.verdict == Verdict::Missed)
            missed.push_back(fmt::format("{} was {}, wanted {}", judgement.threshold.metric,
                                         valueText(judgement), judgement.threshold.text()));
        if (judgement.verdict == Verdict::NotMeasured)
            missed.push_back(judgement.threshold.metric + " was not measured");
    }
    std::string more;
    if (const auto never = droppedSentence(result.record.counted); !never.empty())
        more += " " + never;
    if (result.record.units)
        more += " " + result.record.units->sentence();
    if (!missed.empty())
        return fmt::format("Missed: {}.{}", fmt::join(missed, "; "), more);
    const auto rate = result.measured.find("rate");
    const auto p99 = result.measured.find("p99");
    if (rate == result.measured.end() || p99 == result.measured.end())
        return "Passed, though nothing was answered in the stages that count.";
    return fmt::format("Passed: {} sustained with a p99 of {}{}.{}",
                       metricText("rate", rate->second), metricText("p99", p99->second),
                       result.judgements.empty() ? " (the scenario has no thresholds)" : "", more);
}

std::string runText(const RunResult& result) {
    const Interval& all = result.record.counted;
    std::string text = fmt::format("{}\n\n{}, {} model, against {}\n", verdictSentence(result),
                                   escapedForDisplay(result.title, 200),
                                   result.model == Model::Open ? "open" : "closed",
                                   escapedForDisplay(result.target, 200));
    text += fmt::format(
        "Offered {}, sent {}, answered {} ({}/s), dropped {}, errors {}\n",
        view::countText(all.offered), view::countText(all.sent), view::countText(all.answered),
        view::shortRate(result.measured.contains("rate") ? result.measured.at("rate") : 0),
        view::countText(all.dropped), view::countText(all.failed()));
    if (all.sentBytes > 0)
        text += bytesSentText(result.record) + "\n";
    if (const auto score = runScore(result.record))
        text += fmt::format("Run score {} ({})\n", score->value, score->word);
    text += correctnessText(result.record) + "\n" + thresholdTable(result) + latencyTable(result);
    for (const auto& [code, count] : all.errors)
        text += fmt::format("error {}: {}\n", escapedForDisplay(code, 60), view::countText(count));
    for (const auto& sample : result.record.samples)
        text += sampleText(sample);
    for (const auto& warning : result.warnings)
        text += fmt::format("warning: {}\n", warning);
    return text;
}

void writeMeasured(JsonWriter& json, const Measured& measured) {
    json.key("measured").beginObject();
    for (const auto& [metric, value] : measured)
        json.member(metric, metricKind(metric) == MetricKind::Latency ? value * 1000 : value);
    json.endObject();
}

std::string runJson(const RunResult& result) {
    JsonWriter json;
    json.beginObject()
        .member("schemaVersion", 1)
        .member("id", result.id)
        .member("scenario", result.scenario)
        .member("title", result.title)
        .member("target", result.target)
        .member("model", result.model == Model::Open ? "open" : "closed")
        .member("begunAt", formatRfc3339(result.begunAt))
        .member("stopped", result.stopped)
        .member("abortedBy", result.record.abortedBy
                                 ? std::optional(result.record.abortedBy->text())
                                 : std::nullopt)
        .member("verdict", verdictWord(result.verdict()))
        .member("sentence", verdictSentence(result));
    json.member("sentBytes", result.record.counted.sentBytes)
        .member("droppedByService", result.record.counted.crowdedOut)
        .member("droppedByGenerator", result.record.counted.ownDrops());
    if (const auto score = runScore(result.record))
        json.member("score", score->value).member("scoreWord", score->word);
    if (result.record.correctness)
        writeCorrectness(json, *result.record.correctness);
    if (result.record.units)
        writeUnits(json, *result.record.units);
    json.key("settings").beginObject();
    for (const auto& [name, value] : result.settings)
        json.member(name, value);
    json.endObject();
    writeMeasured(json, result.measured);
    json.key("thresholds").beginArray();
    for (const auto& judgement : result.judgements)
        json.beginObject()
            .member("check", judgement.threshold.text())
            .member("verdict", word(judgement.verdict))
            .endObject();
    json.endArray().key("errors").beginObject();
    for (const auto& [code, count] : result.record.counted.errors)
        json.member(code, count);
    json.endObject();
    writeErrorSamples(json, result.record.samples);
    writeObserved(json, result.record.observed);
    json.key("warnings").beginArray();
    for (const auto& warning : result.warnings)
        json.value(warning);
    json.endArray().key("seconds").beginArray();
    for (const auto& second : result.record.seconds)
        writeSecond(json, second);
    return json.endArray().endObject().take();
}

} // namespace vigia::core::load
