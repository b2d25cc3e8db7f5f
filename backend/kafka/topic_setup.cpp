#include "backend/kafka/topic_setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <thread>

namespace vigia::backend::kafka {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;
using core::ops::TopicSample;
using core::stream::TopicSpec;

constexpr std::chrono::seconds kShownWithin{10};
constexpr std::chrono::milliseconds kLookAgain{10};

Result<void> create(Admin& admin, const TopicSpec& topic, const std::string& physical, int brokers,
                    TopicSetupReport& report) {
    const auto created =
        admin.createTopic({.name = physical,
                           .partitions = topic.partitions,
                           .replicationFactor = effectiveReplication(topic, brokers),
                           .configs = topicConfigs(topic, brokers)});
    if (!created &&
        created.error().code != ErrorCode::Conflict) // Conflict: another process was quicker
        return created;
    if (created)
        report.created.push_back(physical);
    return {};
}

Result<void> checkPartitions(const TopicSpec& topic, const TopicSample& found) {
    if (found.partitions.size() >= static_cast<std::size_t>(topic.partitions))
        return {};
    return failure(
        ErrorCode::Conflict,
        fmt::format(
            "Topic {0} has {1} partitions and needs {2}. Add them with: kafka-topics.sh "
            "--bootstrap-server <servers> --alter --topic {0} --partitions {2} (keys move to "
            "other partitions)",
            found.name, found.partitions.size(), topic.partitions));
}

void warnAboutReplicas(const TopicSpec& topic, const TopicSample& found, int brokers,
                       TopicSetupReport& report) {
    const auto wished = static_cast<std::size_t>(effectiveReplication(topic, brokers));
    const auto fewest = std::min_element(
        found.partitions.begin(), found.partitions.end(),
        [](const auto& a, const auto& b) { return a.replicas.size() < b.replicas.size(); });
    if (fewest != found.partitions.end() && fewest->replicas.size() < wished)
        report.warnings.push_back(fmt::format("Topic {} has {} replicas, {} are wished for",
                                              found.name, fewest->replicas.size(), wished));
    if (found.partitions.size() > static_cast<std::size_t>(topic.partitions))
        report.warnings.push_back(fmt::format("Topic {} has {} partitions instead of {}",
                                              found.name, found.partitions.size(),
                                              topic.partitions));
}

void warnAboutConfig(const Result<std::vector<ConfigEntry>>& entries, const TopicSpec& topic,
                     const std::string& physical, int brokers, TopicSetupReport& report) {
    if (!entries) {
        report.warnings.push_back(entries.error().message);
        return;
    }
    std::map<std::string, std::string> actual;
    for (const auto& entry : *entries)
        actual[entry.name] = entry.value.value_or("");
    for (const auto& [name, wished] : topicConfigs(topic, brokers)) {
        if (actual[name] != wished)
            report.warnings.push_back(fmt::format("Topic {} has {}={} instead of {}", physical,
                                                  name, actual[name], wished));
    }
}

/// One request for all: a start waits for it.
void warnAboutConfigs(Admin& admin, const core::stream::TopicNames& names,
                      const std::vector<TopicSpec>& topics, int brokers, TopicSetupReport& report) {
    if (topics.empty())
        return;
    std::vector<std::string> physical;
    for (const auto& topic : topics)
        physical.push_back(names.physical(topic.name));
    const auto all = admin.topicConfigs(physical);
    if (!all) {
        report.warnings.push_back(all.error().message);
        return;
    }
    for (std::size_t i = 0; i < topics.size(); ++i)
        warnAboutConfig(all->at(i), topics[i], physical[i], brokers, report);
}

bool isShown(const ClusterMetadata& metadata, const std::string& name) {
    const auto found = std::find_if(metadata.topics.begin(), metadata.topics.end(),
                                    [&](const auto& topic) { return topic.name == name; });
    return found != metadata.topics.end() && found->error.empty() && !found->partitions.empty() &&
           found->isLed();
}

} // namespace

void awaitTopics(const std::function<Result<ClusterMetadata>()>& look,
                 const std::vector<std::string>& names, const std::function<bool()>& again) {
    std::size_t shown = 0;
    while (!names.empty()) {
        const auto metadata = look();
        const bool all = metadata && std::all_of(names.begin(), names.end(), [&](const auto& name) {
                             return isShown(*metadata, name);
                         });
        shown = all ? shown + 1 : 0;
        if ((all && shown >= 2 * metadata->brokers.size()) || !again())
            return;
    }
}

Result<TopicSetupReport> setUpTopics(Admin& admin, const core::stream::TopicNames& names,
                                     const std::vector<TopicSpec>& topics) {
    const auto cluster = admin.metadata();
    if (!cluster)
        return cluster.error();
    const int brokers = static_cast<int>(cluster->brokers.size());
    TopicSetupReport report;
    std::vector<TopicSpec> old;
    for (const auto& topic : topics) {
        const std::string physical = names.physical(topic.name);
        const auto found =
            std::find_if(cluster->topics.begin(), cluster->topics.end(),
                         [&](const TopicSample& sample) { return sample.name == physical; });
        if (found == cluster->topics.end()) {
            if (auto created = create(admin, topic, physical, brokers, report); !created)
                return created.error();
            continue;
        }
        if (auto enough = checkPartitions(topic, *found); !enough)
            return enough.error();
        warnAboutReplicas(topic, *found, brokers, report);
        old.push_back(topic);
    }
    const auto end = std::chrono::steady_clock::now() + kShownWithin;
    awaitTopics([&] { return admin.metadata(); }, report.created,
                [&] {
                    std::this_thread::sleep_for(kLookAgain);
                    return std::chrono::steady_clock::now() < end;
                });
    warnAboutConfigs(admin, names, old, brokers, report);
    return report;
}

} // namespace vigia::backend::kafka
