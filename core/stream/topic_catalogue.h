#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vigia::core::stream {

/// A topic of the platform as platform.md 4.1 lists it.
struct TopicSpec {
    std::string name = {}; ///< logical name
    int partitions = 1;
    int replication = 3; ///< wished for; see effectiveReplication()
    std::chrono::hours retention{0};
    std::string compression = "lz4";
    std::int64_t maxMessageBytes = 1024 * 1024;

    [[nodiscard]] bool operator==(const TopicSpec&) const = default;
};

/// All topics of platform.md 4.1, in its order. Those of load runs and drills are made by the run.
const std::vector<TopicSpec>& topicCatalogue();

/// The topic of that logical name; null when there is none.
const TopicSpec* findTopic(std::string_view logical);

/// min(wished, brokers), at least 1.
int effectiveReplication(const TopicSpec& topic, int brokers);
/// 2 with three replicas, else 1.
int minInSync(int effectiveReplication);
/// Configuration entries that a topic of this kind has on a cluster of so many brokers, by name.
std::vector<std::pair<std::string, std::string>> topicConfigs(const TopicSpec& topic, int brokers);

/// The configuration behind names (`kafka.topics.*`).
struct TopicNaming {
    std::string prefix = {};
    std::optional<std::string> chatPrefix = {};                  ///< `chat.kafka.topicPrefix`
    std::vector<std::pair<std::string, std::string>> names = {}; ///< logical → physical
    std::string aliasPrefix = {};
    std::vector<std::pair<std::string, std::string>> aliases = {}; ///< physical → logical
    bool compatAliases = false; ///< `kafka.topics.aliasSet: compat`
};

/// Names on the cluster ↔ names in code and contracts (platform.md 4.1, rules 1 to 5). A value;
/// thread-safe to read.
class TopicNames {
public:
    /// InvalidInput: a name of no topic, a name that Kafka refuses, or two topics with one physical
    /// name.
    static Result<TopicNames> create(TopicNaming naming);

    /// Rule 1. A name that is not in the catalogue gets the prefix only.
    [[nodiscard]] std::string physical(std::string_view logical) const;
    /// The logical name of a physical one, an alias included; absent when it is none of ours.
    [[nodiscard]] std::optional<std::string> logical(std::string_view physical) const;
    /// Further physical names that are read for `logical` if they exist (rules 2 and 3), without
    /// its own.
    [[nodiscard]] std::vector<std::string> aliasesOf(std::string_view logical) const;

private:
    TopicNaming m_naming;
};

/// What Kafka allows as a topic name: `[a-zA-Z0-9._-]{1,249}`, not `.` or `..`.
bool isTopicName(std::string_view name);

} // namespace vigia::core::stream
