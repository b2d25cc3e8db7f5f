#pragma once

#include "core/ops/cluster_sample.h"
#include "core/ops/platform_source.h"
#include "tests/support/moments.h"

#include <memory>

namespace vigia::tests {

/// A look at three brokers; partition i of `orders` (three of them) is led by broker i + 1 and
/// copied to the next one.
inline core::ops::ClusterSample lookAt(double seconds) {
    using namespace core::ops;
    ClusterSample sample;
    sample.cluster = "local";
    sample.startedAt = at(seconds - 0.2);
    sample.endsAt = sample.finishedAt = at(seconds);
    sample.controller = 1;
    TopicSample topic{"orders", "id-1", false, {}, {}};
    for (std::int32_t id = 0; id < 3; ++id) {
        sample.brokers.push_back(
            {id + 1, "127.0.0.1", static_cast<std::uint16_t>(9092 + id), {}, true});
        topic.partitions.push_back({id,
                                    id + 1,
                                    {id + 1, id % 3 + 2 > 3 ? 1 : id + 2},
                                    {id + 1, id % 3 + 2 > 3 ? 1 : id + 2},
                                    0,
                                    100,
                                    100,
                                    {}});
    }
    sample.topics.push_back(std::move(topic));
    return sample;
}

inline core::ops::GroupSample groupAt(double seconds, const std::string& state, int members) {
    core::ops::GroupSample group;
    group.name = "billing";
    group.state = state;
    group.membersAt = group.commitsAt = at(seconds);
    for (int i = 0; i < members; ++i)
        group.members.push_back({"m-" + std::to_string(i), "c", "/h", {}, {{"orders", i}}});
    return group;
}

inline core::ops::ClusterSamplePtr shared(core::ops::ClusterSample sample) {
    return std::make_shared<const core::ops::ClusterSample>(std::move(sample));
}

inline core::ops::ProcessStatus processAt(std::string name, std::string kind,
                                          core::ops::ProcessState state, std::int64_t pid = 10) {
    core::ops::ProcessStatus status;
    status.name = std::move(name);
    status.kind = std::move(kind);
    status.state = state;
    status.pid = pid;
    return status;
}

} // namespace vigia::tests
