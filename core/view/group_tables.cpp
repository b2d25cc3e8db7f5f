#include "core/view/tables.h"

#include <algorithm>

namespace vigia::core::view {
namespace {

using ops::GroupPartitionRow;
using ops::GroupRow;
using ops::MemberRow;
using K = ColumnKind;

Value eta(const GroupRow& row) {
    if (!row.etaSeconds)
        return {};
    return Span{*row.etaSeconds, *row.etaSeconds > 0 ? Certainty::Estimated : Certainty::Exact};
}

Value topicsOf(const GroupRow& row) {
    std::string joined;
    std::string_view last;
    for (const auto& partition : row.partitions) {
        if (partition.topic == last)
            continue;
        last = partition.topic;
        joined += (joined.empty() ? "" : ", ") + partition.topic;
    }
    return joined;
}

/// "5 of 8" as a text when some are unknown would not sort: the known ones are a column of their
/// own.
Value partitionsOf(const GroupRow& row) {
    return row.partitionCount > 0 ? Value(std::int64_t{row.partitionCount}) : Value();
}

Value partitionOwner(const GroupPartitionRow& row) {
    return row.owner.empty() ? Value() : Value(std::string_view(row.owner));
}

} // namespace

const TableSchema<GroupRow>& groupTable() {
    static const TableSchema<GroupRow> schema{
        {
            {{"state", "State", K::Status, 150},
             [](const GroupRow& r) { return Value(verdictStatus(r.verdict)); }},
            {naming({"name", "Group", K::Text, 240}),
             [](const GroupRow& r) { return Value(std::string_view(r.name)); }},
            {yielding(3, {"members", "Members", K::Number, 76}),
             [](const GroupRow& r) { return Value(std::int64_t{r.members}); }},
            {{"lag", "Lag", K::Number, 84, "",
              "Records waiting, over the partitions that are known"},
             [](const GroupRow& r) { return known(r.lag); }},
            {{"timelag", "Time lag", K::Duration, 140, "", "Age of the oldest record that waits"},
             [](const GroupRow& r) { return timeLagValue(r.timeLag); }},
            {yielding(2, {"eta", "Through in", K::Duration, 90, "",
                          "When the lag will be gone at today's pace"}),
             eta},
            {yielding(4, {"partitions", "Partitions", K::Number, 84}), partitionsOf},
            {yielding(1, {"trend", "15 min", K::Spark, 150}),
             [](const GroupRow& r) { return Value(&r.lagSpark); }},
            {{"rate", "Rate", K::Rate, 80, "/s", "Records a second: growth of the commits", false},
             [](const GroupRow& r) { return known(r.recordsPerSecond); }},
            {{"known", "Known", K::Number, 70, "", "Partitions whose lag is known", false},
             [](const GroupRow& r) { return Value(std::int64_t{r.partitionsKnown}); }},
            {{"largest", "Largest lag", K::Number, 90, "", "Of one partition", false},
             [](const GroupRow& r) { return known(r.largestPartitionLag); }},
            {{"skew", "Skew", K::Ratio, 64, "", "Largest partition over the mean", false},
             [](const GroupRow& r) { return known(r.skew); }},
            {{"topic", "Topics", K::List, 220, "", "", false}, topicsOf},
            {{"kafka", "Kafka state", K::Text, 130, "", "", false},
             [](const GroupRow& r) { return Value(std::string_view(r.state)); }},
            {{"reason", "Reason", K::Text, 300, "", "", false, true},
             [](const GroupRow& r) { return Value(std::string_view(r.reason)); }},
        },
        [](const GroupRow& r) { return RowKey{r.name}; },
        [](const GroupRow& r) { return ops::lagVerdictHealth(r.verdict); }};
    return schema;
}

const TableSchema<GroupPartitionRow>& groupPartitionTable() {
    static const TableSchema<GroupPartitionRow> schema{
        {
            {{"state", "State", K::Status, 150},
             [](const GroupPartitionRow& r) { return Value(verdictStatus(r.verdict)); }},
            {naming({"topic", "Topic", K::Text, 220}),
             [](const GroupPartitionRow& r) { return Value(std::string_view(r.topic)); }},
            {{"partition", "Partition", K::Integer, 76},
             [](const GroupPartitionRow& r) { return Value(std::int64_t{r.partition}); }},
            {yielding(4, {"committed", "Committed", K::Integer, 100}),
             [](const GroupPartitionRow& r) { return known(r.committed); }},
            {yielding(2, {"end", "End", K::Integer, 100}),
             [](const GroupPartitionRow& r) { return known(r.end); }},
            {{"lag", "Lag", K::Number, 84},
             [](const GroupPartitionRow& r) { return known(r.lag); }},
            {{"timelag", "Time lag", K::Duration, 140},
             [](const GroupPartitionRow& r) { return timeLagValue(r.timeLag); }},
            {yielding(3, {"owner", "Owner", K::Text, 180}), partitionOwner},
            {yielding(5, {"host", "Host", K::Text, 120}),
             [](const GroupPartitionRow& r) { return Value(std::string_view(r.ownerHost)); }},
            {yielding(1, {"reason", "Reason", K::Text, 300, "", "", true, true}),
             [](const GroupPartitionRow& r) { return Value(std::string_view(r.reason)); }},
        },
        [](const GroupPartitionRow& r) {
            return RowKey{r.topic, r.partition};
        },
        [](const GroupPartitionRow& r) { return ops::lagVerdictHealth(r.verdict); }};
    return schema;
}

const TableSchema<MemberRow>& memberTable() {
    static const TableSchema<MemberRow> schema{
        {
            {naming({"client", "Client", K::Text, 220}),
             [](const MemberRow& r) { return Value(std::string_view(r.clientId)); }},
            {{"host", "Host", K::Text, 140},
             [](const MemberRow& r) { return Value(std::string_view(r.host)); }},
            {{"partitions", "Partitions", K::Number, 84},
             [](const MemberRow& r) { return Value(std::int64_t{r.partitions}); }},
            {yielding(1, {"member", "Member", K::Text, 320}),
             [](const MemberRow& r) { return Value(std::string_view(r.memberId)); }},
            {yielding(2, {"instance", "Instance", K::Text, 160}),
             [](const MemberRow& r) { return Value(std::string_view(r.instanceId)); }},
        },
        [](const MemberRow& r) { return RowKey{r.memberId}; },
        [](const MemberRow& r) {
            return r.partitions > 0 ? ops::Health::Ok : ops::Health::Unknown;
        }};
    return schema;
}

} // namespace vigia::core::view
