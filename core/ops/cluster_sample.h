#pragma once

#include "core/base/clock.h"
#include "core/ops/missing_right.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigia::core::ops {

/// What one look at a cluster found. Absent values are unknown, never zero. Made by
/// `backend/kafka`'s sampler, immutable afterwards.
struct BrokerSample {
    std::int32_t id = -1;
    std::string host;
    std::uint16_t port = 0;
    std::string rack;
    bool reachable = true; ///< listed by the metadata; a broker seen before and missing now is kept
                           ///< as not reachable
};

struct PartitionSample {
    std::int32_t partition = 0;
    std::int32_t leader = -1; ///< −1: offline
    std::vector<std::int32_t> replicas;
    std::vector<std::int32_t> inSync;
    std::optional<std::int64_t> logStart;
    std::optional<std::int64_t> highWatermark;
    std::optional<std::int64_t> lastStableOffset;
    std::optional<std::int64_t> sizeBytes; ///< of the leader's log, where known (local stack)
};

struct TopicSample {
    std::string name;
    std::string topicId; ///< empty when the broker doesn't say
    bool internal = false;
    std::string error; ///< why its partitions are unknown; empty when known
    std::vector<PartitionSample> partitions;

    /// Every partition has a leader.
    [[nodiscard]] bool isLed() const {
        return std::all_of(partitions.begin(), partitions.end(),
                           [](const PartitionSample& partition) { return partition.leader >= 0; });
    }
};

struct MemberSample {
    std::string memberId;
    std::string clientId;
    std::string host;
    std::string groupInstanceId;
    std::vector<std::pair<std::string, std::int32_t>> assigned; ///< topic, partition
};

struct CommitSample {
    std::string topic;
    std::int32_t partition = 0;
    std::optional<std::int64_t> committed; ///< absent: no commit
    std::string error;
};

struct GroupSample {
    std::string name;
    std::string state; ///< `Stable`, `Empty`, `PreparingRebalance`, …; empty when unknown
    std::string protocol;
    std::int32_t coordinator = -1;
    std::string error;
    std::vector<MemberSample> members;
    std::vector<CommitSample> commits;
    UtcTime commitsAt{}; ///< when the commits were read (before the ends: lag.md 1)
    UtcTime membersAt{};
};

struct ClusterSample {
    std::string cluster; ///< the name it has in the configuration (`local`)
    std::string clusterId;
    std::string kafkaVersion; ///< "" when unknown
    UtcTime startedAt{};
    UtcTime endsAt{}; ///< when the ends were read
    UtcTime finishedAt{};
    std::int32_t controller = -1;
    std::string error; ///< the whole look failed: why
    std::vector<BrokerSample> brokers;
    std::vector<TopicSample> topics;         ///< by name
    std::vector<GroupSample> groups;         ///< by name
    std::vector<MissingRight> missingRights; ///< the lists above are not whole
};

using ClusterSamplePtr = std::shared_ptr<const ClusterSample>;

} // namespace vigia::core::ops
