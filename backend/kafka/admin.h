#pragma once

#include "backend/kafka/client_config.h"
#include "core/base/result.h"
#include "core/ops/cluster_sample.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::kafka {

struct ClusterDescription {
    std::string clusterId;
    /// −1 when unknown: with TLS or SASL in KRaft mode, whose brokers name a random broker here
    /// (KIP-590).
    std::int32_t controller = -1;
    bool kraft = true;
    std::vector<core::ops::BrokerSample> brokers;
    /// What we may do with the cluster itself: `DESCRIBE`, `ALTER` …, as librdkafka names them;
    /// absent when the broker does not tell.
    std::optional<std::vector<std::string>> operations = {};
};

/// Brokers and topics as the metadata show them.
struct ClusterMetadata {
    std::vector<core::ops::BrokerSample> brokers;
    std::vector<core::ops::TopicSample> topics; ///< by name, with leaders and replicas; no ids
};

struct ConfigEntry {
    std::string name = {};
    std::optional<std::string> value = {}; ///< absent: sensitive, the broker hides it
    std::string source = {};               ///< `DYNAMIC_TOPIC_CONFIG`, `DEFAULT_CONFIG`, …
    bool isDefault = false;
    bool isSensitive = false;
    bool isReadOnly = false;
};

struct NewTopic {
    std::string name = {};
    int partitions = 1;
    int replicationFactor = 1;
    Properties configs = {};
};

/// Which end of a partition's log to ask for.
enum class OffsetKind { LogStart, HighWatermark, LastStable };

struct PartitionRef {
    std::string topic = {};
    std::int32_t partition = 0;
    std::int32_t leader = -1; ///< lets offsets be asked per broker; −1 when unknown

    bool operator==(const PartitionRef& other) const {
        return partition == other.partition && topic == other.topic;
    }
};

struct PartitionOffset {
    std::string topic = {};
    std::int32_t partition = 0;
    std::optional<std::int64_t> offset = {};
    std::string error = {}; ///< why there is none
};

struct GroupListing {
    std::string name = {};
    std::string state = {};
    std::string error = {};
};

/// Questions to and changes of one cluster; no changes (Rejected) where the configuration says
/// `observeOnly`. Blocking, each call at most `timeout`; any thread may
/// call, calls of several threads run beside each other. Destroying it drops nothing of the
/// cluster.
class Admin {
public:
    static core::Result<std::unique_ptr<Admin>>
    create(ClientConfig config, std::chrono::milliseconds timeout = std::chrono::seconds(10));
    ~Admin();
    Admin(const Admin&) = delete;
    Admin& operator=(const Admin&) = delete;

    core::Result<ClusterDescription> describeCluster();
    /// Brokers and topics in one request.
    core::Result<ClusterMetadata> metadata();
    /// The cheapest question that brokers answer; ids and addresses, without racks.
    core::Result<std::vector<core::ops::BrokerSample>> brokers();
    /// All topics with leaders and replicas; no offsets, no ids.
    core::Result<std::vector<core::ops::TopicSample>> listTopics();
    /// With topic ids; a topic that is missing has its `error` set. At most a few hundred at once.
    core::Result<std::vector<core::ops::TopicSample>>
    describeTopics(const std::vector<std::string>& names);
    core::Result<void> createTopic(const NewTopic& topic);
    core::Result<void> deleteTopic(const std::string& name);
    core::Result<void> addPartitions(const std::string& topic, int newTotal);

    core::Result<std::vector<ConfigEntry>> topicConfig(const std::string& topic);
    /// Of many topics in one request, in the order asked.
    core::Result<std::vector<core::Result<std::vector<ConfigEntry>>>>
    topicConfigs(const std::vector<std::string>& topics);
    core::Result<std::vector<ConfigEntry>> brokerConfig(std::int32_t broker);

    core::Result<std::vector<GroupListing>> listGroups();
    core::Result<std::vector<core::ops::GroupSample>>
    describeGroups(const std::vector<std::string>& names);
    core::Result<std::vector<core::ops::CommitSample>> committed(const std::string& group);
    core::Result<void> deleteGroup(const std::string& group);

    /// One row a partition in the order asked, in calls of 250 a broker.
    std::vector<PartitionOffset> offsets(const std::vector<PartitionRef>& partitions,
                                         OffsetKind kind);

private:
    struct Impl;
    explicit Admin(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::kafka
