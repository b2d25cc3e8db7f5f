#pragma once

#include "backend/postgres/transaction.h"
#include "backend/stock/stock_reader.h"
#include "core/stock/branch.h"
#include "core/stock/branch_event.h"
#include "core/stock/branch_request.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::stock {

/// Prepares the statements of this file; once per pool.
void prepareBranch(postgres::Pool& pool);

/// Locks the balances of a movement in key order (making the rows that are missing) and reads them.
/// In the caller's transaction; throws what libpqxx throws.
struct LockedBalances {
    core::stock::BranchStock target;
    std::optional<core::stock::BranchStock> source;
};
LockedBalances lockBalances(pqxx::transaction_base& tx, const core::stock::BranchRequest& request);

/// Writes balances, movement and outbox rows.
void storeMovement(pqxx::transaction_base& tx, const core::stock::BranchChange& change,
                   const core::stock::EventStamp& stamp, const core::stock::StockRules& rules);

/// GET /: one page of balances in key order.
core::Result<Page<core::stock::BranchStock>> listBalances(postgres::Pool& pool,
                                                          const core::stock::BranchQuery& query);

} // namespace vigia::backend::stock
