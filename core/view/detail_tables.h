#pragma once

#include "core/ops/console_snapshot.h"
#include "core/view/row_source.h"

#include "core/base/json.h"
#include "core/base/result.h"

namespace vigia::core::view {

/// A consumer group as one topic sees it.
struct TopicGroupRow {
    std::string name;
    ops::LagVerdict verdict = ops::LagVerdict::Unknown;
    std::optional<std::int64_t> lag; ///< on this topic
    ops::TimeLag timeLag;            ///< of the group
    int members = 0;
    std::string reason;
};
const TableSchema<TopicGroupRow>& topicGroupTable();
/// The groups that read `topic`.
std::vector<TopicGroupRow> groupsOf(const ops::ConsoleSnapshot& snapshot,
                                    const ops::TopicRow& topic);

/// One entry of a configuration.
struct ConfigRow {
    std::string name, value, source;
    bool isDefault = true;
    bool sensitive = false;
};
const TableSchema<ConfigRow>& configTable();
/// Reads the array of `PlatformControl::topicConfiguration`; values that are sensitive are left
/// out.
Result<std::vector<ConfigRow>> readConfiguration(const JsonValue& entries);

/// A replica of a partition on one broker.
struct ReplicaRow {
    std::string topic;
    std::int32_t partition = 0;
    bool leader = false;
    bool inSync = true;
    std::size_t otherInSync = 0; ///< replicas in sync on other brokers
};
const TableSchema<ReplicaRow>& replicaTable();
std::vector<ReplicaRow> replicasOf(const ops::ConsoleSnapshot& snapshot, std::int32_t broker);

/// A process of the platform, for the memory table of Diagnostics.
struct ProcessRow {
    std::string name;
    std::string kind; ///< desktop, broker, worker
    std::optional<std::int64_t> pid;
    std::optional<std::int64_t> memoryBytes;
    std::optional<double> cpuPercent;
    ops::Health health = ops::Health::Ok;
};
const TableSchema<ProcessRow>& processTable();
/// Brokers and workers that a snapshot knows.
std::vector<ProcessRow> processesOf(const ops::ConsoleSnapshot& snapshot);

/// Events about one subject, newest last.
std::vector<ops::Event> eventsAbout(const ops::ConsoleSnapshot& snapshot, std::string_view subject);

/// What stopping or killing a broker touches: found before it is done.
struct BrokerImpact {
    std::size_t led = 0;          ///< partitions it leads: their leaders move
    std::size_t unavailable = 0;  ///< partitions without any other replica in sync
    std::size_t belowMinimum = 0; ///< partitions left with a single replica in sync
    bool controller = false;
};
BrokerImpact brokerImpact(const ops::ConsoleSnapshot& snapshot, std::int32_t broker);

} // namespace vigia::core::view
