#pragma once

#include "backend/kafka/client_config.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace vigia::tests {

/// Somebody else's cluster, as a test fills it and records its state. Calls end the test with a
/// sentence where the cluster refuses.
class ForeignCluster {
public:
    explicit ForeignCluster(std::string servers);

    void createTopic(const std::string& name, int partitions);
    void deleteTopic(const std::string& name);
    /// `count` records to one partition; waits until all are acknowledged.
    void fill(const std::string& topic, std::int32_t partition, int count);
    void commit(const std::string& group, const std::string& topic, std::int32_t partition,
                std::int64_t offset);
    /// Lets `principal` do `operation` (`rd_kafka_AclOperation_t`) on a topic or a group.
    void allowTopic(const std::string& principal, const std::string& topic, int operation);
    void allowGroup(const std::string& principal, const std::string& group, int operation);

    /// Topics with their ids and partitions, configurations of topics and brokers, ACLs, groups
    /// with state and members, committed offsets, both ends of every log: one line a fact, sorted.
    [[nodiscard]] std::string state();

private:
    void allow(const std::string& principal, int kind, const std::string& name, int operation);

    backend::kafka::ClientConfig m_client;
};

/// With VIGIA_TEST_SHOW set: prints both states as a comparison, what differs and what all of it
/// was (the many settings of the brokers only counted).
void showComparison(const std::string& before, const std::string& after);

} // namespace vigia::tests
