#include "core/view/tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace vigia::core::view {
namespace {

using ops::Health;
using ops::PartitionRow;
using ops::TopicRow;
using K = ColumnKind;

constexpr std::string_view kSizeTip =
    "Bytes on disk; a dash: the client library can't ask the brokers for them";

Value whole(std::int64_t value) {
    return value;
}

Value topicState(const TopicRow& row) {
    if (row.offline > 0)
        return Status{row.health, "OFFLINE", healthRank(row.health)};
    if (row.underReplicated > 0)
        return Status{row.health, "UNDER-REPLICATED", healthRank(row.health)};
    return plainStatus(row.health);
}

Value groupNames(const TopicRow& row) {
    std::string names;
    for (const auto& [name, lag] : row.groups)
        names += (names.empty() ? "" : ", ") + name;
    return names;
}

/// Sum of the lags that are known; unknown when none is.
Value topicLag(const TopicRow& row) {
    std::optional<std::int64_t> sum;
    for (const auto& [name, lag] : row.groups) {
        if (lag)
            sum = sum.value_or(0) + *lag;
    }
    return known(sum);
}

Health partitionHealth(const PartitionRow& row) {
    if (row.leader < 0)
        return Health::Broken;
    return row.inSync.size() < row.replicas.size() ? Health::Degraded : Health::Ok;
}

Value partitionState(const PartitionRow& row) {
    const Health health = partitionHealth(row);
    if (health == Health::Broken)
        return Status{health, "OFFLINE", healthRank(health)};
    if (health == Health::Degraded)
        return Status{health, "UNDER-REPLICATED", healthRank(health)};
    return plainStatus(health);
}

Value recordsOf(const PartitionRow& row) {
    if (!row.end || !row.logStart)
        return {};
    return *row.end - *row.logStart;
}

Value joinedIds(const std::vector<std::int32_t>& ids) {
    return fmt::format("{}", fmt::join(ids, ", "));
}

Value leaderOf(const PartitionRow& row) {
    return row.leader < 0 ? Value() : whole(row.leader);
}

} // namespace

const TableSchema<TopicRow>& topicTable() {
    static const TableSchema<TopicRow> schema{
        {
            {{"state", "State", K::Status, 150}, topicState},
            {naming({"name", "Topic", K::Text, 240}),
             [](const TopicRow& r) { return Value(std::string_view(r.name)); }},
            {{"rate", "Rate", K::Rate, 80, "/s", "Records a second: growth of the end offsets"},
             [](const TopicRow& r) { return known(r.recordsPerSecond); }},
            {yielding(1, {"records", "Records", K::Number, 90, "",
                          "End minus start; an upper bound on compacted topics"}),
             [](const TopicRow& r) { return known(r.records); }},
            {yielding(3, {"size", "Size", K::Bytes, 80, "", kSizeTip}),
             [](const TopicRow& r) { return known(r.sizeBytes); }},
            {{"partitions", "Partitions", K::Number, 84},
             [](const TopicRow& r) { return whole(r.partitionCount); }},
            {yielding(5, {"replicas", "Replicas", K::Number, 76}),
             [](const TopicRow& r) { return whole(r.replicationFactor); }},
            {yielding(6, {"skew", "Skew", K::Ratio, 64, "", "Largest partition over the mean"}),
             [](const TopicRow& r) { return known(r.skew); }},
            {{"lag", "Lag", K::Number, 84, "", "Records waiting, over all groups"}, topicLag},
            {yielding(4, {"group", "Groups", K::List, 140}), groupNames},
            {yielding(2, {"trend", "15 min", K::Spark, 100}),
             [](const TopicRow& r) { return Value(&r.rateSpark); }},
            {{"underreplicated", "Under-replicated", K::Number, 120, "", "", false},
             [](const TopicRow& r) { return whole(r.underReplicated); }},
            {{"offline", "Offline", K::Number, 70, "", "", false},
             [](const TopicRow& r) { return whole(r.offline); }},
            {{"internal", "Internal", K::Text, 70, "", "", false, true},
             [](const TopicRow& r) { return yesOrNo(r.internal); }},
            {{"reason", "Reason", K::Text, 260, "", "", false, true},
             [](const TopicRow& r) { return Value(std::string_view(r.reason)); }},
        },
        [](const TopicRow& r) { return RowKey{r.name}; },
        [](const TopicRow& r) { return r.health; }};
    return schema;
}

const TableSchema<PartitionRow>& partitionTable() {
    static const TableSchema<PartitionRow> schema{
        {
            {naming({"partition", "Partition", K::Integer, 76}),
             [](const PartitionRow& r) { return whole(r.partition); }},
            {{"state", "State", K::Status, 150}, partitionState},
            {{"leader", "Leader", K::Integer, 70}, leaderOf},
            {{"replicas", "Replicas", K::List, 100},
             [](const PartitionRow& r) { return joinedIds(r.replicas); }},
            {yielding(1, {"insync", "In sync", K::List, 100}),
             [](const PartitionRow& r) { return joinedIds(r.inSync); }},
            {yielding(4, {"start", "Start", K::Integer, 100}),
             [](const PartitionRow& r) { return known(r.logStart); }},
            {{"end", "End", K::Integer, 100}, [](const PartitionRow& r) { return known(r.end); }},
            {yielding(2, {"records", "Records", K::Number, 90}), recordsOf},
            {yielding(3, {"rate", "Rate", K::Rate, 80, "/s"}),
             [](const PartitionRow& r) { return known(r.recordsPerSecond); }},
            {yielding(5, {"size", "Size", K::Bytes, 84, "", kSizeTip}),
             [](const PartitionRow& r) { return known(r.sizeBytes); }},
        },
        [](const PartitionRow& r) {
            return RowKey{{}, r.partition};
        },
        partitionHealth};
    return schema;
}

} // namespace vigia::core::view
