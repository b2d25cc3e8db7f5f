#include "core/ops/cluster_rows.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

double secondsBetween(UtcTime from, UtcTime to) {
    return std::chrono::duration<double>(to - from).count();
}

const TopicSample* findTopic(const ClusterSample* sample, const std::string& name) {
    if (sample == nullptr)
        return nullptr;
    const auto found = std::lower_bound(
        sample->topics.begin(), sample->topics.end(), name,
        [](const TopicSample& topic, const std::string& wanted) { return topic.name < wanted; });
    return found != sample->topics.end() && found->name == name ? &*found : nullptr;
}

const PartitionSample* findPartition(const TopicSample* topic, std::int32_t id) {
    if (topic == nullptr)
        return nullptr;
    for (const PartitionSample& partition : topic->partitions) {
        if (partition.partition == id)
            return &partition;
    }
    return nullptr;
}

/// A log that became shorter is another log: no rate.
std::optional<double> growth(std::optional<std::int64_t> before, std::optional<std::int64_t> now,
                             double seconds) {
    if (!before || !now || *now < *before || seconds <= 0)
        return std::nullopt;
    return static_cast<double>(*now - *before) / seconds;
}

void addTo(std::optional<double>& sum, std::optional<double> part) {
    if (part)
        sum = sum.value_or(0) + *part;
}

bool underReplicated(const PartitionSample& partition) {
    return partition.leader >= 0 && partition.inSync.size() < partition.replicas.size();
}

PartitionRow partitionRow(const PartitionSample& now, const PartitionSample* before,
                          double seconds) {
    PartitionRow row{now.partition, now.leader,        now.replicas,  now.inSync,
                     now.logStart,  now.highWatermark, now.sizeBytes, {}};
    if (before != nullptr)
        row.recordsPerSecond = growth(before->highWatermark, now.highWatermark, seconds);
    return row;
}

void addRecords(TopicRow& row) {
    std::int64_t largest = 0;
    int known = 0;
    for (const PartitionRow& partition : row.partitions) {
        if (!partition.end || !partition.logStart)
            continue;
        const std::int64_t records =
            std::max<std::int64_t>(0, *partition.end - *partition.logStart);
        row.records = row.records.value_or(0) + records;
        largest = std::max(largest, records);
        ++known;
    }
    if (row.records.value_or(0) > 0)
        row.skew = static_cast<double>(largest) * known / static_cast<double>(*row.records);
}

void judgeTopic(TopicRow& row, const TopicSample& topic) {
    row.health = Health::Ok;
    if (!topic.error.empty()) {
        row.health = Health::Unknown;
        row.reason = topic.error;
    } else if (row.offline > 0) {
        row.health = Health::Broken;
        row.reason =
            fmt::format("{} of {} partitions have no leader", row.offline, row.partitionCount);
    } else if (row.underReplicated > 0) {
        row.health = Health::Degraded;
        row.reason = fmt::format("{} of {} partitions are under-replicated", row.underReplicated,
                                 row.partitionCount);
    }
}

TopicRow topicRow(const TopicSample& topic, const TopicSample* before, double seconds) {
    TopicRow row;
    row.name = topic.name;
    row.internal = topic.internal;
    row.partitionCount = static_cast<int>(topic.partitions.size());
    for (const PartitionSample& partition : topic.partitions) {
        row.partitions.push_back(
            partitionRow(partition, findPartition(before, partition.partition), seconds));
        row.replicationFactor =
            std::max(row.replicationFactor, static_cast<int>(partition.replicas.size()));
        row.underReplicated += underReplicated(partition) ? 1 : 0;
        row.offline += partition.leader < 0 ? 1 : 0;
        if (partition.sizeBytes)
            row.sizeBytes = row.sizeBytes.value_or(0) + *partition.sizeBytes;
        addTo(row.recordsPerSecond, row.partitions.back().recordsPerSecond);
    }
    addRecords(row);
    judgeTopic(row, topic);
    return row;
}

/// Topic → group → lag here; a group with any unknown partition and no known one has no lag.
std::map<std::string, std::map<std::string, std::optional<std::int64_t>>>
readers(const std::vector<GroupRow>& groups) {
    std::map<std::string, std::map<std::string, std::optional<std::int64_t>>> byTopic;
    for (const GroupRow& group : groups) {
        for (const GroupPartitionRow& partition : group.partitions) {
            auto& lag = byTopic[partition.topic][group.name];
            if (partition.lag)
                lag = lag.value_or(0) + *partition.lag;
        }
    }
    return byTopic;
}

std::map<std::pair<std::string, std::int32_t>, std::int64_t> commitsOf(const GroupSample& group) {
    std::map<std::pair<std::string, std::int32_t>, std::int64_t> commits;
    for (const CommitSample& commit : group.commits) {
        if (commit.committed)
            commits[{commit.topic, commit.partition}] = *commit.committed;
    }
    return commits;
}

std::optional<double> growthOfCommits(const GroupSample& before, const GroupSample& now) {
    const auto old = commitsOf(before);
    std::optional<double> sum;
    for (const auto& [key, committed] : commitsOf(now)) {
        const auto was = old.find(key);
        if (was != old.end())
            addTo(sum,
                  growth(was->second, committed, secondsBetween(before.commitsAt, now.commitsAt)));
    }
    return sum;
}

} // namespace

ClusterRates clusterRates(const ClusterSample& now, const ClusterSample* before) {
    ClusterRates rates;
    if (before == nullptr)
        return rates;
    for (const TopicRow& row : topicRows(now, before, {})) {
        if (!row.internal)
            addTo(rates.in, row.recordsPerSecond);
    }
    std::map<std::string, const GroupSample*> groups;
    for (const GroupSample& group : before->groups)
        groups[group.name] = &group;
    for (const GroupSample& group : now.groups) {
        const auto was = groups.find(group.name);
        if (was != groups.end())
            addTo(rates.out, growthOfCommits(*was->second, group));
    }
    return rates;
}

std::vector<TopicRow> topicRows(const ClusterSample& now, const ClusterSample* before,
                                const std::vector<GroupRow>& groups) {
    const double seconds = before == nullptr ? 0 : secondsBetween(before->endsAt, now.endsAt);
    const auto byTopic = readers(groups);
    std::vector<TopicRow> rows;
    for (const TopicSample& topic : now.topics) {
        const TopicSample* old = findTopic(before, topic.name);
        const bool same = old != nullptr && old->topicId == topic.topicId;
        rows.push_back(topicRow(topic, same ? old : nullptr, seconds));
        if (const auto found = byTopic.find(topic.name); found != byTopic.end())
            rows.back().groups.assign(found->second.begin(), found->second.end());
    }
    return rows;
}

} // namespace vigia::core::ops
