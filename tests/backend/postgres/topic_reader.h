#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vigia::tests {

struct ReadRecord {
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::string eventId;
    std::string key;
    std::string value;
};

/// Everything that is in the topic now, each partition in the order of its log.
std::vector<ReadRecord> readTopic(const std::string& topic, int partitions);

} // namespace vigia::tests
