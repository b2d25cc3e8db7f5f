#include "core/view/fleet_table.h"

#include "core/view/tables.h"

namespace vigia::core::view {
namespace {

using ops::FleetRow;
using K = ColumnKind;

Value textOr(const std::string& text) {
    return text.empty() ? Value() : Value(std::string_view(text));
}

} // namespace

const TableSchema<FleetRow>& fleetTable() {
    static const TableSchema<FleetRow> schema{
        {
            {{"state", "State", K::Status, 130},
             [](const FleetRow& r) { return Value(plainStatus(r.health)); }},
            {naming({"cluster", "Cluster", K::Text, 160}),
             [](const FleetRow& r) { return Value(std::string_view(r.cluster)); }},
            {yielding(1, {"tag", "Tag", K::Text, 64}),
             [](const FleetRow& r) { return textOr(r.tag); }},
            {{"brokersup", "Brokers up", K::Number, 90},
             [](const FleetRow& r) { return known(r.brokersUp); }},
            {yielding(2, {"brokers", "Brokers", K::Number, 76}),
             [](const FleetRow& r) { return known(r.brokers); }},
            {{"underreplicated", "Under-repl.", K::Number, 90, "",
              "Partitions with fewer replicas in sync than they have"},
             [](const FleetRow& r) { return known(r.underReplicated); }},
            {{"offline", "Offline", K::Number, 76, "", "Partitions without a leader"},
             [](const FleetRow& r) { return known(r.offline); }},
            {{"topics", "Topics", K::Number, 76, "", "", false},
             [](const FleetRow& r) { return known(r.topics); }},
            {{"groups", "Groups", K::Number, 76, "", "", false},
             [](const FleetRow& r) { return known(r.groups); }},
            {{"lagging", "With lag", K::Number, 84, "", "Groups for which records wait"},
             [](const FleetRow& r) { return known(r.groupsWithLag); }},
            {{"lag", "Lag", K::Number, 84, "", "Records waiting, of all groups", false},
             [](const FleetRow& r) { return known(r.totalLag); }},
            {{"largest", "Largest lag", K::Number, 90, "", "Of one group"},
             [](const FleetRow& r) { return known(r.largestLag); }},
            {{"largestgroup", "Of group", K::Text, 200, "", "", false},
             [](const FleetRow& r) { return textOr(r.largestLagGroup); }},
            {{"age", "Data age", K::Duration, 84, "", "Since the last look that succeeded"},
             [](const FleetRow& r) { return known(r.ageSeconds); }},
            {{"certificate", "Cert.", K::Integer, 76, "days",
              "Days that the broker's certificate is still valid"},
             [](const FleetRow& r) { return known(r.certificateDays); }},
            {{"reason", "Reason", K::Text, 320, "", "", true, true},
             [](const FleetRow& r) { return textOr(r.reason); }},
        },
        [](const FleetRow& r) { return RowKey{r.cluster}; },
        [](const FleetRow& r) { return r.health; }};
    return schema;
}

} // namespace vigia::core::view
