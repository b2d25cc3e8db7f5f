#include "backend/monitor/monitor_metrics.h"

#include <map>
#include <string>
#include <vector>

namespace vigia::backend::monitor {
namespace {

using core::ops::ConsoleSnapshot;
using Labels = std::vector<std::string>;

/// 10,000 partitions and their groups are within what a cluster may have.
constexpr std::size_t kMostValues = 20'000;

/// The series of one gauge as a snapshot has them: those that are not named again disappear.
class GaugeSet {
public:
    GaugeSet(observe::Metrics& metrics, std::string name, std::string help, Labels labels)
        : m_family(
              metrics.gauge({std::move(name), std::move(help), std::move(labels), kMostValues})) {}

    void set(const Labels& labels, double value) { m_next[labels] = value; }
    template <class T> void set(const Labels& labels, const std::optional<T>& value) {
        if (value)
            set(labels, static_cast<double>(*value));
    }

    void show() {
        for (const auto& [labels, value] : m_shown) {
            if (!m_next.contains(labels))
                m_family.remove(labels);
        }
        for (const auto& [labels, value] : m_next)
            m_family.with(labels).set(value);
        m_shown.swap(m_next);
        m_next.clear();
    }

private:
    observe::GaugeFamily m_family;
    std::map<Labels, double> m_next, m_shown;
};

/// A counter that follows a figure which rises elsewhere; a fall means that it began again.
class CounterSet {
public:
    CounterSet(observe::Metrics& metrics, std::string name, std::string help, Labels labels)
        : m_family(
              metrics.counter({std::move(name), std::move(help), std::move(labels), kMostValues})) {
    }

    void follow(const Labels& labels, double total) {
        double& before = m_before[labels];
        m_family.with(labels).add(total >= before ? total - before : total);
        before = total;
    }

private:
    observe::CounterFamily m_family;
    std::map<Labels, double> m_before;
};

std::string_view sourceLabel(core::ops::TimeLagSource source) {
    switch (source) {
    case core::ops::TimeLagSource::Exact:
        return "exact";
    case core::ops::TimeLagSource::Interpolated:
        return "interpolated";
    case core::ops::TimeLagSource::AtLeast:
    case core::ops::TimeLagSource::Unknown:
        break;
    }
    return "";
}

} // namespace

struct MonitorMetrics::Impl {
    Impl(observe::Metrics& metrics, const core::Published<ConsoleSnapshot>& from)
        : snapshots(from),
          lag(metrics, "kafka_consumer_lag", "Records between the commit and the end",
              {"topic", "partition", "consumer_group", "group"}),
          lagByPartition(metrics, "kafka_consumer_lag_by_partition", "The same by group first",
                         {"group", "topic", "partition"}),
          timeLag(metrics, "kafka_consumer_time_lag_seconds", "Age of the oldest record that waits",
                  {"topic", "consumer_group", "source"}),
          members(metrics, "kafka_consumer_group_members", "Members of a group",
                  {"consumer_group"}),
          assigned(metrics, "kafka_consumer_group_assigned_partitions", "Partitions with an owner",
                   {"consumer_group", "topic"}),
          brokerUp(metrics, "kafka_broker_up", "1 while the broker is in the cluster",
                   {"broker_id"}),
          brokerDisk(metrics, "kafka_broker_disk_usage_bytes",
                     "Disk that a broker of the local stack uses", {"broker_id"}),
          brokerMemory(metrics, "kafka_broker_memory_bytes",
                       "Resident memory of a broker of the local stack", {"broker_id"}),
          underReplicated(metrics, "kafka_under_replicated_partitions",
                          "Replicas of the broker that are not in sync", {"broker_id"}),
          partitions(metrics, "kafka_topic_partition_count", "Partitions of a topic", {"topic"}),
          topicSize(metrics, "kafka_topic_size_bytes", "Size of the leaders' logs", {"topic"}),
          messages(metrics, "kafka_messages_per_second", "Growth of the end of a partition",
                   {"topic", "partition"}),
          offline(metrics, "kafka_offline_partitions", "Partitions without leader", {}),
          controller(metrics, "kafka_controller_id", "Broker that is the controller", {}),
          leaderChanges(metrics, "kafka_leader_changes_total", "Leader changes seen", {"topic"}),
          brokerCpu(metrics, "kafka_broker_cpu_seconds_total",
                    "CPU time of a broker of the local stack", {"broker_id"}),
          source(metrics.addSource([this] { refresh(); })) {}

    void refresh() {
        const auto snapshot = snapshots.read();
        if (!snapshot || snapshot->generation == shownGeneration)
            return;
        shownGeneration = snapshot->generation;
        for (const auto& group : snapshot->groups)
            takeGroup(group);
        for (const auto& broker : snapshot->brokers)
            takeBroker(broker);
        for (const auto& topic : snapshot->topics)
            takeTopic(topic);
        if (!snapshot->topics.empty())
            offline.set({}, snapshot->offline);
        for (const auto& [topic, changes] : snapshot->leaderChanges)
            leaderChanges.follow({topic}, static_cast<double>(changes));
        for (GaugeSet* set : {&lag, &lagByPartition, &timeLag, &members, &assigned, &brokerUp,
                              &brokerDisk, &brokerMemory, &underReplicated, &partitions, &topicSize,
                              &messages, &offline, &controller})
            set->show();
    }

    void takeGroup(const core::ops::GroupRow& group) {
        members.set({group.name}, group.members);
        std::map<std::string, int> owned;
        std::map<std::pair<std::string, std::string>, double> oldest;
        for (const auto& row : group.partitions) {
            const std::string partition = std::to_string(row.partition);
            lag.set({row.topic, partition, group.name, group.name}, row.lag);
            lagByPartition.set({group.name, row.topic, partition}, row.lag);
            owned[row.topic] += row.owner.empty() ? 0 : 1;
            const std::string label(sourceLabel(row.timeLag.source));
            if (!label.empty()) {
                double& seconds = oldest.try_emplace({row.topic, label}, 0).first->second;
                seconds = std::max(seconds, row.timeLag.seconds);
            }
        }
        for (const auto& [topic, count] : owned)
            assigned.set({group.name, topic}, count);
        for (const auto& [key, seconds] : oldest)
            timeLag.set({key.first, group.name, key.second}, seconds);
    }

    void takeBroker(const core::ops::BrokerRow& broker) {
        const std::string id = std::to_string(broker.id);
        if (broker.health != core::ops::Health::Unknown)
            brokerUp.set({id}, broker.health == core::ops::Health::Broken ? 0 : 1);
        brokerDisk.set({id}, broker.diskBytes);
        brokerMemory.set({id}, broker.memoryBytes);
        underReplicated.set({id}, static_cast<double>(broker.underReplicated));
        if (broker.controller)
            controller.set({}, broker.id);
        if (broker.cpuSeconds)
            brokerCpu.follow({id}, *broker.cpuSeconds);
    }

    void takeTopic(const core::ops::TopicRow& topic) {
        partitions.set({topic.name}, topic.partitionCount);
        topicSize.set({topic.name}, topic.sizeBytes);
        for (const auto& partition : topic.partitions)
            messages.set({topic.name, std::to_string(partition.partition)},
                         partition.recordsPerSecond);
    }

    const core::Published<ConsoleSnapshot>& snapshots;
    std::uint64_t shownGeneration = 0;
    GaugeSet lag, lagByPartition, timeLag, members, assigned, brokerUp, brokerDisk, brokerMemory,
        underReplicated, partitions, topicSize, messages, offline, controller;
    CounterSet leaderChanges, brokerCpu;
    observe::Metrics::Source source; ///< last: its end waits for a refresh that runs
};

MonitorMetrics::MonitorMetrics(observe::Metrics& metrics,
                               const core::Published<ConsoleSnapshot>& snapshots)
    : m_impl(std::make_unique<Impl>(metrics, snapshots)) {}

MonitorMetrics::~MonitorMetrics() = default;

} // namespace vigia::backend::monitor
