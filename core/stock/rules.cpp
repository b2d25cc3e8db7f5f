#include "core/stock/rules.h"

namespace vigia::core::stock {

StockStatus derivedStatus(std::int64_t quantity, const StockRules& rules) {
    if (quantity == 0)
        return StockStatus::OutOfStock;
    return quantity < rules.lowThreshold ? StockStatus::PendingRestock : StockStatus::Available;
}

StockStatus statusFrom(std::int64_t quantity, StockStatus current, const StockRules& rules) {
    return current == StockStatus::Discontinued ? current : derivedStatus(quantity, rules);
}

bool isLow(const Stock& stock, const StockRules& rules) {
    return stock.quantity < rules.lowThreshold;
}

bool isAvailable(const Stock& stock) {
    return stock.status == StockStatus::Available && stock.quantity > 0;
}

bool statusAllowsReservation(StockStatus status, const StockRules& rules) {
    return status == StockStatus::Available ||
           (status == StockStatus::PendingRestock && rules.allowPendingRestock);
}

bool canReserve(const Stock& stock, std::int64_t units, const StockRules& rules) {
    return units >= 1 && stock.quantity >= units && statusAllowsReservation(stock.status, rules);
}

} // namespace vigia::core::stock
