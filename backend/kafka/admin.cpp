#include "backend/kafka/admin.h"

#include "backend/kafka/admin_calls.h"
#include "backend/kafka/quorum_leader.h"

#include <fmt/format.h>

#include <array>

namespace vigia::backend::kafka {
namespace {

using core::Result;
using core::ops::CommitSample;
using core::ops::GroupSample;
using core::ops::TopicSample;

Result<void> firstTopicError(const rd_kafka_topic_result_t* const* results, std::size_t count,
                             const std::string& what) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto code = rd_kafka_topic_result_error(results[i]);
        if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
            return kafkaError(code, what, rd_kafka_topic_result_error_string(results[i]));
    }
    return {};
}

Result<NewTopicHandle> newTopicOf(const NewTopic& topic) {
    std::array<char, 256> reason{};
    NewTopicHandle handle(rd_kafka_NewTopic_new(topic.name.c_str(), topic.partitions,
                                                topic.replicationFactor, reason.data(),
                                                reason.size()));
    if (!handle)
        return kafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG,
                          fmt::format("Topic {} can't be created", topic.name), reason.data());
    for (const auto& [name, value] : topic.configs)
        rd_kafka_NewTopic_set_config(handle.get(), name.c_str(), value.c_str());
    return handle;
}

} // namespace

struct Admin::Impl {
    ClientContext context;
    std::chrono::milliseconds timeout;
    bool plaintext = false;
    core::Result<void> writing; ///< whether changes are allowed
    ClientHandle client;

    [[nodiscard]] Deadline deadline() const { return std::chrono::steady_clock::now() + timeout; }
};

Result<std::unique_ptr<Admin>> Admin::create(ClientConfig config,
                                             std::chrono::milliseconds timeout) {
    auto impl = std::make_unique<Impl>();
    impl->timeout = timeout;
    impl->plaintext = isPlaintext(config);
    impl->writing = checkWriting(config);
    auto client = makeAdminClient(config, impl->context);
    if (!client)
        return client.error();
    impl->client = std::move(*client);
    return std::unique_ptr<Admin>(new Admin(std::move(impl)));
}

Admin::Admin(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Admin::~Admin() = default;

Result<ClusterDescription> Admin::describeCluster() {
    return kafka::describeCluster(m_impl->client.get(), m_impl->plaintext, m_impl->deadline());
}

Result<ClusterMetadata> Admin::metadata() {
    return clusterMetadata(m_impl->client.get(), true, m_impl->deadline());
}

Result<std::vector<core::ops::BrokerSample>> Admin::brokers() {
    auto found = clusterMetadata(m_impl->client.get(), false, m_impl->deadline());
    if (!found)
        return found.error();
    return std::move(found->brokers);
}

Result<std::vector<TopicSample>> Admin::listTopics() {
    auto found = metadata();
    if (!found)
        return found.error();
    return std::move(found->topics);
}

Result<std::vector<TopicSample>> Admin::describeTopics(const std::vector<std::string>& names) {
    return kafka::describeTopics(m_impl->client.get(), names, m_impl->deadline());
}

Result<void> Admin::createTopic(const NewTopic& topic) {
    if (!m_impl->writing)
        return m_impl->writing;
    auto handle = newTopicOf(topic);
    if (!handle)
        return handle.error();
    rd_kafka_NewTopic_t* one = handle->get();
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_CREATETOPICS,
                         .answer = RD_KAFKA_EVENT_CREATETOPICS_RESULT};
    request.issue = [&](auto* options, auto* queue) {
        rd_kafka_CreateTopics(m_impl->client.get(), &one, 1, options, queue);
    };
    auto event = runRequest(m_impl->client.get(), std::move(request), m_impl->deadline());
    if (!event)
        return event.error();
    std::size_t count = 0;
    const auto* results = rd_kafka_CreateTopics_result_topics(
        rd_kafka_event_CreateTopics_result(event->get()), &count);
    return firstTopicError(results, count, fmt::format("Topic {} can't be created", topic.name));
}

Result<void> Admin::deleteTopic(const std::string& name) {
    if (!m_impl->writing)
        return m_impl->writing;
    const DeleteTopicHandle handle(rd_kafka_DeleteTopic_new(name.c_str()));
    rd_kafka_DeleteTopic_t* one = handle.get();
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_DELETETOPICS,
                         .answer = RD_KAFKA_EVENT_DELETETOPICS_RESULT};
    request.issue = [&](auto* options, auto* queue) {
        rd_kafka_DeleteTopics(m_impl->client.get(), &one, 1, options, queue);
    };
    auto event = runRequest(m_impl->client.get(), std::move(request), m_impl->deadline());
    if (!event)
        return event.error();
    std::size_t count = 0;
    const auto* results = rd_kafka_DeleteTopics_result_topics(
        rd_kafka_event_DeleteTopics_result(event->get()), &count);
    return firstTopicError(results, count, fmt::format("Topic {} can't be deleted", name));
}

Result<void> Admin::addPartitions(const std::string& topic, int newTotal) {
    if (!m_impl->writing)
        return m_impl->writing;
    std::array<char, 256> reason{};
    using Handle =
        std::unique_ptr<rd_kafka_NewPartitions_t, Destroy<&rd_kafka_NewPartitions_destroy>>;
    const Handle handle(rd_kafka_NewPartitions_new(
        topic.c_str(), static_cast<std::size_t>(newTotal), reason.data(), reason.size()));
    if (!handle)
        return kafkaError(RD_KAFKA_RESP_ERR__INVALID_ARG, fmt::format("Topic {} can't grow", topic),
                          reason.data());
    rd_kafka_NewPartitions_t* one = handle.get();
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_CREATEPARTITIONS,
                         .answer = RD_KAFKA_EVENT_CREATEPARTITIONS_RESULT};
    request.issue = [&](auto* options, auto* queue) {
        rd_kafka_CreatePartitions(m_impl->client.get(), &one, 1, options, queue);
    };
    auto event = runRequest(m_impl->client.get(), std::move(request), m_impl->deadline());
    if (!event)
        return event.error();
    std::size_t count = 0;
    const auto* results = rd_kafka_CreatePartitions_result_topics(
        rd_kafka_event_CreatePartitions_result(event->get()), &count);
    return firstTopicError(results, count, fmt::format("Topic {} can't grow", topic));
}

Result<std::vector<ConfigEntry>> Admin::topicConfig(const std::string& topic) {
    return describeConfig(m_impl->client.get(), RD_KAFKA_RESOURCE_TOPIC, topic, m_impl->deadline());
}

Result<std::vector<Result<std::vector<ConfigEntry>>>>
Admin::topicConfigs(const std::vector<std::string>& topics) {
    return describeConfigs(m_impl->client.get(), RD_KAFKA_RESOURCE_TOPIC, topics,
                           m_impl->deadline());
}

Result<std::vector<ConfigEntry>> Admin::brokerConfig(std::int32_t broker) {
    return describeConfig(m_impl->client.get(), RD_KAFKA_RESOURCE_BROKER, std::to_string(broker),
                          m_impl->deadline());
}

Result<std::vector<GroupListing>> Admin::listGroups() {
    return kafka::listGroups(m_impl->client.get(), m_impl->deadline());
}

Result<std::vector<GroupSample>> Admin::describeGroups(const std::vector<std::string>& names) {
    return kafka::describeGroups(m_impl->client.get(), names, m_impl->deadline());
}

Result<std::vector<CommitSample>> Admin::committed(const std::string& group) {
    Result<std::vector<CommitSample>> answer = std::vector<CommitSample>{};
    std::vector<AdminRequest> requests;
    requests.push_back(commitsRequest(m_impl->client.get(), group,
                                      [&](auto commits) { answer = std::move(commits); }));
    runRequests(m_impl->client.get(), requests, 1, m_impl->deadline());
    return answer;
}

Result<void> Admin::deleteGroup(const std::string& group) {
    if (!m_impl->writing)
        return m_impl->writing;
    using Handle = std::unique_ptr<rd_kafka_DeleteGroup_t, Destroy<&rd_kafka_DeleteGroup_destroy>>;
    const Handle handle(rd_kafka_DeleteGroup_new(group.c_str()));
    rd_kafka_DeleteGroup_t* one = handle.get();
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_DELETEGROUPS,
                         .answer = RD_KAFKA_EVENT_DELETEGROUPS_RESULT};
    request.issue = [&](auto* options, auto* queue) {
        rd_kafka_DeleteGroups(m_impl->client.get(), &one, 1, options, queue);
    };
    auto event = runRequest(m_impl->client.get(), std::move(request), m_impl->deadline());
    if (!event)
        return event.error();
    std::size_t count = 0;
    const auto* results = rd_kafka_DeleteGroups_result_groups(
        rd_kafka_event_DeleteGroups_result(event->get()), &count);
    if (count > 0 && rd_kafka_group_result_error(results[0]) != nullptr)
        return kafkaError(rd_kafka_group_result_error(results[0]),
                          fmt::format("Group {} can't be deleted", group));
    return {};
}

std::vector<PartitionOffset> Admin::offsets(const std::vector<PartitionRef>& partitions,
                                            OffsetKind kind) {
    return listOffsets(m_impl->client.get(), partitions, kind, {}, m_impl->deadline());
}

} // namespace vigia::backend::kafka
