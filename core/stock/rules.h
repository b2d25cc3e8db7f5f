#pragma once

#include "core/stock/model.h"

#include <chrono>

namespace vigia::core::stock {

/// The settings under `stock.` that decide what commands do (stock.md 1.2, 3.1, 3.3).
struct StockRules {
    std::int64_t lowThreshold = 10;
    bool allowPendingRestock = true;
    std::int64_t maxPerRequest = 0; ///< 0 = no limit
    std::chrono::seconds defaultTtl{900};
    std::chrono::seconds deadline{0}; ///< 0 = events carry none
    Money priceLimit = Money::fromCents(10000);
};

/// Status that `quantity` gives a stock whose status is `current`; DISCONTINUED stays.
StockStatus statusFrom(std::int64_t quantity, StockStatus current, const StockRules& rules);
/// The same as if it had just been reactivated.
StockStatus derivedStatus(std::int64_t quantity, const StockRules& rules);

bool isLow(const Stock& stock, const StockRules& rules);
bool isAvailable(const Stock& stock);
bool statusAllowsReservation(StockStatus status, const StockRules& rules);
bool canReserve(const Stock& stock, std::int64_t units, const StockRules& rules);

/// |change| at which a quantity or a price change is significant.
inline constexpr std::int64_t kSignificantUnits = 10;
inline constexpr Money kSignificantPrice = Money::fromCents(1000);

} // namespace vigia::core::stock
