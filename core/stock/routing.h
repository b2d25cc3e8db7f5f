#pragma once

#include "core/stock/commands.h"

#include <string_view>
#include <vector>

namespace vigia::core::stock {

/// Logical topics of the stock domain (platform.md 4.1).
inline constexpr std::string_view kTopicHighPriority = "high-priority-updates";
inline constexpr std::string_view kTopicUpdates = "virtual-stock-updates";
inline constexpr std::string_view kTopicCritical = "critical-stock-events";
inline constexpr std::string_view kTopicAudit = "stock-audit-logs";
inline constexpr std::string_view kTopicBranch = "branch-stock-events";

/// True when a quantity fell below `threshold` or to 0.
bool fellLow(std::int64_t before, std::int64_t after, std::int64_t threshold);

/// The topics of one change, primary first (stock.md 3.3). `priority` does not route.
std::vector<std::string_view> topicsFor(const StockChange& change, const StockRules& rules);

} // namespace vigia::core::stock
