#pragma once

#include "core/stock/commands.h"
#include "core/stream/record.h"

#include <string>
#include <vector>

namespace vigia::core::stock {

inline constexpr std::string_view kPublisher = "VIRTUAL-STOCK-SERVICE";

/// What the service adds to a change when it writes its outbox rows.
struct EventStamp {
    std::string eventId; ///< UUID; the same in every copy
    UtcTime publishedAt{};
    std::string traceparent; ///< empty when the request carried none
};

/// `correlationId:productId:operation:newQuantity:occurredAt`, hashed (stock.md 3.1).
std::string messageHash(std::string_view correlationId, std::string_view productId,
                        std::string_view operation, std::string_view newQuantity,
                        std::string_view occurredAt);

/// StockUpdatedEvent as it stands on every topic (stock.md 3.1).
std::string eventJson(const StockChange& change, const EventStamp& stamp, const StockRules& rules);

/// Headers of that record.
stream::Headers eventHeaders(const StockChange& change, const EventStamp& stamp);

/// One record per topic of the change: same key, value and event id.
std::vector<stream::OutboxRecord> outboxRecords(const StockChange& change, const EventStamp& stamp,
                                                const StockRules& rules);

} // namespace vigia::core::stock
