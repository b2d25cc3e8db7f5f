#include "backend/kafka/admin_calls.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::backend::kafka {
namespace {

using core::Result;
using core::ops::CommitSample;
using core::ops::GroupSample;
using core::ops::MemberSample;

std::string textOf(const char* text) {
    return text == nullptr ? std::string() : std::string(text);
}

MemberSample memberOf(const rd_kafka_MemberDescription_t* found) {
    MemberSample member{.memberId = textOf(rd_kafka_MemberDescription_consumer_id(found)),
                        .clientId = textOf(rd_kafka_MemberDescription_client_id(found)),
                        .host = textOf(rd_kafka_MemberDescription_host(found)),
                        .groupInstanceId =
                            textOf(rd_kafka_MemberDescription_group_instance_id(found)),
                        .assigned = {}};
    const auto* assignment = rd_kafka_MemberDescription_assignment(found);
    const auto* partitions =
        assignment == nullptr ? nullptr : rd_kafka_MemberAssignment_partitions(assignment);
    for (int i = 0; partitions != nullptr && i < partitions->cnt; ++i)
        member.assigned.emplace_back(partitions->elems[i].topic, partitions->elems[i].partition);
    return member;
}

GroupSample groupOf(const rd_kafka_ConsumerGroupDescription_t* found) {
    GroupSample group;
    group.name = textOf(rd_kafka_ConsumerGroupDescription_group_id(found));
    const rd_kafka_error_t* error = rd_kafka_ConsumerGroupDescription_error(found);
    if (error != nullptr && rd_kafka_error_code(error) != RD_KAFKA_RESP_ERR_NO_ERROR) {
        group.error = rd_kafka_error_string(error);
        return group;
    }
    group.state =
        rd_kafka_consumer_group_state_name(rd_kafka_ConsumerGroupDescription_state(found));
    group.protocol = textOf(rd_kafka_ConsumerGroupDescription_partition_assignor(found));
    if (const auto* coordinator = rd_kafka_ConsumerGroupDescription_coordinator(found);
        coordinator != nullptr)
        group.coordinator = rd_kafka_Node_id(coordinator);
    const std::size_t members = rd_kafka_ConsumerGroupDescription_member_count(found);
    for (std::size_t i = 0; i < members; ++i)
        group.members.push_back(memberOf(rd_kafka_ConsumerGroupDescription_member(found, i)));
    return group;
}

CommitSample commitOf(const rd_kafka_topic_partition_t& found) {
    CommitSample commit{
        .topic = found.topic, .partition = found.partition, .committed = {}, .error = {}};
    if (found.err != RD_KAFKA_RESP_ERR_NO_ERROR)
        commit.error = rd_kafka_err2str(found.err);
    else if (found.offset >= 0)
        commit.committed = found.offset;
    return commit;
}

Result<std::vector<CommitSample>> commitsOf(rd_kafka_event_t* event, const std::string& group) {
    std::size_t count = 0;
    const auto* groups = rd_kafka_ListConsumerGroupOffsets_result_groups(
        rd_kafka_event_ListConsumerGroupOffsets_result(event), &count);
    if (count == 0)
        return kafkaError(RD_KAFKA_RESP_ERR_GROUP_ID_NOT_FOUND, fmt::format("Group {}", group));
    if (const auto* error = rd_kafka_group_result_error(groups[0]); error != nullptr)
        return kafkaError(error, fmt::format("The commits of group {} can't be read",
                                             core::escapedForDisplay(group, 200)));
    const auto* partitions = rd_kafka_group_result_partitions(groups[0]);
    std::vector<CommitSample> commits;
    for (int i = 0; partitions != nullptr && i < partitions->cnt; ++i)
        commits.push_back(commitOf(partitions->elems[i]));
    return commits;
}

/// Brokers that could not list theirs are rows without a name; a failure when none could.
Result<std::vector<GroupListing>> withListErrors(const rd_kafka_ListConsumerGroups_result_t* result,
                                                 std::vector<GroupListing> groups) {
    std::size_t count = 0;
    const auto* errors = rd_kafka_ListConsumerGroups_result_errors(result, &count);
    if (groups.empty() && count > 0)
        return kafkaError(errors[0], "The groups can't be listed");
    for (std::size_t i = 0; i < count; ++i)
        groups.push_back({.name = "", .state = "", .error = rd_kafka_error_string(errors[i])});
    return groups;
}

} // namespace

Result<std::vector<GroupListing>> listGroups(rd_kafka_t* client, Deadline deadline) {
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPS,
                         .answer = RD_KAFKA_EVENT_LISTCONSUMERGROUPS_RESULT,
                         .issue = [client](auto* options, auto* queue) {
                             rd_kafka_ListConsumerGroups(client, options, queue);
                         }};
    auto event = runRequest(client, std::move(request), deadline);
    if (!event)
        return event.error();
    const auto* result = rd_kafka_event_ListConsumerGroups_result(event->get());
    std::size_t count = 0;
    const auto* found = rd_kafka_ListConsumerGroups_result_valid(result, &count);
    std::vector<GroupListing> groups;
    for (std::size_t i = 0; i < count; ++i)
        groups.push_back({.name = textOf(rd_kafka_ConsumerGroupListing_group_id(found[i])),
                          .state = rd_kafka_consumer_group_state_name(
                              rd_kafka_ConsumerGroupListing_state(found[i])),
                          .error = {}});
    return withListErrors(result, std::move(groups));
}

Result<std::vector<GroupSample>>
describeGroups(rd_kafka_t* client, const std::vector<std::string>& names, Deadline deadline) {
    std::vector<const char*> wanted;
    for (const auto& name : names)
        wanted.push_back(name.c_str());
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS,
                         .answer = RD_KAFKA_EVENT_DESCRIBECONSUMERGROUPS_RESULT,
                         .issue = [&](auto* options, auto* queue) {
                             rd_kafka_DescribeConsumerGroups(client, wanted.data(), wanted.size(),
                                                             options, queue);
                         }};
    auto event = runRequest(client, std::move(request), deadline);
    if (!event)
        return event.error();
    std::size_t count = 0;
    const auto* found = rd_kafka_DescribeConsumerGroups_result_groups(
        rd_kafka_event_DescribeConsumerGroups_result(event->get()), &count);
    std::vector<GroupSample> groups;
    for (std::size_t i = 0; i < count; ++i)
        groups.push_back(groupOf(found[i]));
    return groups;
}

AdminRequest commitsRequest(rd_kafka_t* client, std::string group, CommitsDone done) {
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS,
                         .answer = RD_KAFKA_EVENT_LISTCONSUMERGROUPOFFSETS_RESULT};
    request.issue = [client, group](const rd_kafka_AdminOptions_t* options,
                                    rd_kafka_queue_t* queue) {
        const GroupOffsetsHandle asked(
            rd_kafka_ListConsumerGroupOffsets_new(group.c_str(), nullptr));
        rd_kafka_ListConsumerGroupOffsets_t* one = asked.get();
        rd_kafka_ListConsumerGroupOffsets(client, &one, 1, options, queue);
    };
    request.done = [group, done = std::move(done)](Result<rd_kafka_event_t*> event) {
        if (event)
            done(commitsOf(*event, group));
        else
            done(event.error());
    };
    return request;
}

} // namespace vigia::backend::kafka
