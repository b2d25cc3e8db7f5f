#pragma once

#include "core/base/json.h"
#include "core/load/run_store.h"

#include <string>
#include <string_view>

/// The JSON inside of a run file. Private to core/load.
namespace vigia::core::load {

/// Of a file that can't be read.
[[nodiscard]] Error damaged(std::string_view why);

/// How a run began.
struct RunBegin {
    RunHead head;
    Course course;
};

[[nodiscard]] std::string headJson(const RunHead& head, const Course& course);
Result<RunBegin> beginOf(std::string_view json);

[[nodiscard]] std::string endJson(const RunResult& result);
Result<JsonValue> endOf(std::string_view json);
/// Puts into the record what the end says of it.
void takeEnd(const JsonValue& end, RunRecord& record);

/// What was due and never sent, for who reads no more than the end.
void takeDrops(const JsonValue& end, Interval& counted);

/// The members `correctness`, `units` and `errorSamples`, as a kept run and a run's JSON have them.
void writeCorrectness(JsonWriter& json, const Correctness& correctness);
void writeUnits(JsonWriter& json, const UnitCount& units);
void writeErrorSamples(JsonWriter& json, const std::vector<ErrorSample>& samples);

/// The members `events` and `lags`.
void writeObserved(JsonWriter& json, const Observed& observed);
[[nodiscard]] Observed observedOf(const JsonValue& json);

/// The member, or an empty array.
const JsonArray& arrayAt(const JsonValue& json, std::string_view key);
/// The member, or an empty object.
const JsonObject& objectAt(const JsonValue& json, std::string_view key);

} // namespace vigia::core::load
