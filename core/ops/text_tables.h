#pragma once

#include "core/base/result.h"
#include "core/ops/console_snapshot.h"

#include <string>
#include <string_view>

namespace vigia::core::ops {

/// Tables of the command line: the columns and cell texts of the desktop, so that both say the
/// same. Names from the cluster are escaped; no colour; every line ends with a line end. JSON holds
/// exact values, unknown ones as null.

std::string topicsText(const ConsoleSnapshot& snapshot);
std::string topicsJson(const ConsoleSnapshot& snapshot);
/// NotFound names the nearest topic.
Result<std::string> topicText(const ConsoleSnapshot& snapshot, std::string_view name);
Result<std::string> topicJson(const ConsoleSnapshot& snapshot, std::string_view name);

std::string groupsText(const ConsoleSnapshot& snapshot);
std::string groupsJson(const ConsoleSnapshot& snapshot);
/// NotFound names the nearest group.
Result<std::string> groupText(const ConsoleSnapshot& snapshot, std::string_view name);
Result<std::string> groupJson(const ConsoleSnapshot& snapshot, std::string_view name);

} // namespace vigia::core::ops
