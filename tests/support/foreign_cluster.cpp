#include "tests/support/foreign_cluster.h"

#include "backend/kafka/admin.h"
#include "backend/kafka/admin_calls.h"
#include "backend/kafka/client.h"
#include "core/base/text.h"

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <memory>

#include <fmt/format.h>

namespace vigia::tests {
namespace {

using namespace backend::kafka;
using core::Destroy;

constexpr std::chrono::seconds kPatience{60};

/// The value, or the end of the test.
template <class T> T sure(core::Result<T> result, const char* what) {
    if (!result)
        qFatal("%s: %s", what, result.error().message.c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

std::unique_ptr<Admin> adminOf(const ClientConfig& client) {
    return sure(Admin::create(client, kPatience), "client");
}

void addTopics(Admin& admin, std::vector<std::string>& facts, std::vector<PartitionRef>& all) {
    std::vector<std::string> names;
    for (const auto& topic : sure(admin.listTopics(), "topics"))
        names.push_back(topic.name);
    for (const auto& topic : sure(admin.describeTopics(names), "topics")) {
        facts.push_back(
            fmt::format("topic {} {} {}", topic.name, topic.topicId, topic.partitions.size()));
        for (const auto& partition : topic.partitions)
            all.push_back({topic.name, partition.partition, partition.leader});
        for (const auto& entry : sure(admin.topicConfig(topic.name), "configuration"))
            facts.push_back(fmt::format("topic {} {}={} {}", topic.name, entry.name,
                                        entry.value.value_or("?"), entry.source));
    }
}

void addGroups(Admin& admin, std::vector<std::string>& facts) {
    std::vector<std::string> names;
    for (const auto& group : sure(admin.listGroups(), "groups"))
        names.push_back(group.name);
    for (const auto& group : sure(admin.describeGroups(names), "groups"))
        facts.push_back(
            fmt::format("group {} {} {} members", group.name, group.state, group.members.size()));
    for (const auto& name : names) {
        for (const auto& commit : sure(admin.committed(name), "commits"))
            facts.push_back(fmt::format("commit {} {}/{} {}", name, commit.topic, commit.partition,
                                        commit.committed.value_or(-1)));
    }
}

void addEnds(Admin& admin, std::vector<std::string>& facts, const std::vector<PartitionRef>& all) {
    for (const auto kind : {OffsetKind::LogStart, OffsetKind::HighWatermark}) {
        for (const auto& row : admin.offsets(all, kind))
            facts.push_back(fmt::format("{} {}/{} {}{}",
                                        kind == OffsetKind::LogStart ? "start" : "end", row.topic,
                                        row.partition, row.offset.value_or(-1), row.error));
    }
}

void addAcls(const ClientConfig& config, std::vector<std::string>& facts) {
    using Filter = std::unique_ptr<rd_kafka_AclBinding_t, Destroy<&rd_kafka_AclBinding_destroy>>;
    ClientContext context;
    const auto client = sure(makeAdminClient(config, context), "client");
    char reason[512];
    const Filter filter(rd_kafka_AclBindingFilter_new(
        RD_KAFKA_RESOURCE_ANY, nullptr, RD_KAFKA_RESOURCE_PATTERN_ANY, nullptr, nullptr,
        RD_KAFKA_ACL_OPERATION_ANY, RD_KAFKA_ACL_PERMISSION_TYPE_ANY, reason, sizeof(reason)));
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_DESCRIBEACLS,
                         .answer = RD_KAFKA_EVENT_DESCRIBEACLS_RESULT};
    request.issue = [&](auto* options, auto* queue) {
        rd_kafka_DescribeAcls(client.get(), filter.get(), options, queue);
    };
    const auto answer = sure(
        runRequest(client.get(), std::move(request), std::chrono::steady_clock::now() + kPatience),
        "ACLs");
    std::size_t count = 0;
    const auto* const* acls =
        rd_kafka_DescribeAcls_result_acls(rd_kafka_event_DescribeAcls_result(answer.get()), &count);
    for (std::size_t i = 0; i < count; ++i)
        facts.push_back(
            fmt::format("acl {} {} {} {}", rd_kafka_AclBinding_principal(acls[i]),
                        rd_kafka_AclBinding_name(acls[i]),
                        rd_kafka_AclOperation_name(rd_kafka_AclBinding_operation(acls[i])),
                        rd_kafka_AclBinding_host(acls[i])));
}

} // namespace

ForeignCluster::ForeignCluster(std::string servers) {
    m_client.servers = std::move(servers);
}

void ForeignCluster::createTopic(const std::string& name, int partitions) {
    const auto admin = adminOf(m_client);
    const auto created =
        admin->createTopic({.name = name, .partitions = partitions, .replicationFactor = 1});
    if (!created)
        qFatal("topic %s: %s", name.c_str(), created.error().message.c_str());
}

void ForeignCluster::deleteTopic(const std::string& name) {
    const auto deleted = adminOf(m_client)->deleteTopic(name);
    if (!deleted)
        qFatal("topic %s: %s", name.c_str(), deleted.error().message.c_str());
}

void ForeignCluster::fill(const std::string& topic, std::int32_t partition, int count) {
    ClientContext context;
    auto conf = sure(makeConf(m_client, {}, context), "producer");
    const auto client = sure(makeClient(RD_KAFKA_PRODUCER, std::move(conf)), "producer");
    const TopicHandle handle(rd_kafka_topic_new(client.get(), topic.c_str(), nullptr));
    std::string value = "a record of somebody else";
    for (int i = 0; i < count; ++i)
        rd_kafka_produce(handle.get(), partition, RD_KAFKA_MSG_F_COPY, value.data(), value.size(),
                         nullptr, 0, nullptr);
    if (rd_kafka_flush(client.get(), 60'000) != RD_KAFKA_RESP_ERR_NO_ERROR)
        qFatal("%s was not filled", topic.c_str());
}

void ForeignCluster::commit(const std::string& group, const std::string& topic,
                            std::int32_t partition, std::int64_t offset) {
    ClientContext context;
    auto conf = sure(
        makeConf(m_client,
                 {.defaults = {}, .fixed = {{"group.id", group}, {"enable.auto.commit", "false"}}},
                 context),
        "consumer");
    const auto client = sure(makeClient(RD_KAFKA_CONSUMER, std::move(conf)), "consumer");
    const PartitionList list = newPartitionList(1);
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
    auto code = RD_KAFKA_RESP_ERR_UNKNOWN;
    const auto deadline = std::chrono::steady_clock::now() + kPatience; // its coordinator may start
    while (code != RD_KAFKA_RESP_ERR_NO_ERROR && std::chrono::steady_clock::now() < deadline)
        code = rd_kafka_commit(client.get(), list.get(), 0);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        qFatal("no commit of %s: %s", group.c_str(), rd_kafka_err2str(code));
}

void ForeignCluster::allowTopic(const std::string& principal, const std::string& topic,
                                int operation) {
    allow(principal, RD_KAFKA_RESOURCE_TOPIC, topic, operation);
}

void ForeignCluster::allowGroup(const std::string& principal, const std::string& group,
                                int operation) {
    allow(principal, RD_KAFKA_RESOURCE_GROUP, group, operation);
}

void ForeignCluster::allow(const std::string& principal, int kind, const std::string& name,
                           int operation) {
    using Binding = std::unique_ptr<rd_kafka_AclBinding_t, Destroy<&rd_kafka_AclBinding_destroy>>;
    ClientContext context;
    const auto client = sure(makeAdminClient(m_client, context), "client");
    char reason[512];
    const Binding binding(rd_kafka_AclBinding_new(
        static_cast<rd_kafka_ResourceType_t>(kind), name.c_str(), RD_KAFKA_RESOURCE_PATTERN_LITERAL,
        principal.c_str(), "*", static_cast<rd_kafka_AclOperation_t>(operation),
        RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, reason, sizeof(reason)));
    rd_kafka_AclBinding_t* one = binding.get();
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_CREATEACLS,
                         .answer = RD_KAFKA_EVENT_CREATEACLS_RESULT};
    request.issue = [&](auto* options, auto* queue) {
        rd_kafka_CreateAcls(client.get(), &one, 1, options, queue);
    };
    sure(runRequest(client.get(), std::move(request), std::chrono::steady_clock::now() + kPatience),
         "ACL");
}

std::string ForeignCluster::state() {
    const auto admin = adminOf(m_client);
    std::vector<std::string> facts;
    std::vector<PartitionRef> all;
    addTopics(*admin, facts, all);
    addGroups(*admin, facts);
    addEnds(*admin, facts, all);
    addAcls(m_client, facts);
    for (const auto& broker : sure(admin->brokers(), "brokers")) {
        for (const auto& entry : sure(admin->brokerConfig(broker.id), "configuration"))
            facts.push_back(fmt::format("broker {} {}={} {}", broker.id, entry.name,
                                        entry.value.value_or("?"), entry.source));
    }
    std::sort(facts.begin(), facts.end());
    return fmt::format("{}\n", fmt::join(facts, "\n"));
}

void showComparison(const std::string& before, const std::string& after) {
    if (!qEnvironmentVariableIsSet("VIGIA_TEST_SHOW"))
        return;
    const std::string first(core::trimmed(before)), second(core::trimmed(after));
    const auto was = core::split(first, '\n');
    const auto is = core::split(second, '\n');
    std::vector<std::string_view> gone, come;
    std::set_difference(was.begin(), was.end(), is.begin(), is.end(), std::back_inserter(gone));
    std::set_difference(is.begin(), is.end(), was.begin(), was.end(), std::back_inserter(come));
    std::size_t settings = 0;
    for (const auto fact : was) {
        if (fact.find('=') != std::string_view::npos)
            ++settings;
        else
            fmt::print("  {}\n", fact);
    }
    for (const auto fact : gone)
        fmt::print("- {}\n", fact);
    for (const auto fact : come)
        fmt::print("+ {}\n", fact);
    fmt::print("{} facts before, {} after ({} of them settings): {} gone, {} new\n", was.size(),
               is.size(), settings, gone.size(), come.size());
    std::fflush(stdout);
}

} // namespace vigia::tests
