#include "backend/kafka/sampler_state.h"

#include <algorithm>

namespace vigia::backend::kafka {
namespace {

using core::ops::PartitionSample;
using core::ops::TopicSample;
using Key = std::pair<std::string, std::int32_t>;

/// The partitions that have a leader, with where their samples are.
struct Asked {
    std::vector<PartitionRef> partitions;
    std::vector<PartitionSample*> samples;
    std::vector<TopicSample*> topics;

    void add(TopicSample& topic, PartitionSample& partition) {
        partitions.push_back({topic.name, partition.partition, partition.leader});
        samples.push_back(&partition);
        topics.push_back(&topic);
    }
};

template <class Wanted> Asked collect(Look& look, Wanted wanted) {
    Asked asked;
    for (auto& topic : look.sample.topics) {
        for (auto& partition : topic.partitions) {
            if (partition.leader >= 0 && wanted(topic, partition))
                asked.add(topic, partition);
        }
    }
    return asked;
}

template <class Store> void ask(Look& look, const Asked& asked, OffsetKind kind, Store store) {
    const auto rows =
        listOffsets(look.client, asked.partitions, kind,
                    {look.options.offsetsPerCall, look.options.inFlight}, look.deadline);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].offset)
            store(*asked.samples[i], rows[i]);
        else if (asked.topics[i]->error.empty())
            asked.topics[i]->error = rows[i].error;
    }
}

void fillStable(Look& look) {
    std::set<Key> committed;
    for (const auto& group : look.sample.groups) {
        for (const auto& commit : group.commits)
            committed.emplace(commit.topic, commit.partition);
    }
    if (committed.empty() || committed.size() > look.options.stableOffsetsUpTo)
        return;
    const Asked asked =
        collect(look, [&](const TopicSample& topic, const PartitionSample& partition) {
            return committed.contains({topic.name, partition.partition});
        });
    ask(look, asked, OffsetKind::LastStable,
        [](PartitionSample& partition, const PartitionOffset& row) {
            partition.lastStableOffset = row.offset;
        });
}

void fillLogStarts(Look& look) {
    auto& known = look.state.logStarts;
    const bool all = look.due(look.state.logStartsAt, look.options.logStartEvery);
    const Asked asked =
        collect(look, [&](const TopicSample& topic, const PartitionSample& partition) {
            return all || !known.contains({topic.name, partition.partition});
        });
    if (asked.partitions.empty())
        return;
    ask(look, asked, OffsetKind::LogStart, [&](PartitionSample&, const PartitionOffset& row) {
        known[{row.topic, row.partition}] = *row.offset;
    });
    if (all)
        look.state.logStartsAt = std::chrono::steady_clock::now();
}

void addLogStarts(Look& look) {
    for (auto& topic : look.sample.topics) {
        for (auto& partition : topic.partitions) {
            const auto found = look.state.logStarts.find({topic.name, partition.partition});
            if (found != look.state.logStarts.end())
                partition.logStart = found->second;
        }
    }
}

} // namespace

void fillOffsets(Look& look) {
    const Asked all =
        collect(look, [](const TopicSample&, const PartitionSample&) { return true; });
    look.sample.endsAt = look.clock.now();
    fillStable(look); // before the high watermarks, so that it never lies beyond them
    ask(look, all, OffsetKind::HighWatermark,
        [](PartitionSample& partition, const PartitionOffset& row) {
            partition.highWatermark = row.offset;
        });
    fillLogStarts(look);
    addLogStarts(look);
}

} // namespace vigia::backend::kafka
