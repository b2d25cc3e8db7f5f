#include "core/base/text.h"
#include "core/ops/fleet.h"
#include "core/ops/json_rows.h"
#include "core/ops/text_table.h"
#include "core/view/fleet_table.h"
#include "core/view/tables.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

std::vector<FleetRow> worstFirst(const Fleet& fleet) {
    auto rows = fleet.rows;
    std::stable_sort(rows.begin(), rows.end(), [](const FleetRow& a, const FleetRow& b) {
        return view::healthRank(a.health) > view::healthRank(b.health);
    });
    return rows;
}

void writeRow(JsonWriter& json, const FleetRow& row) {
    json.beginObject()
        .member("cluster", row.cluster)
        .member("tag", row.tag)
        .member("readOnly", row.readOnly)
        .member("health", healthWord(row.health))
        .member("reason", row.reason)
        .member("failure", row.failure);
    writeKnown(json, "brokers", row.brokers);
    writeKnown(json, "brokersUp", row.brokersUp);
    writeKnown(json, "topics", row.topics);
    writeKnown(json, "groups", row.groups);
    writeKnown(json, "groupsWithLag", row.groupsWithLag);
    writeKnown(json, "totalLag", row.totalLag);
    writeKnown(json, "largestLag", row.largestLag);
    json.member("largestLagGroup", row.largestLagGroup);
    writeKnown(json, "underReplicated", row.underReplicated);
    writeKnown(json, "offline", row.offline);
    writeKnown(json, "sampledAt",
               row.sampledAt == UtcTime{} ? std::nullopt : std::optional(row.sampledAt));
    writeKnown(json, "ageSeconds", row.ageSeconds);
    writeKnown(json, "certificateDays", row.certificateDays);
    json.endObject();
}

} // namespace

std::string fleetText(const Fleet& fleet) {
    if (fleet.rows.empty())
        return "No cluster to show: name one with `vigia cluster add`, or start the local "
               "platform.\n";
    return textTableOf(worstFirst(fleet), view::fleetTable(),
                       {"state", "cluster", "tag", "brokersup", "brokers", "underreplicated",
                        "offline", "groups", "lagging", "largest", "largestgroup", "age",
                        "certificate", "reason"},
                       {view::TimeStyle::Utc, fleet.at});
}

std::string fleetJson(const Fleet& fleet) {
    JsonWriter json;
    json.beginArray();
    for (const FleetRow& row : fleet.rows)
        writeRow(json, row);
    return json.endArray().take() + "\n";
}

} // namespace vigia::core::ops
