#pragma once

#include "core/base/result.h"
#include "core/stock/commands.h"

#include <string>

namespace vigia::core::stock {

/// A StockUpdatedEvent as it is kept in stock.event_history, with what it adds to its symbol's
/// minute.
struct HistoryEvent {
    std::string eventId;
    UtcTime occurredAt{};
    std::string stockId;
    std::int64_t stockVersion = 0;
    std::string productId;
    std::string symbol;
    Operation operation = Operation::InitialCreation;
    std::string operationBy;
    std::string correlationId;
    std::int64_t reservationQuantity = 0;
    bool isExpiry = false; ///< a release by the sweeper
};

/// Counts of one symbol in one minute (stock.symbol_minutes), without `rejected`.
struct MinuteCounts {
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t reserved = 0;
    std::int64_t confirmed = 0;
    std::int64_t released = 0;
    std::int64_t expired = 0;
    std::int64_t units = 0;

    void add(const HistoryEvent& event);
};

/// Reads a record of `stock-audit-logs`. Corrupt: no JSON object (DESERIALIZATION); InvalidInput: a
/// field is missing, of the wrong type or too long for its column (SCHEMA); NotFound: unknown
/// operation (UNKNOWN_TYPE).
Result<HistoryEvent> readHistoryEvent(std::string_view value);

} // namespace vigia::core::stock
