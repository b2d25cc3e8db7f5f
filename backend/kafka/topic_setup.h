#pragma once

#include "backend/kafka/admin.h"
#include "core/stream/topic_catalogue.h"

#include <string>
#include <vector>

namespace vigia::backend::kafka {

/// What the start did about the platform's topics.
struct TopicSetupReport {
    std::vector<std::string> created;
    std::vector<std::string>
        warnings; ///< sentences: topics that differ from the catalogue in configuration or replicas
};

/// Makes sure that the topics exist under their physical names: creates what is missing, warns
/// where configuration differs. Conflict: a topic has too few partitions; the sentence carries the
/// command that adds them. Blocking; safe to run in several processes at once.
core::Result<TopicSetupReport> setUpTopics(Admin& admin, const core::stream::TopicNames& names,
                                           const std::vector<core::stream::TopicSpec>& topics);

} // namespace vigia::backend::kafka
