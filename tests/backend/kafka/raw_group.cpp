#include "tests/backend/kafka/raw_group.h"

#include "backend/kafka/admin_calls.h"
#include "tests/backend/kafka/kafka_fixture.h"

#include <QTest>

namespace vigia::tests {

using namespace backend::kafka;

void commitAs(const std::string& group, const std::string& topic, std::int32_t partition,
              std::int64_t offset) {
    ClientContext context;
    auto conf = makeConf(
        testClient(),
        {.defaults = {}, .fixed = {{"group.id", group}, {"enable.auto.commit", "false"}}}, context);
    const auto client = makeClient(RD_KAFKA_CONSUMER, std::move(*conf));
    const PartitionList list = newPartitionList(1);
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
    rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR_UNKNOWN;
    eventually([&] {
        code = rd_kafka_commit(client->get(), list.get(), 0);
        return code == RD_KAFKA_RESP_ERR_NO_ERROR;
    });
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        qFatal("no commit for %s: %s", group.c_str(), rd_kafka_err2str(code));
}

void deleteRecordsBefore(const std::string& topic, std::int32_t partition, std::int64_t offset) {
    using Handle =
        std::unique_ptr<rd_kafka_DeleteRecords_t, Destroy<&rd_kafka_DeleteRecords_destroy>>;
    ClientContext context;
    const auto client = makeAdminClient(testClient(), context);
    const PartitionList list = newPartitionList(1);
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), partition)->offset = offset;
    const Handle handle(rd_kafka_DeleteRecords_new(list.get()));
    rd_kafka_DeleteRecords_t* one = handle.get();
    AdminRequest request{.operation = RD_KAFKA_ADMIN_OP_DELETERECORDS,
                         .answer = RD_KAFKA_EVENT_DELETERECORDS_RESULT};
    request.issue = [&](auto* options, auto* queue) {
        rd_kafka_DeleteRecords(client->get(), &one, 1, options, queue);
    };
    const auto done = runRequest(client->get(), std::move(request),
                                 std::chrono::steady_clock::now() + std::chrono::seconds(20));
    if (!done)
        qFatal("%s", done.error().message.c_str());
}

} // namespace vigia::tests
