#include "tests/backend/kafka/played_cluster.h"

#include <QtGlobal>

namespace vigia::tests {

PlayedCluster::PlayedCluster() {
    auto made = backend::kafka::makeAdminClient(
        {.servers = "127.0.0.1:1", .properties = {{"test.mock.num.brokers", "3"}}}, context);
    if (!made)
        qFatal("%s", made.error().message.c_str());
    client = std::move(*made);
    cluster = rd_kafka_handle_mock_cluster(client.get());
}

} // namespace vigia::tests
