#pragma once

#include "backend/kafka/admin_calls.h"
#include "backend/kafka/cluster_sampler.h"

#include <map>
#include <set>

/// What a sampler keeps between two looks. Private to backend/kafka.
namespace vigia::backend::kafka {

using SteadyPoint = std::chrono::steady_clock::time_point;

struct KnownTopic {
    std::string topicId;
    bool internal = false;
    std::size_t partitions = 0;
};

struct SamplerState {
    std::map<std::int32_t, core::ops::BrokerSample> brokers; ///< every broker ever seen
    std::string clusterId;
    std::int32_t controller = -1;
    bool kraft = true;
    std::optional<std::vector<std::string>> operations; ///< what we may do with the cluster
    std::map<std::string, KnownTopic> topics;
    SteadyPoint topicsAt{};
    SteadyPoint clusterAt{};
    std::map<std::pair<std::string, std::int32_t>, std::int64_t> logStarts;
    SteadyPoint logStartsAt{};
    std::map<std::string, core::ops::GroupSample>
        groups; ///< members and coordinator of the last description
    SteadyPoint groupsAt{};
};

/// One look: the sample being filled, with what the fillers need.
struct Look {
    rd_kafka_t* client;
    const SamplerOptions& options;
    const core::Clock& clock;
    SamplerState& state;
    Deadline deadline;
    core::ops::ClusterSample sample;

    [[nodiscard]] bool due(SteadyPoint last, std::chrono::milliseconds every) const {
        return last == SteadyPoint{} || std::chrono::steady_clock::now() - last >= every;
    }
    [[nodiscard]] bool late() const { return std::chrono::steady_clock::now() >= deadline; }
};

/// Brokers (those that went missing too), topics, ids.
core::Result<void> fillTopology(Look& look);
/// Groups with state, members and commits. Without a list of groups, those known before appear with
/// the error.
void fillGroups(Look& look);
/// High watermarks of all partitions, last stable offsets of those with commits, log starts.
void fillOffsets(Look& look);

} // namespace vigia::backend::kafka
