#include "tests/backend/kafka/raw_group.h"

#include "backend/kafka/client.h"
#include "tests/backend/kafka/kafka_fixture.h"

#include <QTest>

namespace vigia::tests {

using namespace backend::kafka;

void commitAs(const std::string& group, const std::string& topic, std::int32_t partition, std::int64_t offset) {
    ClientContext context;
    auto conf = makeConf(testClient(), {.defaults = {}, .fixed = {{"group.id", group}, {"enable.auto.commit", "false"}}}, context);
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

} // namespace vigia::tests
