#pragma once

#include "core/ops/cluster_sample.h"

#include <fmt/format.h>

namespace vigia::tests {

/// A cluster of that many partitions in topics of ten, and groups that each read ten of them;
/// `round` moves every end on by 100 and every commit by 90.
inline core::ops::ClusterSample largeCluster(int partitions, int groups, int round,
                                             core::UtcTime time) {
    core::ops::ClusterSample sample;
    sample.cluster = "local";
    sample.startedAt = sample.endsAt = sample.finishedAt = time;
    sample.controller = 1;
    for (std::int32_t id = 1; id <= 3; ++id)
        sample.brokers.push_back({id, "broker", 9092, {}, true});
    for (int topic = 0; topic < partitions / 10; ++topic) {
        core::ops::TopicSample row{fmt::format("topic-{:04}", topic), "", false, {}, {}};
        for (std::int32_t id = 0; id < 10; ++id)
            row.partitions.push_back({id,
                                      id % 3 + 1,
                                      {1, 2, 3},
                                      {1, 2, 3},
                                      0,
                                      1000 + round * 100,
                                      1000 + round * 100,
                                      {}});
        sample.topics.push_back(std::move(row));
    }
    for (int group = 0; group < groups; ++group) {
        core::ops::GroupSample row;
        row.name = fmt::format("group-{:04}", group);
        row.state = "Stable";
        row.commitsAt = row.membersAt = time;
        row.members.push_back({"m", "client", "/10.0.0.1", {}, {}});
        for (std::int32_t id = 0; id < 10; ++id) {
            const auto topic = fmt::format("topic-{:04}", group % (partitions / 10));
            row.members[0].assigned.emplace_back(topic, id);
            row.commits.push_back({topic, id, 900 + round * 90, {}});
        }
        sample.groups.push_back(std::move(row));
    }
    return sample;
}

} // namespace vigia::tests
