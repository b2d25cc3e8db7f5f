#include "core/view/tables.h"

#include <algorithm>
#include <array>

namespace vigia::core::view {
namespace {

using ops::BrokerRow;
using ops::Event;
using ops::Health;
using ops::ServiceRow;
using K = ColumnKind;

template <class T> Value wholeOf(const std::optional<T>& value) {
    return value ? Value(std::int64_t{*value}) : Value();
}

Value brokerRole(const BrokerRow& row) {
    return std::string_view(row.controller ? "controller" : "broker");
}

Value queueUse(const QueueStats& row) {
    if (row.capacity == 0)
        return {};
    return 100.0 * static_cast<double>(row.depth) / static_cast<double>(row.capacity);
}

Health queueHealth(const QueueStats& row) {
    if (row.dropped > 0)
        return Health::Degraded;
    return row.capacity > 0 && row.depth >= row.capacity ? Health::Working : Health::Ok;
}

Value pidOf(const ServiceRow& row) {
    return row.pid > 0 ? Value(row.pid) : Value();
}

Value counted(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

/// Stored text; nothing known of an empty one.
Value textOr(const std::string& text) {
    return text.empty() ? Value() : Value(std::string_view(text));
}

} // namespace

const TableSchema<BrokerRow>& brokerTable() {
    static const TableSchema<BrokerRow> schema{
        {
            {{"state", "State", K::Status, 130},
             [](const BrokerRow& r) { return Value(plainStatus(r.health)); }},
            {{"broker", "Broker", K::Integer, 70},
             [](const BrokerRow& r) { return Value(std::int64_t{r.id}); }},
            {yielding(4, {"role", "Role", K::Text, 90}), brokerRole},
            {naming({"address", "Address", K::Text, 150}),
             [](const BrokerRow& r) { return textOr(r.address); }},
            {{"leaders", "Leaders", K::Number, 76},
             [](const BrokerRow& r) { return Value(r.leaders); }},
            {yielding(5, {"replicas", "Replicas", K::Number, 76}),
             [](const BrokerRow& r) { return Value(r.replicas); }},
            {{"underreplicated", "Under-replicated", K::Number, 120, "",
              "Its replicas that are not in sync"},
             [](const BrokerRow& r) { return Value(r.underReplicated); }},
            {{"disk", "Disk", K::Bytes, 76}, [](const BrokerRow& r) { return known(r.diskBytes); }},
            {yielding(2, {"memory", "Memory", K::Bytes, 84, "", "Resident memory of its process"}),
             [](const BrokerRow& r) { return known(r.memoryBytes); }},
            {yielding(1, {"cpu", "CPU", K::Percent, 64, "%", "Of one core"}),
             [](const BrokerRow& r) { return known(r.cpuPercent); }},
            {{"pid", "Process", K::Identifier, 80, "", "", false},
             [](const BrokerRow& r) { return known(r.pid); }},
            {yielding(6, {"certificate", "Certificate", K::Integer, 90, "days",
                          "Days that the broker's certificate is still valid"}),
             [](const BrokerRow& r) { return known(r.certificateDays); }},
            {{"started", "Started", K::Time, 170, "", "", false},
             [](const BrokerRow& r) { return known(r.startedAt); }},
            {yielding(3, {"restarts", "Restarts", K::Number, 76}),
             [](const BrokerRow& r) { return wholeOf(r.restarts); }},
            {{"reason", "Reason", K::Text, 260, "", "", false, true},
             [](const BrokerRow& r) { return textOr(r.reason); }},
        },
        [](const BrokerRow& r) {
            return RowKey{{}, r.id};
        },
        [](const BrokerRow& r) { return r.health; }};
    return schema;
}

const TableSchema<ServiceRow>& serviceTable() {
    static const TableSchema<ServiceRow> schema{
        {
            {{"state", "State", K::Status, 130},
             [](const ServiceRow& r) { return Value(plainStatus(r.health)); }},
            {naming({"name", "Service", K::Text, 150}),
             [](const ServiceRow& r) { return textOr(r.instance); }},
            {yielding(5, {"role", "Roles", K::List, 140}),
             [](const ServiceRow& r) { return textOr(r.roles); }},
            {{"rate", "Requests", K::Rate, 84, "/s"},
             [](const ServiceRow& r) { return known(r.requestsPerSecond); }},
            {yielding(2, {"records", "Records", K::Rate, 84, "/s", "Consumed from Kafka"}),
             [](const ServiceRow& r) { return known(r.recordsPerSecond); }},
            {{"errors", "Errors", K::Percent, 72, "%", "Answers 5xx of all"},
             [](const ServiceRow& r) { return known(r.errorPercent); }},
            {{"p95", "p95", K::Latency, 76, "ms", "95 of 100 requests were faster"},
             [](const ServiceRow& r) { return known(r.p95Millis); }},
            {{"memory", "Memory", K::Bytes, 84},
             [](const ServiceRow& r) { return known(r.memoryBytes); }},
            {yielding(3, {"cpu", "CPU", K::Percent, 64, "%", "Of one core"}),
             [](const ServiceRow& r) { return known(r.cpuPercent); }},
            {{"started", "Started", K::Time, 170, "", "", false},
             [](const ServiceRow& r) { return known(r.startedAt); }},
            {yielding(4, {"restarts", "Restarts", K::Number, 76}),
             [](const ServiceRow& r) { return wholeOf(r.restarts); }},
            {{"host", "Host", K::Text, 130, "", "", false},
             [](const ServiceRow& r) { return textOr(r.host); }},
            {{"pid", "Process", K::Identifier, 80, "", "", false}, pidOf},
            {{"version", "Version", K::Text, 100, "", "", false},
             [](const ServiceRow& r) { return textOr(r.version); }},
            {{"url", "Address", K::Text, 180, "", "", false},
             [](const ServiceRow& r) { return textOr(r.url); }},
            {{"reason", "Reason", K::Text, 260, "", "", false, true},
             [](const ServiceRow& r) { return textOr(r.reason); }},
        },
        [](const ServiceRow& r) { return RowKey{r.instance}; },
        [](const ServiceRow& r) { return r.health; }};
    return schema;
}

const TableSchema<Event>& eventTable() {
    static const TableSchema<Event> schema{
        {
            {{"time", "Time", K::Time, 170}, [](const Event& r) { return Value(r.time); }},
            {{"state", "State", K::Status, 130},
             [](const Event& r) { return Value(plainStatus(r.health)); }},
            {naming({"title", "Event", K::Text, 220, "", "", true, true}),
             [](const Event& r) { return Value(std::string_view(r.title)); }},
            {{"subject", "About", K::Text, 180}, [](const Event& r) { return textOr(r.subject); }},
            {yielding(1, {"detail", "Detail", K::Text, 320, "", "", true, true}),
             [](const Event& r) { return textOr(r.detail); }},
            {{"kind", "Kind", K::Text, 140, "", "", false},
             [](const Event& r) { return textOr(r.kind); }},
        },
        [](const Event& r) {
            return RowKey{{}, static_cast<std::int64_t>(r.sequence)};
        },
        [](const Event& r) { return r.health; }};
    return schema;
}

const TableSchema<QueueStats>& queueTable() {
    static const TableSchema<QueueStats> schema{
        {
            {naming({"name", "Queue", K::Text, 240}),
             [](const QueueStats& r) { return Value(std::string_view(r.name)); }},
            {{"depth", "Waiting", K::Number, 90},
             [](const QueueStats& r) { return counted(r.depth); }},
            {yielding(1, {"capacity", "Capacity", K::Number, 90}),
             [](const QueueStats& r) { return counted(r.capacity); }},
            {{"use", "Use", K::Percent, 70, "%"}, queueUse},
            {{"dropped", "Dropped", K::Number, 90},
             [](const QueueStats& r) { return counted(r.dropped); }},
        },
        [](const QueueStats& r) { return RowKey{r.name}; },
        queueHealth};
    return schema;
}

} // namespace vigia::core::view
