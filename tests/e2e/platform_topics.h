#pragma once

#include "backend/kafka/admin.h"
#include "tests/support/test_stack.h"

#include <string>

namespace vigia::tests {

/// Deletes the topics that roles with this prefix made; false when Kafka can't be asked.
inline bool deletePlatformTopics(const std::string& prefix) {
    auto admin = backend::kafka::Admin::create({.servers = testStack().kafka});
    if (!admin)
        return false;
    for (const auto* topic :
         {"high-priority-updates", "virtual-stock-updates", "critical-stock-events",
          "stock-audit-logs", "stock-retry-topic", "stock-dead-letter-topic", "branch-stock-events",
          "logs-dead-letter-topic", "ecommerce-dead-letter-topic"})
        static_cast<void>((*admin)->deleteTopic(prefix + topic));
    return true;
}

} // namespace vigia::tests
