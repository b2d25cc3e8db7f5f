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

ObservedLag lagOf(const JsonValue& json) {
    ObservedLag lag{json.stringAt("group").value_or(""), {}};
    for (const auto& each : arrayAt(json, "points")) {
        const auto at = each.doubleAt("at");
        const auto records = each.doubleAt("lag");
        if (at && records)
            lag.points.emplace_back(*at, *records);
    }
    return lag;
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
    for (const auto& lag : observed.lags) {
        json.beginObject().member("group", lag.group).key("points").beginArray();
        for (const auto& [at, records] : lag.points)
            json.beginObject().member("at", at).member("lag", records).endObject();
        json.endArray().endObject();
    }
    json.endArray();
}

Observed observedOf(const JsonValue& json) {
    Observed observed;
    for (const auto& each : arrayAt(json, "events"))
        observed.events.push_back({each.doubleAt("at").value_or(0),
                                   healthOf(each.stringAt("health").value_or("")),
                                   each.stringAt("title").value_or("")});
    for (const auto& each : arrayAt(json, "lags"))
        observed.lags.push_back(lagOf(each));
    return observed;
}

} // namespace vigia::core::load
