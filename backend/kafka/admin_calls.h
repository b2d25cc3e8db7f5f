#pragma once

#include "backend/kafka/admin.h"
#include "backend/kafka/admin_requests.h"

/// The calls behind Admin and ClusterSampler, on a client and with a deadline. Private to
/// backend/kafka.
namespace vigia::backend::kafka {

core::Result<ClientHandle> makeAdminClient(const ClientConfig& config, ClientContext& context);

/// `plaintext`: the brokers may be asked for the leader of the quorum (see quorum_leader.h).
core::Result<ClusterDescription> describeCluster(rd_kafka_t* client, bool plaintext,
                                                 Deadline deadline);
/// Asks the brokers in turn for the active controller of a KRaft cluster; −1 when none tells soon.
std::int32_t findController(const std::vector<core::ops::BrokerSample>& brokers, Deadline deadline);
/// Without `topics`: brokers only.
core::Result<ClusterMetadata> clusterMetadata(rd_kafka_t* client, bool topics, Deadline deadline);
core::Result<std::vector<core::ops::TopicSample>>
describeTopics(rd_kafka_t* client, const std::vector<std::string>& names, Deadline deadline);
core::Result<std::vector<ConfigEntry>> describeConfig(rd_kafka_t* client,
                                                      rd_kafka_ResourceType_t type,
                                                      const std::string& name, Deadline deadline);
/// Of many resources in one request, in the order asked.
core::Result<std::vector<core::Result<std::vector<ConfigEntry>>>>
describeConfigs(rd_kafka_t* client, rd_kafka_ResourceType_t type,
                const std::vector<std::string>& names, Deadline deadline);

core::Result<std::vector<GroupListing>> listGroups(rd_kafka_t* client, Deadline deadline);
core::Result<std::vector<core::ops::GroupSample>>
describeGroups(rd_kafka_t* client, const std::vector<std::string>& names, Deadline deadline);

using CommitsDone = std::function<void(core::Result<std::vector<core::ops::CommitSample>>)>;
/// The request for all commits of one group, to be run with others.
AdminRequest commitsRequest(rd_kafka_t* client, std::string group, CommitsDone done);

/// Offsets in calls of at most `perCall` partitions of one leader, `inFlight` calls at a time.
struct OffsetCalls {
    std::size_t perCall = 250;
    std::size_t inFlight = 32;
};
std::vector<PartitionOffset> listOffsets(rd_kafka_t* client,
                                         const std::vector<PartitionRef>& partitions,
                                         OffsetKind kind, OffsetCalls calls, Deadline deadline);

} // namespace vigia::backend::kafka
