#include "core/ops/cluster_events.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

std::string secondsText(std::chrono::microseconds span) {
    return fmt::format("{:.1f} s", std::chrono::duration<double>(span).count());
}

std::string brokerName(std::int32_t id) {
    return fmt::format("broker {}", id);
}

std::map<std::int32_t, bool> reachability(const ClusterSample& sample) {
    std::map<std::int32_t, bool> reachable;
    for (const BrokerSample& broker : sample.brokers)
        reachable[broker.id] = broker.reachable;
    return reachable;
}

std::map<std::string, const TopicSample*> byName(const ClusterSample& sample) {
    std::map<std::string, const TopicSample*> topics;
    for (const TopicSample& topic : sample.topics)
        topics[topic.name] = &topic;
    return topics;
}

/// Why the leader of a partition is another one now.
std::string leaderCause(const PartitionSample& before, const PartitionSample& now,
                        const std::map<std::int32_t, bool>& reachable) {
    if (now.leader < 0)
        return "no replica can lead";
    const auto old = reachable.find(before.leader);
    if (before.leader >= 0 && (old == reachable.end() || !old->second))
        return brokerName(before.leader) + " is away";
    if (before.replicas != now.replicas)
        return "replicas were reassigned";
    if (!now.replicas.empty() && now.leader == now.replicas.front())
        return "back to the preferred replica";
    return "a new election";
}

} // namespace

std::vector<Event> ClusterEvents::observe(const ClusterSamplePtr& sample,
                                          const std::vector<GroupRow>& groups,
                                          const std::set<std::int32_t>& ownedBrokers) {
    m_found.clear();
    m_cluster = sample->cluster;
    m_now = sample->finishedAt;
    if (m_before) {
        m_notBefore = m_before->startedAt;
        compareBrokers(*sample, ownedBrokers);
        if (sample->error.empty() && m_before->error.empty()) {
            compareController(*sample);
            compareTopics(*sample);
            compareLeaders(*sample);
        }
    }
    if (sample->error.empty()) {
        compareGroups(*sample);
        compareVerdicts(groups);
        m_before = sample;
    } else if (m_before) {
        // Topics and leaders are compared with the last good look; brokers with this one.
        auto kept = std::make_shared<ClusterSample>(*m_before);
        kept->brokers = sample->brokers;
        m_before = std::move(kept);
    }
    return std::exchange(m_found, {});
}

Event& ClusterEvents::report(Health health, std::string kind, std::string subject,
                             std::string title, std::string detail) {
    Event event;
    event.cluster = m_cluster;
    event.time = m_now;
    event.notBefore = m_notBefore;
    event.health = health;
    event.kind = std::move(kind);
    event.subject = std::move(subject);
    event.title = std::move(title);
    event.detail = std::move(detail);
    m_found.push_back(std::move(event));
    return m_found.back();
}

void ClusterEvents::compareBrokers(const ClusterSample& now, const std::set<std::int32_t>& owned) {
    auto current = reachability(now);
    const auto before = reachability(*m_before);
    for (const auto& [id, wasThere] : before)
        current.try_emplace(id, false);
    for (const auto& [id, isThere] : current) {
        const auto known = before.find(id);
        const bool wasThere = known != before.end() && known->second;
        if (isThere == wasThere || owned.contains(id))
            continue;
        const std::string name = brokerName(id);
        if (!isThere) {
            m_downSince[id] = m_now;
            report(Health::Broken, "broker_down", name, name + " down",
                   "it left the cluster's metadata");
        } else {
            const auto since = m_downSince.find(id);
            const std::string after =
                since == m_downSince.end() ? "" : "after " + secondsText(m_now - since->second);
            report(Health::Ok, "broker_up", name, name + " up", after);
            m_downSince.erase(id);
        }
    }
}

void ClusterEvents::compareController(const ClusterSample& now) {
    if (now.controller == m_before->controller || now.controller < 0 || m_before->controller < 0)
        return;
    report(Health::Degraded, "controller_change", brokerName(now.controller),
           fmt::format("controller is {}", brokerName(now.controller)),
           fmt::format("it was {}", brokerName(m_before->controller)));
}

void ClusterEvents::compareTopics(const ClusterSample& now) {
    const auto before = byName(*m_before);
    const auto current = byName(now);
    for (const auto& [name, topic] : current) {
        const auto old = before.find(name);
        if (old == before.end()) {
            report(Health::Ok, "topic_created", name, "topic " + name + " created",
                   topic->partitions.size() == 1
                       ? std::string("1 partition")
                       : fmt::format("{} partitions", topic->partitions.size()));
        } else if (!topic->topicId.empty() && !old->second->topicId.empty() &&
                   topic->topicId != old->second->topicId) {
            report(Health::Degraded, "topic_created", name, "topic " + name + " made anew",
                   "another topic of this name has replaced it: commits of its groups are void");
        }
    }
    for (const auto& [name, topic] : before) {
        if (!current.contains(name))
            report(Health::Degraded, "topic_deleted", name, "topic " + name + " deleted", "");
    }
}

void ClusterEvents::compareLeaders(const ClusterSample& now) {
    const auto before = byName(*m_before);
    const auto reachable = reachability(now);
    std::map<std::string, int> causes;
    for (const TopicSample& topic : now.topics) {
        const auto old = before.find(topic.name);
        if (old == before.end() || !topic.error.empty() || old->second->topicId != topic.topicId)
            continue;
        const std::size_t common =
            std::min(topic.partitions.size(), old->second->partitions.size());
        for (std::size_t i = 0; i < common; ++i) {
            const PartitionSample& was = old->second->partitions[i];
            if (was.partition != topic.partitions[i].partition ||
                was.leader == topic.partitions[i].leader)
                continue;
            ++causes[leaderCause(was, topic.partitions[i], reachable)];
            ++m_leaderChanges[topic.name];
        }
    }
    for (const auto& [cause, count] : causes) {
        const bool offline = cause == "no replica can lead";
        const bool calm = cause == "back to the preferred replica";
        const std::string leaders = count == 1 ? "1 leader" : fmt::format("{} leaders", count);
        report(offline ? Health::Broken
               : calm  ? Health::Ok
                       : Health::Degraded,
               "leader_change", cause, leaders + (offline ? " lost" : " moved"), cause);
    }
}

} // namespace vigia::core::ops
