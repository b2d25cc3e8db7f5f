#include "core/stock/routing.h"

namespace vigia::core::stock {
namespace {

std::string_view primaryTopic(const StockChange& change, const StockRules& rules) {
    if (change.operation == Operation::StockReservation)
        return kTopicHighPriority;
    const bool priced = change.operation == Operation::InitialCreation ||
                        change.operation == Operation::PriceUpdate;
    return priced && change.after.unitPrice > rules.priceLimit ? kTopicHighPriority : kTopicUpdates;
}

bool isCritical(const StockChange& change, const StockRules& rules) {
    if (change.operation == Operation::InitialCreation)
        return change.after.quantity < rules.lowThreshold;
    return fellLow(change.before.quantity, change.after.quantity, rules.lowThreshold);
}

} // namespace

bool fellLow(std::int64_t before, std::int64_t after, std::int64_t threshold) {
    return (before >= threshold && after < threshold) || (before > 0 && after == 0);
}

std::vector<std::string_view> topicsFor(const StockChange& change, const StockRules& rules) {
    std::vector<std::string_view> topics{primaryTopic(change, rules)};
    if (isCritical(change, rules))
        topics.push_back(kTopicCritical);
    topics.push_back(kTopicAudit);
    return topics;
}

} // namespace vigia::core::stock
