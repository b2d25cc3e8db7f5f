#pragma once

#include "core/ops/console_snapshot.h"
#include "core/view/table_model.h"

namespace vigia::ui::bridge {
class DataTable;
}

namespace vigia::ui::pages {

/// Shows the events about `subject` in a table of events; how many there are.
std::size_t showEvents(bridge::DataTable& table, const core::ops::ConsoleSnapshot& snapshot,
                       const std::string& subject);

} // namespace vigia::ui::pages
