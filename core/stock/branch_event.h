#pragma once

#include "core/stock/answers.h"
#include "core/stock/branch.h"
#include "core/stock/events.h"

#include <string>
#include <vector>

namespace vigia::core::stock {

/// First 16 hex digits of SHA-256 of `occurredAt-productId-operation-correlationId`.
std::string branchHash(std::string_view occurredAt, std::string_view productId,
                       std::string_view operation, std::string_view correlationId);

/// The event of a movement (stock.md 4), and its records: branch-stock-events, and
/// critical-stock-events when the balance (of the source, for a transfer) fell below the threshold
/// or to 0.
std::string branchEventJson(const BranchChange& change, const EventStamp& stamp);
std::vector<stream::OutboxRecord>
branchOutboxRecords(const BranchChange& change, const EventStamp& stamp, const StockRules& rules);

/// One result of POST /batch.
struct BranchBatchItem {
    std::string correlationId;
    std::string operation;
    std::string productId;
    std::string eventId;                ///< of an accepted item
    std::optional<BranchError> refusal; ///< of a failed one
};

std::string movementAnswer(const BranchChange& change, std::string_view eventId);
std::string movementErrorAnswer(UtcTime now, const BranchError& error);
/// 500 and 503.
std::string branchFailureAnswer(UtcTime now, std::string_view message);
std::string validAnswer(const BranchRequest& request);
std::string invalidAnswer(const BranchError& error, std::string_view productId,
                          std::string_view operation);
std::string batchAnswer(std::string_view batchId, const std::vector<BranchBatchItem>& items);
std::string branchListAnswer(const std::vector<BranchStock>& rows, const PageInfo& page);
std::string branchHealthAnswer(UtcTime now);

} // namespace vigia::core::stock
