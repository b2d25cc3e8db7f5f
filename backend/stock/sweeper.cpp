#include "backend/stock/sweeper.h"

#include "backend/host/fault_point.h"
#include "backend/postgres/transaction.h"
#include "backend/stock/rows.h"
#include "backend/stock/stock_metrics.h"
#include "backend/stock/stock_writer.h"
#include "core/base/time_text.h"
#include "core/base/uuid.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

#include <map>

namespace vigia::backend::stock {

using namespace core::stock;
using core::Result;

namespace {

constexpr std::size_t kRowsATransaction = 500;

} // namespace

void prepareSweep(postgres::Pool& pool) {
    pool.prepare(
        "stock.due",
        fmt::format("SELECT {}, {} FROM stock.reservations r JOIN stock.stocks s ON "
                    "s.stock_id = r.stock_id WHERE r.state = 'ACTIVE' AND "
                    "r.expires_at <= $1::timestamptz AND "
                    "s.quantity::bigint + r.quantity <= 2147483647 ORDER BY r.expires_at LIMIT {} "
                    "FOR UPDATE OF s, r SKIP LOCKED",
                    stockColumns("s"), reservationColumns("r"), kRowsATransaction));
}

Sweeper::Sweeper(const StockDeps& deps, std::chrono::milliseconds every)
    : m_deps(deps), m_poller("stock-sweep", every, [this] { turn(); }) {}

void Sweeper::turn() {
    // What is due stays due: the next turn finds it again.
    if (const auto swept = sweep(); !swept)
        m_deps.log.warn("expired reservations wait", {{"errorContext", swept.error().message}});
}

Result<std::int64_t> Sweeper::sweep() {
    std::int64_t expired = 0;
    for (;;) {
        const auto changes = sweepOnce();
        if (!changes)
            return changes.error();
        for (const auto& change : *changes)
            m_deps.metrics.changed(change);
        if (!changes->empty())
            m_deps.committed();
        expired += static_cast<std::int64_t>(changes->size());
        if (changes->size() < kRowsATransaction)
            return expired;
    }
}

Result<std::vector<StockChange>> Sweeper::sweepOnce() {
    using Changes = std::vector<StockChange>;
    return postgres::inTransaction(
        m_deps.pool, "stock.sweep", [&](pqxx::work& tx) -> Result<Changes> {
            const auto now = m_deps.clock.now();
            std::map<std::string, Stock>
                stocks; // several reservations of one stock follow each other
            Changes changes;
            for (const auto& row : tx.exec_prepared("stock.due", core::formatRfc3339Micros(now))) {
                auto& stock = stocks.try_emplace(row[0].c_str(), stockFrom(row)).first->second;
                auto change =
                    expire(stock, reservationFrom(row, kStockColumnCount), now, m_deps.rules);
                if (!change)
                    continue;
                storeChange(tx, *change, {core::Uuid::random().text(), now, ""}, m_deps.rules);
                stock = change->after;
                changes.push_back(std::move(*change));
            }
            VIGIA_FAULT_POINT("sweep.before_commit");
            return changes;
        });
}

} // namespace vigia::backend::stock
