#include "core/view/detail_tables.h"

#include "core/view/tables.h"

#include <algorithm>

namespace vigia::core::view {
namespace {

using ops::Health;
using K = ColumnKind;

Health configHealth(const ConfigRow&) {
    return Health::Ok;
}

Health replicaHealth(const ReplicaRow& row) {
    return row.inSync ? Health::Ok : Health::Degraded;
}

Value configValue(const ConfigRow& row) {
    return row.sensitive ? Value(std::string_view("•••• hidden"))
                         : Value(std::string_view(row.value));
}

Value replicaState(const ReplicaRow& row) {
    const Health health = replicaHealth(row);
    return Status{health, row.inSync ? "IN SYNC" : "OUT OF SYNC", healthRank(health)};
}

std::string textAt(const JsonValue& entry, std::string_view key) {
    return entry.stringAt(key).value_or("");
}

} // namespace

const TableSchema<TopicGroupRow>& topicGroupTable() {
    static const TableSchema<TopicGroupRow> schema{
        {
            {{"state", "State", K::Status, 150},
             [](const TopicGroupRow& r) { return Value(verdictStatus(r.verdict)); }},
            {naming({"name", "Group", K::Text, 240}),
             [](const TopicGroupRow& r) { return Value(std::string_view(r.name)); }},
            {{"lag", "Lag", K::Number, 84}, [](const TopicGroupRow& r) { return known(r.lag); }},
            {{"timelag", "Time lag", K::Duration, 140, "", "Age of the oldest record that waits"},
             [](const TopicGroupRow& r) { return timeLagValue(r.timeLag); }},
            {yielding(2, {"members", "Members", K::Number, 76}),
             [](const TopicGroupRow& r) { return Value(std::int64_t{r.members}); }},
            {yielding(1, {"reason", "Reason", K::Text, 300, "", "", true, true}),
             [](const TopicGroupRow& r) { return Value(std::string_view(r.reason)); }},
        },
        [](const TopicGroupRow& r) { return RowKey{r.name}; },
        [](const TopicGroupRow& r) { return ops::lagVerdictHealth(r.verdict); }};
    return schema;
}

std::vector<TopicGroupRow> groupsOf(const ops::ConsoleSnapshot& snapshot,
                                    const ops::TopicRow& topic) {
    std::vector<TopicGroupRow> rows;
    for (const auto& [name, lag] : topic.groups) {
        TopicGroupRow row;
        row.name = name;
        row.lag = lag;
        const auto group =
            std::find_if(snapshot.groups.begin(), snapshot.groups.end(),
                         [&](const ops::GroupRow& each) { return each.name == row.name; });
        if (group != snapshot.groups.end()) {
            row.verdict = group->verdict;
            row.timeLag = group->timeLag;
            row.members = group->members;
            row.reason = group->reason;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

const TableSchema<ConfigRow>& configTable() {
    static const TableSchema<ConfigRow> schema{
        {
            {naming({"name", "Name", K::Text, 280}),
             [](const ConfigRow& r) { return Value(std::string_view(r.name)); }},
            {{"value", "Value", K::Text, 240}, configValue},
            {yielding(1, {"source", "Source", K::Text, 160}),
             [](const ConfigRow& r) { return Value(std::string_view(r.source)); }},
            {yielding(2, {"default", "Default", K::Text, 80, "", "", true, true}),
             [](const ConfigRow& r) { return yesOrNo(r.isDefault); }},
            {{"sensitive", "Sensitive", K::Text, 80, "", "", false, true},
             [](const ConfigRow& r) { return yesOrNo(r.sensitive); }},
        },
        [](const ConfigRow& r) { return RowKey{r.name}; },
        configHealth};
    return schema;
}

Result<std::vector<ConfigRow>> readConfiguration(const JsonValue& entries) {
    const auto* items = entries.asArray();
    if (!items)
        return failure(ErrorCode::Corrupt,
                       "The configuration is no list; check the broker's version.");
    std::vector<ConfigRow> rows;
    for (const auto& item : *items) {
        ConfigRow row;
        row.name = textAt(item, "name");
        if (row.name.empty())
            continue;
        row.source = textAt(item, "source");
        row.isDefault = item.boolAt("isDefault");
        row.sensitive = item.boolAt("isSensitive");
        if (!row.sensitive)
            row.value = textAt(item, "value");
        rows.push_back(std::move(row));
    }
    return rows;
}

const TableSchema<ReplicaRow>& replicaTable() {
    static const TableSchema<ReplicaRow> schema{
        {
            {{"state", "State", K::Status, 140}, replicaState},
            {naming({"topic", "Topic", K::Text, 280}),
             [](const ReplicaRow& r) { return Value(std::string_view(r.topic)); }},
            {{"partition", "Partition", K::Integer, 84},
             [](const ReplicaRow& r) { return Value(std::int64_t{r.partition}); }},
            {{"leader", "Leader", K::Text, 80, "", "", true, true},
             [](const ReplicaRow& r) { return yesOrNo(r.leader); }},
            {yielding(1, {"others", "Others in sync", K::Number, 110, "",
                          "Replicas in sync on other brokers"}),
             [](const ReplicaRow& r) { return Value(static_cast<std::int64_t>(r.otherInSync)); }},
        },
        [](const ReplicaRow& r) {
            return RowKey{r.topic, r.partition};
        },
        replicaHealth};
    return schema;
}

std::vector<ReplicaRow> replicasOf(const ops::ConsoleSnapshot& snapshot, std::int32_t broker) {
    std::vector<ReplicaRow> rows;
    const auto contains = [&](const std::vector<std::int32_t>& ids) {
        return std::find(ids.begin(), ids.end(), broker) != ids.end();
    };
    for (const auto& topic : snapshot.topics) {
        for (const auto& partition : topic.partitions) {
            if (!contains(partition.replicas))
                continue;
            const bool inSync = contains(partition.inSync);
            rows.push_back({topic.name, partition.partition, partition.leader == broker, inSync,
                            partition.inSync.size() - (inSync ? 1 : 0)});
        }
    }
    return rows;
}

const TableSchema<ProcessRow>& processTable() {
    static const TableSchema<ProcessRow> schema{
        {
            {naming({"name", "Process", K::Text, 140}),
             [](const ProcessRow& r) { return Value(std::string_view(r.name)); }},
            {yielding(2, {"kind", "Kind", K::Text, 80}),
             [](const ProcessRow& r) { return Value(std::string_view(r.kind)); }},
            {yielding(1, {"pid", "Number", K::Identifier, 84}),
             [](const ProcessRow& r) { return known(r.pid); }},
            {{"memory", "Memory", K::Bytes, 84, "", "Resident memory of its process"},
             [](const ProcessRow& r) { return known(r.memoryBytes); }},
            {{"cpu", "CPU", K::Percent, 70, "%", "Of one core"},
             [](const ProcessRow& r) { return known(r.cpuPercent); }},
        },
        [](const ProcessRow& r) { return RowKey{r.name}; },
        [](const ProcessRow& r) { return r.health; }};
    return schema;
}

std::vector<ProcessRow> processesOf(const ops::ConsoleSnapshot& snapshot) {
    std::vector<ProcessRow> rows;
    for (const auto& broker : snapshot.brokers)
        rows.push_back({"broker-" + std::to_string(broker.id), "broker", broker.pid,
                        broker.memoryBytes, broker.cpuPercent, broker.health});
    for (const auto& service : snapshot.services)
        rows.push_back({service.instance, "worker",
                        service.pid > 0 ? std::optional(service.pid) : std::nullopt,
                        service.memoryBytes, service.cpuPercent, service.health});
    return rows;
}

std::vector<ops::Event> eventsAbout(const ops::ConsoleSnapshot& snapshot,
                                    std::string_view subject) {
    std::vector<ops::Event> events;
    std::copy_if(snapshot.events.begin(), snapshot.events.end(), std::back_inserter(events),
                 [&](const ops::Event& event) { return event.subject == subject; });
    return events;
}

BrokerImpact brokerImpact(const ops::ConsoleSnapshot& snapshot, std::int32_t broker) {
    BrokerImpact impact;
    for (const auto& row : replicasOf(snapshot, broker)) {
        impact.led += row.leader ? 1 : 0;
        if (!row.inSync)
            continue;
        impact.unavailable += row.otherInSync == 0 ? 1 : 0;
        impact.belowMinimum += row.otherInSync == 1 ? 1 : 0;
    }
    const auto found = std::find_if(snapshot.brokers.begin(), snapshot.brokers.end(),
                                    [&](const ops::BrokerRow& row) { return row.id == broker; });
    impact.controller = found != snapshot.brokers.end() && found->controller;
    return impact;
}

} // namespace vigia::core::view
