#pragma once

#include <cstdint>
#include <string>

namespace vigia::tests {

/// Commits an offset for a group from outside it, as `kafka-consumer-groups --reset-offsets` does.
void commitAs(const std::string& group, const std::string& topic, std::int32_t partition,
              std::int64_t offset);
/// Moves the log start, as retention does.
void deleteRecordsBefore(const std::string& topic, std::int32_t partition, std::int64_t offset);

} // namespace vigia::tests
