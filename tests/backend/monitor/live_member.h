#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace vigia::tests {

/// A member of a consumer group that owns what it is given, reads nothing on its own and commits
/// what it is told.
class LiveMember {
public:
    LiveMember(const std::string& group, const std::string& topic);
    ~LiveMember();
    LiveMember(const LiveMember&) = delete;
    LiveMember& operator=(const LiveMember&) = delete;

    /// Waits until it owns partitions.
    bool joined();
    bool commit(const std::string& topic, std::int32_t partition, std::int64_t offset);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Sends `count` records to partition 0, each in a transaction of its own, so that a marker follows
/// each. Ends the process with a sentence when Kafka refuses.
void sendTransactions(const std::string& topic, int count);

} // namespace vigia::tests
