#include "backend/kafka/admin_calls.h"

#include "backend/kafka/quorum_leader.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::kafka {
namespace {

using core::Result;
using core::ops::BrokerSample;
using core::ops::PartitionSample;
using core::ops::TopicSample;

BrokerSample brokerOf(const rd_kafka_Node_t* node) {
    const char* rack = rd_kafka_Node_rack(node);
    return {.id = rd_kafka_Node_id(node),
            .host = rd_kafka_Node_host(node),
            .port = rd_kafka_Node_port(node),
            .rack = rack == nullptr ? "" : rack};
}

PartitionSample partitionOf(const rd_kafka_metadata_partition_t& found) {
    PartitionSample partition;
    partition.partition = found.id;
    partition.leader = found.leader;
    partition.replicas.assign(found.replicas, found.replicas + found.replica_cnt);
    partition.inSync.assign(found.isrs, found.isrs + found.isr_cnt);
    return partition;
}

TopicSample topicOf(const rd_kafka_metadata_topic_t& found) {
    TopicSample topic;
    topic.name = found.topic;
    topic.internal = topic.name.starts_with("__");
    if (found.err != RD_KAFKA_RESP_ERR_NO_ERROR)
        topic.error = rd_kafka_err2str(found.err);
    for (int i = 0; i < found.partition_cnt; ++i)
        topic.partitions.push_back(partitionOf(found.partitions[i]));
    std::sort(topic.partitions.begin(), topic.partitions.end(),
              [](const auto& a, const auto& b) { return a.partition < b.partition; });
    return topic;
}

std::vector<std::int32_t> idsOf(const rd_kafka_Node_t** nodes, std::size_t count) {
    std::vector<std::int32_t> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.push_back(rd_kafka_Node_id(nodes[i]));
    return ids;
}

PartitionSample partitionOf(const rd_kafka_TopicPartitionInfo_t* info) {
    PartitionSample partition;
    partition.partition = rd_kafka_TopicPartitionInfo_partition(info);
    const rd_kafka_Node_t* leader = rd_kafka_TopicPartitionInfo_leader(info);
    partition.leader = leader == nullptr ? -1 : rd_kafka_Node_id(leader);
    std::size_t count = 0;
    const auto* replicas = rd_kafka_TopicPartitionInfo_replicas(info, &count);
    partition.replicas = idsOf(const_cast<const rd_kafka_Node_t**>(replicas), count);
    const auto* inSync = rd_kafka_TopicPartitionInfo_isr(info, &count);
    partition.inSync = idsOf(const_cast<const rd_kafka_Node_t**>(inSync), count);
    return partition;
}

TopicSample topicOf(const rd_kafka_TopicDescription_t* found) {
    TopicSample topic;
    topic.name = rd_kafka_TopicDescription_name(found);
    topic.internal = rd_kafka_TopicDescription_is_internal(found) != 0;
    const rd_kafka_error_t* error = rd_kafka_TopicDescription_error(found);
    if (error != nullptr && rd_kafka_error_code(error) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        topic.error = rd_kafka_error_string(error);
        return topic;
    }
    if (const rd_kafka_Uuid_t* id = rd_kafka_TopicDescription_topic_id(found); id != nullptr)
        topic.topicId = rd_kafka_Uuid_base64str(id);
    std::size_t count = 0;
    const auto* partitions = rd_kafka_TopicDescription_partitions(found, &count);
    for (std::size_t i = 0; i < count; ++i)
        topic.partitions.push_back(partitionOf(partitions[i]));
    return topic;
}

std::optional<std::vector<std::string>>
operationsOf(const rd_kafka_DescribeCluster_result_t* result) {
    std::size_t count = 0;
    const auto* found = rd_kafka_DescribeCluster_result_authorized_operations(result, &count);
    if (found == nullptr)
        return std::nullopt;
    std::vector<std::string> operations;
    for (std::size_t i = 0; i < count; ++i)
        operations.emplace_back(rd_kafka_AclOperation_name(found[i]));
    return operations;
}

bool inKRaftMode(rd_kafka_t* client, std::int32_t broker, Deadline deadline) {
    const auto entries =
        describeConfig(client, RD_KAFKA_RESOURCE_BROKER, std::to_string(broker), deadline);
    if (!entries)
        return true; // a guess that hides a controller is better than one that invents it
    return std::any_of(entries->begin(), entries->end(), [](const ConfigEntry& entry) {
        return entry.name == "process.roles" && entry.value && !entry.value->empty();
    });
}

ConfigEntry entryOf(const rd_kafka_ConfigEntry_t* found) {
    ConfigEntry entry;
    entry.name = rd_kafka_ConfigEntry_name(found);
    entry.isSensitive = rd_kafka_ConfigEntry_is_sensitive(found) != 0;
    const char* value = rd_kafka_ConfigEntry_value(found);
    if (value != nullptr && !entry.isSensitive)
        entry.value = value;
    entry.source = rd_kafka_ConfigSource_name(rd_kafka_ConfigEntry_source(found));
    entry.isDefault = rd_kafka_ConfigEntry_is_default(found) != 0;
    entry.isReadOnly = rd_kafka_ConfigEntry_is_read_only(found) != 0;
    return entry;
}

Result<std::vector<ConfigEntry>> entriesOf(const rd_kafka_ConfigResource_t* const* resources,
                                           std::size_t count, const std::string& name) {
    const auto* end = resources + count;
    const auto* found = std::find_if(resources, end, [&](const auto* resource) {
        return name == rd_kafka_ConfigResource_name(resource);
    });
    const auto code =
        found == end ? RD_KAFKA_RESP_ERR_UNKNOWN : rd_kafka_ConfigResource_error(*found);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return kafkaError(code, fmt::format("The configuration of {} can't be read", name));
    std::size_t size = 0;
    const auto* entries = rd_kafka_ConfigResource_configs(*found, &size);
    std::vector<ConfigEntry> all;
    for (std::size_t i = 0; i < size; ++i)
        all.push_back(entryOf(entries[i]));
    return all;
}

} // namespace

Result<ClientHandle> makeAdminClient(const ClientConfig& config, ClientContext& context) {
    auto conf = makeConf(config, {}, context);
    if (!conf)
        return conf.error();
    return makeClient(RD_KAFKA_PRODUCER, std::move(*conf));
}

std::int32_t findController(const std::vector<BrokerSample>& brokers, Deadline deadline) {
    for (const auto& broker : brokers) {
        const Deadline soon =
            std::min(deadline, std::chrono::steady_clock::now() + std::chrono::milliseconds(150));
        if (const auto leader = quorumLeader(broker.host, broker.port, soon))
            return *leader;
    }
    return -1;
}

Result<ClusterDescription> describeCluster(rd_kafka_t* client, bool plaintext, Deadline deadline) {
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_DESCRIBECLUSTER,
                         .answer = RD_KAFKA_EVENT_DESCRIBECLUSTER_RESULT,
                         .rights = true,
                         .issue = [client](auto* options, auto* queue) {
                             rd_kafka_DescribeCluster(client, options, queue);
                         }};
    auto event = runRequest(client, std::move(request), deadline);
    if (!event)
        return event.error();
    const auto* result = rd_kafka_event_DescribeCluster_result(event->get());
    ClusterDescription cluster;
    if (const char* id = rd_kafka_DescribeCluster_result_cluster_id(result); id != nullptr)
        cluster.clusterId = id;
    std::size_t count = 0;
    const auto* nodes = rd_kafka_DescribeCluster_result_nodes(result, &count);
    for (std::size_t i = 0; i < count; ++i)
        cluster.brokers.push_back(brokerOf(nodes[i]));
    cluster.operations = operationsOf(result);
    const rd_kafka_Node_t* controller = rd_kafka_DescribeCluster_result_controller(result);
    cluster.kraft =
        controller == nullptr || inKRaftMode(client, rd_kafka_Node_id(controller), deadline);
    if (!cluster.kraft)
        cluster.controller = rd_kafka_Node_id(controller);
    else if (plaintext)
        cluster.controller = findController(cluster.brokers, deadline);
    return cluster;
}

Result<ClusterMetadata> clusterMetadata(rd_kafka_t* client, bool topics, Deadline deadline) {
    const rd_kafka_metadata_t* raw = nullptr;
    const auto code =
        rd_kafka_metadata(client, topics ? 1 : 0, nullptr, &raw, millisLeft(deadline));
    const MetadataHandle found(raw);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return kafkaError(code, "Kafka's brokers can't be reached");
    ClusterMetadata metadata;
    for (int i = 0; i < found->broker_cnt; ++i) {
        const auto& broker = found->brokers[i];
        metadata.brokers.push_back({.id = broker.id,
                                    .host = broker.host,
                                    .port = static_cast<std::uint16_t>(broker.port),
                                    .rack = {}});
    }
    for (int i = 0; i < found->topic_cnt; ++i)
        metadata.topics.push_back(topicOf(found->topics[i]));
    std::sort(metadata.brokers.begin(), metadata.brokers.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    std::sort(metadata.topics.begin(), metadata.topics.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return metadata;
}

Result<std::vector<TopicSample>>
describeTopics(rd_kafka_t* client, const std::vector<std::string>& names, Deadline deadline) {
    std::vector<const char*> wanted;
    for (const auto& name : names)
        wanted.push_back(name.c_str());
    const TopicCollectionHandle collection(
        rd_kafka_TopicCollection_of_topic_names(wanted.data(), wanted.size()));
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_DESCRIBETOPICS,
                         .answer = RD_KAFKA_EVENT_DESCRIBETOPICS_RESULT,
                         .issue = [&](auto* options, auto* queue) {
                             rd_kafka_DescribeTopics(client, collection.get(), options, queue);
                         }};
    auto event = runRequest(client, std::move(request), deadline);
    if (!event)
        return event.error();
    std::size_t count = 0;
    const auto* found = rd_kafka_DescribeTopics_result_topics(
        rd_kafka_event_DescribeTopics_result(event->get()), &count);
    std::vector<TopicSample> topics;
    for (std::size_t i = 0; i < count; ++i)
        topics.push_back(topicOf(found[i]));
    return topics;
}

Result<std::vector<ConfigEntry>> describeConfig(rd_kafka_t* client, rd_kafka_ResourceType_t type,
                                                const std::string& name, Deadline deadline) {
    auto all = describeConfigs(client, type, {name}, deadline);
    if (!all)
        return all.error();
    return std::move(all->at(0));
}

Result<std::vector<Result<std::vector<ConfigEntry>>>>
describeConfigs(rd_kafka_t* client, rd_kafka_ResourceType_t type,
                const std::vector<std::string>& names, Deadline deadline) {
    std::vector<ConfigResourceHandle> resources;
    std::vector<rd_kafka_ConfigResource_t*> asked;
    for (const auto& name : names) {
        resources.emplace_back(rd_kafka_ConfigResource_new(type, name.c_str()));
        asked.push_back(resources.back().get());
    }
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS,
                         .answer = RD_KAFKA_EVENT_DESCRIBECONFIGS_RESULT,
                         .issue = [&](auto* options, auto* queue) {
                             rd_kafka_DescribeConfigs(client, asked.data(), asked.size(), options,
                                                      queue);
                         }};
    auto event = runRequest(client, std::move(request), deadline);
    if (!event)
        return event.error();
    std::size_t count = 0;
    const auto* found = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(event->get()), &count);
    std::vector<Result<std::vector<ConfigEntry>>> all;
    for (const auto& name : names)
        all.push_back(entriesOf(found, count, name));
    return all;
}

} // namespace vigia::backend::kafka
