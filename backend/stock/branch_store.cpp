#include "backend/stock/branch_store.h"

#include "backend/host/fault_point.h"
#include "backend/postgres/outbox.h"
#include "backend/stock/rows.h"
#include "core/base/time_text.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

namespace vigia::backend::stock {
namespace {

using namespace core::stock;
using core::Result;

/// The row exists and is locked afterwards; a new one holds 0 at version 0 and is rolled back with
/// a refusal.
constexpr const char* kTouch = "INSERT INTO stock.branch_stocks (product_id, distribution_center, "
                               "branch, version) VALUES ($1, $2, $3, 0) "
                               "ON CONFLICT DO NOTHING";

constexpr const char* kUpdate =
    "UPDATE stock.branch_stocks SET quantity = $4, reserved = $5, version = $6, updated_at = "
    "$7::timestamptz "
    "WHERE product_id = $1 AND distribution_center = $2 AND branch = $3";

constexpr const char* kMovement =
    "INSERT INTO stock.branch_movements (event_id, correlation_id, product_id, "
    "distribution_center, branch, "
    "source_branch, operation, quantity, new_quantity, reason_code, reference_document, "
    "occurred_at) "
    "VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::timestamptz)";

constexpr const char* kWhere = "($1 = '' OR b.product_id = $1) AND ($2 = '' OR "
                               "b.distribution_center = $2) AND ($3 = '' OR b.branch = $3) "
                               "AND b.version > 0";

BranchStock lockBalance(pqxx::transaction_base& tx, const BranchKey& key) {
    auto rows =
        tx.exec_prepared("stock.branch_lock", key.productId, key.distributionCenter, key.branch);
    if (rows.empty()) {
        tx.exec_prepared("stock.branch_touch", key.productId, key.distributionCenter, key.branch);
        rows = tx.exec_prepared("stock.branch_lock", key.productId, key.distributionCenter,
                                key.branch);
    }
    return branchFrom(rows[0]);
}

void storeBalance(pqxx::transaction_base& tx, const BranchStock& stock) {
    tx.exec_prepared("stock.branch_update", stock.key.productId, stock.key.distributionCenter,
                     stock.key.branch, stock.quantity, stock.reserved, stock.version,
                     core::formatRfc3339(stock.updatedAt));
}

const char* orNull(const std::optional<std::string>& text) {
    return text ? text->c_str() : nullptr;
}

} // namespace

void prepareBranch(postgres::Pool& pool) {
    pool.prepare("stock.branch_lock",
                 fmt::format("SELECT {} FROM stock.branch_stocks b WHERE b.product_id = $1 AND "
                             "b.distribution_center = $2 AND b.branch = $3 FOR UPDATE",
                             branchColumns()));
    pool.prepare("stock.branch_touch", kTouch);
    pool.prepare("stock.branch_update", kUpdate);
    pool.prepare("stock.branch_movement", kMovement);
    pool.prepare("stock.branch_count",
                 fmt::format("SELECT count(*) FROM stock.branch_stocks b WHERE {}", kWhere));
    pool.prepare("stock.branch_page",
                 fmt::format("SELECT {} FROM stock.branch_stocks b WHERE {} ORDER BY b.product_id, "
                             "b.distribution_center, b.branch LIMIT $4 OFFSET $5",
                             branchColumns(), kWhere));
}

LockedBalances lockBalances(pqxx::transaction_base& tx, const BranchRequest& request) {
    if (!request.sourceBranch)
        return {lockBalance(tx, request.target), std::nullopt};
    const auto sourceKey = request.sourceKey();
    if (sourceKey < request.target) {
        auto source = lockBalance(tx, sourceKey);
        return {lockBalance(tx, request.target), std::move(source)};
    }
    auto target = lockBalance(tx, request.target);
    return {std::move(target), lockBalance(tx, sourceKey)};
}

void storeMovement(pqxx::transaction_base& tx, const BranchChange& change, const EventStamp& stamp,
                   const StockRules& rules) {
    const auto& request = change.request;
    storeBalance(tx, change.after);
    if (change.sourceAfter)
        storeBalance(tx, *change.sourceAfter);
    tx.exec_prepared("stock.branch_movement", stamp.eventId, request.correlationId,
                     request.target.productId, request.target.distributionCenter,
                     request.target.branch, orNull(request.sourceBranch),
                     std::string(branchOperationName(request.operation)), request.quantity,
                     change.after.quantity, request.reasonCode, orNull(request.referenceDocument),
                     core::formatRfc3339(change.occurredAt));
    postgres::writeOutbox(tx, postgres::Schema::Stock, branchOutboxRecords(change, stamp, rules));
    VIGIA_FAULT_POINT("branch.after_write");
}

Result<Page<BranchStock>> listBalances(postgres::Pool& pool, const BranchQuery& query) {
    const auto product = query.productId.value_or("");
    const auto centre = query.distributionCenter.value_or("");
    const auto branch = query.branch.value_or("");
    return postgres::inQuery(
        pool, "branch.list", [&](pqxx::nontransaction& tx) -> Result<Page<BranchStock>> {
            Page<BranchStock> page;
            page.total = tx.exec_prepared1("stock.branch_count", product, centre, branch)[0]
                             .as<std::int64_t>();
            for (const auto& row :
                 tx.exec_prepared("stock.branch_page", product, centre, branch, query.page.size,
                                  query.page.size * query.page.number))
                page.rows.push_back(branchFrom(row));
            return page;
        });
}

} // namespace vigia::backend::stock
