#pragma once

#include "backend/kafka/admin_calls.h"

#include <librdkafka/rdkafka_mock.h>

namespace vigia::tests {

/// An admin client on the three brokers that librdkafka plays itself.
struct PlayedCluster {
    PlayedCluster();

    backend::kafka::ClientContext context;
    backend::kafka::ClientHandle client;
    rd_kafka_mock_cluster_t* cluster = nullptr; ///< owned by the client
};

} // namespace vigia::tests
