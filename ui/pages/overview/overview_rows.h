#pragma once

#include "core/ops/console_snapshot.h"
#include "ui/widgets/mini_table.h"

namespace vigia::ui::pages {

/// Rows of the overview's small tables; the reason is in the tooltip.
widgets::MiniRow groupRow(const core::ops::GroupRow& group);
widgets::MiniRow serviceRow(const core::ops::ServiceRow& service);
widgets::MiniRow topicRow(const core::ops::TopicRow& topic);

/// The five that matter most: worst first, then the busiest; Kafka's own topics are left out.
std::vector<const core::ops::TopicRow*> worstTopics(const core::ops::ConsoleSnapshot& snapshot);

} // namespace vigia::ui::pages
