#include "backend/kafka/quorum_leader.h"
#include "backend/kafka/sampler_state.h"

#include <algorithm>

namespace vigia::backend::kafka {
namespace {

using core::ops::BrokerSample;
using core::ops::TopicSample;

constexpr std::size_t kTopicsPerCall = 500;

/// A broker seen before and missing now stays, as not reachable.
void fillBrokers(Look& look, const std::vector<BrokerSample>& present) {
    for (auto& [id, broker] : look.state.brokers)
        broker.reachable = false;
    for (const auto& broker : present) {
        BrokerSample& known = look.state.brokers[broker.id];
        const std::string rack = known.rack;
        known = broker;
        known.rack = rack;
    }
    for (const auto& [id, broker] : look.state.brokers)
        look.sample.brokers.push_back(broker);
}

void describeCluster(Look& look) {
    if (!look.due(look.state.clusterAt, look.options.describeEvery))
        return;
    const auto cluster = kafka::describeCluster(look.client, false, look.deadline);
    if (!cluster)
        return;
    look.state.clusterAt = std::chrono::steady_clock::now();
    look.state.clusterId = cluster->clusterId;
    look.state.controller = cluster->controller;
    look.state.kraft = cluster->kraft;
    look.state.operations = cluster->operations;
    for (const auto& broker : cluster->brokers)
        look.state.brokers[broker.id].rack = broker.rack;
}

std::vector<std::string> topicsToDescribe(const Look& look) {
    const bool all = look.due(look.state.topicsAt, look.options.describeEvery);
    std::vector<std::string> names;
    for (const auto& topic : look.sample.topics) {
        const auto known = look.state.topics.find(topic.name);
        if (all || known == look.state.topics.end() ||
            known->second.partitions != topic.partitions.size())
            names.push_back(topic.name);
    }
    return names;
}

void remember(Look& look, const TopicSample& described) {
    KnownTopic& known = look.state.topics[described.name];
    const bool anew = !known.topicId.empty() && known.topicId != described.topicId;
    known = {described.topicId, described.internal, described.partitions.size()};
    if (anew) // the log starts belong to the topic that is gone
        std::erase_if(look.state.logStarts,
                      [&](const auto& entry) { return entry.first.first == described.name; });
}

void describeTopics(Look& look) {
    const auto names = topicsToDescribe(look);
    bool complete = true;
    for (std::size_t from = 0; from < names.size() && !look.late(); from += kTopicsPerCall) {
        const auto first = names.begin() + static_cast<std::ptrdiff_t>(from);
        const auto count =
            static_cast<std::ptrdiff_t>(std::min(kTopicsPerCall, names.size() - from));
        const auto described =
            kafka::describeTopics(look.client, {first, first + count}, look.deadline);
        complete = complete && described.has_value();
        for (const auto& topic : described.value_or({})) {
            if (topic.error.empty())
                remember(look, topic);
        }
    }
    if (complete && !names.empty())
        look.state.topicsAt = std::chrono::steady_clock::now();
}

void forgetDeletedTopics(Look& look) {
    std::set<std::string> present;
    for (const auto& topic : look.sample.topics)
        present.insert(topic.name);
    std::erase_if(look.state.topics,
                  [&](const auto& entry) { return !present.contains(entry.first); });
    std::erase_if(look.state.logStarts,
                  [&](const auto& entry) { return !present.contains(entry.first.first); });
}

} // namespace

core::Result<void> fillTopology(Look& look) {
    auto metadata = clusterMetadata(look.client, true, look.deadline);
    if (!metadata) {
        fillBrokers(look, {});
        look.sample.clusterId = look.state.clusterId;
        return metadata.error();
    }
    describeCluster(look);
    fillBrokers(look, metadata->brokers);
    look.sample.clusterId = look.state.clusterId;
    look.sample.controller = look.state.controller;
    if (look.state.kraft && isPlaintext(look.options.client))
        look.sample.controller = findController(metadata->brokers, look.deadline);
    look.sample.topics = std::move(metadata->topics);
    describeTopics(look);
    forgetDeletedTopics(look);
    for (auto& topic : look.sample.topics) {
        const auto known = look.state.topics.find(topic.name);
        if (known == look.state.topics.end())
            continue;
        topic.topicId = known->second.topicId;
        topic.internal = known->second.internal;
    }
    return {};
}

} // namespace vigia::backend::kafka
