#include "core/base/json_writer.h"
#include "core/load/run_format_json.h"

#include <algorithm>
#include <array>

namespace vigia::core::load {
namespace {

ops::Health healthOf(std::string_view word) {
    using ops::Health;
    for (const auto health :
         {Health::Ok, Health::Working, Health::Degraded, Health::Broken, Health::Inconsistent}) {
        if (ops::healthWord(health) == word)
            return health;
    }
    return Health::Unknown;
}

/// A course of figures, each by its name: `{"group": "acl", "points": [{"at": 1, "lag": 5}]}`.
void writeCourse(JsonWriter& json, std::string_view key, std::string_view name,
                 std::string_view figure, const ObservedPoints& points) {
    json.beginObject().member(key, name).key("points").beginArray();
    for (const auto& [at, value] : points)
        json.beginObject().member("at", at).member(figure, value).endObject();
    json.endArray().endObject();
}

ObservedPoints courseOf(const JsonValue& json, std::string_view figure) {
    ObservedPoints points;
    for (const auto& each : arrayAt(json, "points")) {
        const auto at = each.doubleAt("at");
        const auto value = each.doubleAt(figure);
        if (at && value)
            points.emplace_back(*at, *value);
    }
    return points;
}

} // namespace

void writeObserved(JsonWriter& json, const Observed& observed) {
    json.key("events").beginArray();
    for (const auto& event : observed.events)
        json.beginObject()
            .member("at", event.at)
            .member("health", ops::healthWord(event.health))
            .member("title", event.title)
            .endObject();
    json.endArray().key("lags").beginArray();
    for (const auto& lag : observed.lags)
        writeCourse(json, "group", lag.group, "lag", lag.points);
    json.endArray().key("cpus").beginArray();
    for (const auto& cpu : observed.cpus)
        writeCourse(json, "process", cpu.process, "percent", cpu.points);
    json.endArray().member("watched", observed.watched);
}

Observed observedOf(const JsonValue& json) {
    Observed observed;
    for (const auto& each : arrayAt(json, "events"))
        observed.events.push_back({each.doubleAt("at").value_or(0),
                                   healthOf(each.stringAt("health").value_or("")),
                                   each.stringAt("title").value_or("")});
    for (const auto& each : arrayAt(json, "lags"))
        observed.lags.push_back({each.stringAt("group").value_or(""), courseOf(each, "lag")});
    for (const auto& each : arrayAt(json, "cpus"))
        observed.cpus.push_back({each.stringAt("process").value_or(""), courseOf(each, "percent")});
    observed.watched = json.boolAt("watched", !observed.events.empty() || !observed.lags.empty());
    return observed;
}

} // namespace vigia::core::load
