#include "core/ops/json_rows.h"

#include "core/ops/text_tables.h"

#include <cmath>

namespace vigia::core::ops {
namespace {

std::string_view sourceName(TimeLagSource source) {
    switch (source) {
    case TimeLagSource::Exact:
        return "exact";
    case TimeLagSource::Interpolated:
        return "interpolated";
    case TimeLagSource::AtLeast:
        return "at_least";
    case TimeLagSource::Unknown:
        break;
    }
    return "unknown";
}

void writeIds(JsonWriter& json, std::string_view name, const std::vector<std::int32_t>& ids) {
    json.key(name).beginArray();
    for (const std::int32_t id : ids)
        json.value(id);
    json.endArray();
}

void writePartition(JsonWriter& json, const PartitionRow& row) {
    json.beginObject().member("partition", row.partition).member("leader", row.leader);
    writeIds(json, "replicas", row.replicas);
    writeIds(json, "inSync", row.inSync);
    writeKnown(json, "logStart", row.logStart);
    writeKnown(json, "end", row.end);
    writeKnown(json, "sizeBytes", row.sizeBytes);
    writeKnown(json, "recordsPerSecond", row.recordsPerSecond);
    json.endObject();
}

void writeGroupPartition(JsonWriter& json, const GroupPartitionRow& row) {
    json.beginObject().member("topic", row.topic).member("partition", row.partition);
    json.member("verdict", lagVerdictWord(row.verdict)).member("reason", row.reason);
    writeKnown(json, "committed", row.committed);
    writeKnown(json, "end", row.end);
    writeKnown(json, "lag", row.lag);
    json.key("timeLag");
    writeTimeLag(json, row.timeLag);
    json.member("owner", row.owner).member("ownerHost", row.ownerHost).endObject();
}

template <class Row> const Row* find(const std::vector<Row>& rows, std::string_view name) {
    for (const Row& row : rows) {
        if (row.name == name)
            return &row;
    }
    return nullptr;
}

} // namespace

void writeTimeLag(JsonWriter& json, const TimeLag& lag) {
    if (lag.source == TimeLagSource::Unknown)
        json.null();
    else
        json.beginObject()
            .member("seconds", lag.seconds)
            .member("source", sourceName(lag.source))
            .endObject();
}

void writeTopic(JsonWriter& json, const TopicRow& row, bool withPartitions) {
    json.beginObject()
        .member("name", row.name)
        .member("health", healthWord(row.health))
        .member("reason", row.reason);
    json.member("internal", row.internal).member("partitions", row.partitionCount);
    json.member("replicationFactor", row.replicationFactor);
    json.member("underReplicated", row.underReplicated).member("offline", row.offline);
    writeKnown(json, "recordsPerSecond", row.recordsPerSecond);
    writeKnown(json, "records", row.records);
    writeKnown(json, "sizeBytes", row.sizeBytes);
    writeKnown(json, "skew", row.skew);
    json.key("groups").beginArray();
    for (const auto& [group, lag] : row.groups) {
        json.beginObject().member("name", group);
        writeKnown(json, "lag", lag);
        json.endObject();
    }
    json.endArray();
    if (withPartitions) {
        json.key("partitionRows").beginArray();
        for (const PartitionRow& partition : row.partitions)
            writePartition(json, partition);
        json.endArray();
    }
    json.endObject();
}

void writeGroup(JsonWriter& json, const GroupRow& row, bool withPartitions) {
    json.beginObject().member("name", row.name).member("verdict", lagVerdictWord(row.verdict));
    json.member("health", healthWord(lagVerdictHealth(row.verdict))).member("reason", row.reason);
    json.member("state", row.state).member("members", row.members);
    json.member("partitions", row.partitionCount).member("partitionsKnown", row.partitionsKnown);
    writeKnown(json, "lag", row.lag);
    writeKnown(json, "largestPartitionLag", row.largestPartitionLag);
    writeKnown(json, "skew", row.skew);
    json.key("timeLag");
    writeTimeLag(json, row.timeLag);
    writeKnown(json, "recordsPerSecond", row.recordsPerSecond);
    const bool never = row.etaSeconds && std::isinf(*row.etaSeconds);
    json.member("neverCaughtUp", never);
    writeKnown(json, "etaSeconds", never ? std::nullopt : row.etaSeconds);
    if (withPartitions) {
        json.key("partitionRows").beginArray();
        for (const GroupPartitionRow& partition : row.partitions)
            writeGroupPartition(json, partition);
        json.endArray().key("memberRows").beginArray();
        for (const MemberRow& member : row.memberRows)
            json.beginObject()
                .member("memberId", member.memberId)
                .member("clientId", member.clientId)
                .member("host", member.host)
                .member("instanceId", member.instanceId)
                .member("partitions", member.partitions)
                .endObject();
        json.endArray();
    }
    json.endObject();
}

void writeBroker(JsonWriter& json, const BrokerRow& row) {
    json.beginObject()
        .member("id", row.id)
        .member("health", healthWord(row.health))
        .member("reason", row.reason);
    json.member("address", row.address)
        .member("controller", row.controller)
        .member("leaders", row.leaders);
    json.member("replicas", row.replicas)
        .member("underReplicated", row.underReplicated)
        .member("owned", row.owned);
    writeKnown(json, "pid", row.pid);
    writeKnown(json, "memoryBytes", row.memoryBytes);
    writeKnown(json, "cpuPercent", row.cpuPercent);
    writeKnown(json, "diskBytes", row.diskBytes);
    writeKnown(json, "certificateDays", row.certificateDays);
    json.endObject();
}

void writeService(JsonWriter& json, const ServiceRow& row) {
    json.beginObject()
        .member("instance", row.instance)
        .member("roles", row.roles)
        .member("health", healthWord(row.health));
    json.member("reason", row.reason)
        .member("host", row.host)
        .member("version", row.version)
        .member("url", row.url);
    json.member("pid", row.pid).member("owned", row.owned);
    writeKnown(json, "requestsPerSecond", row.requestsPerSecond);
    writeKnown(json, "recordsPerSecond", row.recordsPerSecond);
    writeKnown(json, "errorPercent", row.errorPercent);
    writeKnown(json, "p95Millis", row.p95Millis);
    writeKnown(json, "memoryBytes", row.memoryBytes);
    writeKnown(json, "cpuPercent", row.cpuPercent);
    json.endObject();
}

std::string topicsJson(const ConsoleSnapshot& snapshot) {
    JsonWriter json;
    json.beginArray();
    for (const TopicRow& row : snapshot.topics)
        writeTopic(json, row, false);
    json.endArray();
    return json.take() + "\n";
}

std::string groupsJson(const ConsoleSnapshot& snapshot) {
    JsonWriter json;
    json.beginArray();
    for (const GroupRow& row : snapshot.groups)
        writeGroup(json, row, false);
    json.endArray();
    return json.take() + "\n";
}

Result<std::string> topicJson(const ConsoleSnapshot& snapshot, std::string_view name) {
    const TopicRow* row = find(snapshot.topics, name);
    if (row == nullptr)
        return topicText(snapshot, name); // its error
    JsonWriter json;
    writeTopic(json, *row, true);
    return json.take() + "\n";
}

Result<std::string> groupJson(const ConsoleSnapshot& snapshot, std::string_view name) {
    const GroupRow* row = find(snapshot.groups, name);
    if (row == nullptr)
        return groupText(snapshot, name); // its error
    JsonWriter json;
    writeGroup(json, *row, true);
    return json.take() + "\n";
}

} // namespace vigia::core::ops
