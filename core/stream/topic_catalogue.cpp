#include "core/stream/topic_catalogue.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace vigia::core::stream {
namespace {

using std::chrono::hours;

constexpr std::int64_t kMiB = 1024 * 1024;
/// Retry and dead-letter topics take the largest origin and the headers that are added
/// (platform.md 4.4).
constexpr std::int64_t kHeaderRoom = 128 * 1024;

constexpr hours days(int count) {
    return hours(24 * count);
}

TopicSpec plain(std::string name, int partitions, hours keep) {
    return {.name = std::move(name), .partitions = partitions, .retention = keep};
}

/// Retries and dead letters of topics whose records have at most `largest` bytes.
TopicSpec failures(std::string name, int partitions, hours keep, std::int64_t largest = kMiB) {
    TopicSpec topic = plain(std::move(name), partitions, keep);
    topic.maxMessageBytes = largest + kHeaderRoom;
    return topic;
}

TopicSpec logTopic(std::string name, int partitions, hours keep, std::string compression,
                   std::int64_t largest) {
    return {.name = std::move(name),
            .partitions = partitions,
            .replication = 2,
            .retention = keep,
            .compression = std::move(compression),
            .maxMessageBytes = largest};
}

void addStockTopics(std::vector<TopicSpec>& topics) {
    topics.insert(topics.end(), {plain("high-priority-updates", 3, days(7)),
                                 plain("virtual-stock-updates", 6, days(14)),
                                 plain("critical-stock-events", 3, days(30)),
                                 plain("stock-audit-logs", 2, days(90)),
                                 failures("stock-retry-topic", 3, days(3)),
                                 failures("stock-dead-letter-topic", 1, days(30)),
                                 plain("branch-stock-events", 6, days(14))});
}

void addLogTopics(std::vector<TopicSpec>& topics) {
    topics.insert(topics.end(), {logTopic("error-logs", 3, days(7), "lz4", 2 * kMiB),
                                 logTopic("audit-logs", 2, days(30), "gzip", kMiB),
                                 logTopic("financial-logs", 3, days(90), "gzip", 2 * kMiB),
                                 logTopic("application-logs", 3, days(3), "lz4", kMiB),
                                 failures("logs-dead-letter-topic", 1, days(30), 2 * kMiB)});
}

void addCommerceTopics(std::vector<TopicSpec>& topics) {
    topics.push_back(plain("ecommerce-events", 6, days(7)));
    topics.push_back(failures("ecommerce-dead-letter-topic", 1, days(30)));
}

void addChatTopics(std::vector<TopicSpec>& topics) {
    topics.push_back(plain("chat-events", 10, days(7)));
    for (const char* name : {"whatsapp-outbound", "telegram-outbound", "instagram-outbound"})
        topics.push_back(plain(name, 6, days(7)));
    topics.push_back(plain("status-updates", 10, days(7)));
    topics.push_back(plain("chat-notifications", 10, hours(1)));
    for (const char* name : {"chat-retry-2s", "chat-retry-10s", "chat-retry-60s"})
        topics.push_back(failures(name, 6, days(7)));
    topics.push_back(failures("chat-events-dlq", 3, days(30)));
    topics.push_back(plain("file-events", 6, days(7)));
    topics.push_back(plain("audit-events", 3, days(180)));
    topics.back().compression = "gzip";
}

std::vector<TopicSpec> allTopics() {
    std::vector<TopicSpec> topics;
    addStockTopics(topics);
    addLogTopics(topics);
    addCommerceTopics(topics);
    addChatTopics(topics);
    return topics;
}

bool isChatTopic(std::string_view logical) {
    static constexpr std::string_view kChat[] = {
        "chat-events",    "whatsapp-outbound",  "telegram-outbound", "instagram-outbound",
        "status-updates", "chat-notifications", "chat-retry-2s",     "chat-retry-10s",
        "chat-retry-60s", "chat-events-dlq",    "file-events",       "audit-events"};
    return std::find(std::begin(kChat), std::end(kChat), logical) != std::end(kChat);
}

constexpr std::pair<std::string_view, std::string_view> kCompat[] = {
    {"kbnt-stock-updates", "virtual-stock-updates"},
    {"virtual-stock-events", "virtual-stock-updates"},
    {"stock-updates", "virtual-stock-updates"},
    {"kbnt-stock-events", "high-priority-updates"},
    {"high-priority-stock-updates", "high-priority-updates"},
    {"virtual-stock-high-priority-updates", "high-priority-updates"},
    {"kbnt-stock-alerts", "critical-stock-events"},
    {"kbnt-stock-transfers", "branch-stock-events"},
    {"retry-topic", "stock-retry-topic"},
    {"stock-dead-letter", "stock-dead-letter-topic"},
    {"dead-letter-topic", "stock-dead-letter-topic"},
    {"kbnt-dead-letter-queue", "stock-dead-letter-topic"},
    {"kbnt-application-logs", "application-logs"},
    {"kbnt-error-logs", "error-logs"},
    {"kbnt-audit-logs", "audit-logs"},
    {"kbnt-financial-logs", "financial-logs"},
};

Result<void> checkLogical(std::string_view key, const std::string& logical) {
    if (findTopic(logical) != nullptr)
        return {};
    std::vector<std::string> known;
    for (const auto& topic : topicCatalogue())
        known.push_back(topic.name);
    const auto near = nearestWord(logical, known);
    return failure(ErrorCode::InvalidInput,
                   fmt::format("{} names the topic \"{}\", which does not exist{}", key,
                               escapedForDisplay(logical, 249),
                               near ? fmt::format("; did you mean {}?", *near) : ""));
}

Result<void> checkName(std::string_view key, const std::string& name) {
    if (isTopicName(name))
        return {};
    return failure(
        ErrorCode::InvalidInput,
        fmt::format(
            "{}: \"{}\" is no topic name; Kafka takes 1 to 249 of a-z, A-Z, 0-9, '.', '_', '-'",
            key, escapedForDisplay(name, 249)));
}

} // namespace

const std::vector<TopicSpec>& topicCatalogue() {
    static const std::vector<TopicSpec> topics = allTopics();
    return topics;
}

const TopicSpec* findTopic(std::string_view logical) {
    const auto& topics = topicCatalogue();
    const auto found =
        std::find_if(topics.begin(), topics.end(),
                     [logical](const TopicSpec& topic) { return topic.name == logical; });
    return found == topics.end() ? nullptr : &*found;
}

int effectiveReplication(const TopicSpec& topic, int brokers) {
    return std::clamp(brokers, 1, topic.replication);
}

int minInSync(int replication) {
    return replication >= 3 ? 2 : 1;
}

std::vector<std::pair<std::string, std::string>> topicConfigs(const TopicSpec& topic, int brokers) {
    const auto retention = std::chrono::duration_cast<std::chrono::milliseconds>(topic.retention);
    return {
        {"cleanup.policy", "delete"},
        {"compression.type", topic.compression},
        {"max.message.bytes", std::to_string(topic.maxMessageBytes)},
        {"message.timestamp.type", "CreateTime"},
        {"min.insync.replicas", std::to_string(minInSync(effectiveReplication(topic, brokers)))},
        {"retention.ms", std::to_string(retention.count())},
        {"unclean.leader.election.enable", "false"}};
}

bool isTopicName(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-';
    };
    return !name.empty() && name.size() <= 249 && name != "." && name != ".." &&
           std::all_of(name.begin(), name.end(), allowed);
}

Result<TopicNames> TopicNames::create(TopicNaming naming) {
    for (const auto& [logical, physical] : naming.names) {
        if (auto known = checkLogical("kafka.topics.names", logical); !known)
            return known.error();
        if (auto good = checkName("kafka.topics.names." + logical, physical); !good)
            return good.error();
    }
    for (const auto& [physical, logical] : naming.aliases) {
        if (auto known = checkLogical("kafka.topics.aliases", logical); !known)
            return known.error();
        if (auto good = checkName("kafka.topics.aliases", physical); !good)
            return good.error();
    }
    TopicNames names;
    names.m_naming = std::move(naming);
    std::map<std::string, std::string> taken;
    for (const auto& topic : topicCatalogue()) {
        const std::string physical = names.physical(topic.name);
        if (auto good = checkName("kafka.topics.prefix", physical); !good)
            return good.error();
        if (const auto [other, fresh] = taken.emplace(physical, topic.name); !fresh)
            return failure(ErrorCode::InvalidInput,
                           fmt::format("kafka.topics.names gives {} and {} the same name {}",
                                       other->second, topic.name, physical));
    }
    return names;
}

std::string TopicNames::physical(std::string_view logical) const {
    for (const auto& [name, physical] : m_naming.names) {
        if (name == logical)
            return physical;
    }
    const std::string& prefix =
        m_naming.chatPrefix && isChatTopic(logical) ? *m_naming.chatPrefix : m_naming.prefix;
    return prefix + std::string(logical);
}

std::vector<std::string> TopicNames::aliasesOf(std::string_view logical) const {
    std::vector<std::string> found;
    const std::string own = physical(logical);
    const auto add = [&](std::string name) {
        if (name != own && std::find(found.begin(), found.end(), name) == found.end())
            found.push_back(std::move(name));
    };
    if (!m_naming.aliasPrefix.empty())
        add(m_naming.aliasPrefix + std::string(logical));
    for (const auto& [alias, target] : m_naming.aliases) {
        if (target == logical)
            add(alias);
    }
    for (const auto& [alias, target] : kCompat) {
        if (m_naming.compatAliases && target == logical)
            add(std::string(alias));
    }
    return found;
}

std::optional<std::string> TopicNames::logical(std::string_view wanted) const {
    for (const auto& topic : topicCatalogue()) {
        if (physical(topic.name) == wanted)
            return topic.name;
    }
    for (const auto& topic : topicCatalogue()) {
        const auto aliases = aliasesOf(topic.name);
        if (std::find(aliases.begin(), aliases.end(), wanted) != aliases.end())
            return topic.name;
    }
    return std::nullopt;
}

} // namespace vigia::core::stream
