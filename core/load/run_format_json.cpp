#include "core/load/run_format_json.h"

#include "core/base/json_writer.h"
#include "core/base/time_text.h"

#include <algorithm>

namespace vigia::core::load {

Error damaged(std::string_view why) {
    return failure(ErrorCode::Corrupt, std::string(why));
}

namespace {

void writeStages(JsonWriter& json, const std::vector<Stage>& stages) {
    json.key("stages").beginArray();
    for (const auto& stage : stages)
        json.beginObject()
            .member("name", stage.name)
            .member("from", stage.from)
            .member("to", stage.to)
            .member("nanos", stage.duration.count())
            .member("counted", stage.counted)
            .member("search", stage.search)
            .endObject();
    json.endArray();
}

void writeThresholds(JsonWriter& json, const std::vector<Threshold>& thresholds) {
    json.key("thresholds").beginArray();
    for (const auto& threshold : thresholds)
        json.beginObject()
            .member("check", threshold.text())
            .member("abort", threshold.abort)
            .member("graceMillis", threshold.grace.count())
            .endObject();
    json.endArray();
}

Result<Course> courseOf(const JsonValue& json) {
    std::vector<Stage> stages;
    for (const auto& each : arrayAt(json, "stages"))
        stages.push_back({each.stringAt("name").value_or(""), each.doubleAt("from").value_or(-1),
                          each.doubleAt("to").value_or(-1),
                          LoadTime(each.integerAt("nanos").value_or(0)),
                          each.boolAt("counted", true), each.boolAt("search")});
    return Course::create(std::move(stages));
}

Result<std::vector<Threshold>> thresholdsOf(const JsonValue& json) {
    std::vector<Threshold> thresholds;
    for (const auto& each : arrayAt(json, "thresholds")) {
        auto threshold = parseThreshold(each.stringAt("check").value_or(""));
        if (!threshold)
            return threshold.error();
        threshold->abort = each.boolAt("abort");
        threshold->grace = std::chrono::milliseconds(each.integerAt("graceMillis").value_or(0));
        thresholds.push_back(std::move(*threshold));
    }
    return thresholds;
}

std::uint64_t countAt(const JsonValue& json, std::string_view key) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(json.integerAt(key).value_or(0), 0));
}

Correctness correctnessOf(const JsonValue& json) {
    Correctness correctness{.acknowledged = countAt(json, "acknowledged"),
                            .received = countAt(json, "received"),
                            .lost = countAt(json, "lost"),
                            .duplicates = countAt(json, "duplicates"),
                            .outOfOrder = countAt(json, "outOfOrder"),
                            .examples = {}};
    for (const auto& example : arrayAt(json, "examples"))
        correctness.examples.push_back(example.asString() == nullptr ? "" : *example.asString());
    return correctness;
}

void writeSearch(JsonWriter& json, const SearchResult& search) {
    json.key("search")
        .beginObject()
        .member("sustained", search.sustained)
        .member("brokenStage", search.brokenStage)
        .member("why", search.why)
        .endObject();
}

SearchResult searchOf(const JsonValue& json) {
    SearchResult search{.sustained = json.doubleAt("sustained").value_or(0),
                        .why = json.stringAt("why").value_or("")};
    if (const auto stage = json.integerAt("brokenStage"); stage && *stage >= 0)
        search.brokenStage = static_cast<std::size_t>(*stage);
    return search;
}

UnitCount unitsOf(const JsonValue& json) {
    UnitCount units{.units = countAt(json, "units"),
                    .asked = countAt(json, "asked"),
                    .granted = countAt(json, "granted"),
                    .unknown = countAt(json, "unknown"),
                    .left = json.integerAt("left").value_or(0),
                    .held = json.integerAt("held").value_or(0)};
    if (json.integerAt("events"))
        units.events = countAt(json, "events");
    return units;
}

std::vector<ErrorSample> samplesOf(const JsonValue& end) {
    std::vector<ErrorSample> samples;
    for (const auto& each : arrayAt(end, "errorSamples"))
        samples.push_back({.code = each.stringAt("code").value_or(""),
                           .request = each.stringAt("request").value_or(""),
                           .detail = each.stringAt("detail").value_or(""),
                           .at = each.doubleAt("at").value_or(0),
                           .count = countAt(each, "count")});
    return samples;
}

std::optional<Threshold> abortedByOf(const JsonValue& end) {
    const auto parsed = parseThreshold(end.stringAt("abortedBy").value_or(""));
    return parsed ? std::optional(*parsed) : std::nullopt;
}

} // namespace

const JsonArray& arrayAt(const JsonValue& json, std::string_view key) {
    static const JsonArray kNone;
    const auto* found = json.find(key);
    return found != nullptr && found->asArray() != nullptr ? *found->asArray() : kNone;
}

void writeCorrectness(JsonWriter& json, const Correctness& correctness) {
    json.key("correctness")
        .beginObject()
        .member("acknowledged", correctness.acknowledged)
        .member("received", correctness.received)
        .member("lost", correctness.lost)
        .member("duplicates", correctness.duplicates)
        .member("outOfOrder", correctness.outOfOrder);
    json.key("examples").beginArray();
    for (const auto& example : correctness.examples)
        json.value(example);
    json.endArray().endObject();
}

void writeUnits(JsonWriter& json, const UnitCount& units) {
    json.key("units")
        .beginObject()
        .member("units", units.units)
        .member("asked", units.asked)
        .member("granted", units.granted)
        .member("unknown", units.unknown)
        .member("left", units.left)
        .member("held", units.held)
        .member("events", units.events)
        .endObject();
}

void writeErrorSamples(JsonWriter& json, const std::vector<ErrorSample>& samples) {
    json.key("errorSamples").beginArray();
    for (const auto& sample : samples)
        json.beginObject()
            .member("code", sample.code)
            .member("request", sample.request)
            .member("detail", sample.detail)
            .member("at", sample.at)
            .member("count", sample.count)
            .endObject();
    json.endArray();
}

const JsonObject& objectAt(const JsonValue& json, std::string_view key) {
    static const JsonObject kNone;
    const auto* found = json.find(key);
    return found != nullptr && found->asObject() != nullptr ? *found->asObject() : kNone;
}

std::string headJson(const RunHead& head, const Course& course) {
    JsonWriter json;
    json.beginObject()
        .member("id", head.id)
        .member("scenario", head.scenario)
        .member("title", head.title)
        .member("target", head.target)
        .member("model", head.model == Model::Open ? "open" : "closed")
        .member("short", head.brief)
        .member("begunAt", formatRfc3339(head.begunAt));
    writeStages(json, course.stages());
    writeThresholds(json, head.thresholds);
    json.key("settings").beginObject();
    for (const auto& [name, value] : head.settings)
        json.member(name, value);
    return json.endObject().endObject().take();
}

Result<RunBegin> beginOf(std::string_view payload) {
    const auto json = parseJson(payload);
    auto course = json ? courseOf(*json) : json.error();
    auto thresholds = json ? thresholdsOf(*json) : json.error();
    const auto begun =
        json ? parseRfc3339(json->stringAt("begunAt").value_or("")) : Result<UtcTime>(json.error());
    if (!course || !thresholds || !begun)
        return damaged("its head can't be read");
    RunBegin begin{.head = {}, .course = std::move(*course)};
    begin.head.id = json->stringAt("id").value_or("");
    begin.head.scenario = json->stringAt("scenario").value_or("");
    begin.head.title = json->stringAt("title").value_or("");
    begin.head.target = json->stringAt("target").value_or("");
    begin.head.model = json->stringAt("model") == "closed" ? Model::Closed : Model::Open;
    begin.head.brief = json->boolAt("short");
    begin.head.begunAt = *begun;
    begin.head.thresholds = std::move(*thresholds);
    for (const auto& [name, value] : objectAt(*json, "settings"))
        begin.head.settings[name] = value.asString() == nullptr ? "" : *value.asString();
    return begin;
}

std::string endJson(const RunResult& result) {
    const auto& record = result.record;
    JsonWriter json;
    json.beginObject()
        .member("stopped", result.stopped)
        .member("abortedBy",
                record.abortedBy ? std::optional(record.abortedBy->text()) : std::nullopt)
        .member("generatorCpu", record.generatorCpu)
        .member("cores", record.cores)
        .member("lagMax", record.lagMax)
        .member("lagEnd", record.lagEnd)
        .member("offered", record.counted.offered)
        .member("dropped", record.counted.dropped)
        .member("crowdedOut", record.counted.crowdedOut);
    if (record.correctness)
        writeCorrectness(json, *record.correctness);
    if (record.search)
        writeSearch(json, *record.search);
    if (record.units)
        writeUnits(json, *record.units);
    writeErrorSamples(json, record.samples);
    writeObserved(json, record.observed);
    json.key("measured").beginObject();
    for (const auto& [metric, value] : result.measured)
        json.member(metric, value);
    return json.endObject().endObject().take();
}

void takeDrops(const JsonValue& end, Interval& counted) {
    counted.offered = countAt(end, "offered");
    counted.dropped = countAt(end, "dropped");
    counted.crowdedOut = std::min(countAt(end, "crowdedOut"), counted.dropped);
}

Result<JsonValue> endOf(std::string_view payload) {
    auto json = parseJson(payload);
    return json ? std::move(json) : damaged("its end can't be read");
}

void takeEnd(const JsonValue& end, RunRecord& record) {
    record.abortedBy = abortedByOf(end);
    record.generatorCpu = end.doubleAt("generatorCpu").value_or(0);
    record.cores = std::max(1.0, end.doubleAt("cores").value_or(1));
    record.lagMax = end.doubleAt("lagMax");
    record.lagEnd = end.doubleAt("lagEnd");
    if (const auto* correctness = end.find("correctness"))
        record.correctness = correctnessOf(*correctness);
    if (const auto* search = end.find("search"))
        record.search = searchOf(*search);
    if (const auto* units = end.find("units"))
        record.units = unitsOf(*units);
    record.samples = samplesOf(end);
    record.observed = observedOf(end);
}

} // namespace vigia::core::load
