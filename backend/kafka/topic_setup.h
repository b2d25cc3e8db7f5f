#pragma once

#include "backend/kafka/admin.h"
#include "core/stream/topic_catalogue.h"

#include <functional>
#include <string>
#include <vector>

namespace vigia::backend::kafka {

/// What the start did about the platform's topics.
struct TopicSetupReport {
    std::vector<std::string> created;
    std::vector<std::string>
        warnings; ///< sentences: topics that differ from the catalogue in configuration or replicas
};

/// Looks until the brokers show each of the topics with leaders, in twice as many looks one after
/// the other as there are brokers: any of them may answer, and each learns of a topic by itself.
/// `again` waits for the next look; false: time is up, and whoever needs the topics says so.
void awaitTopics(const std::function<core::Result<ClusterMetadata>()>& look,
                 const std::vector<std::string>& names, const std::function<bool()>& again);

/// Makes sure that the topics exist under their physical names: creates what is missing, warns
/// where configuration differs; what it created is known to the brokers when it returns. Conflict:
/// a topic has too few partitions; the sentence carries the command that adds them. Blocking; safe
/// to run in several processes at once.
core::Result<TopicSetupReport> setUpTopics(Admin& admin, const core::stream::TopicNames& names,
                                           const std::vector<core::stream::TopicSpec>& topics);

} // namespace vigia::backend::kafka
