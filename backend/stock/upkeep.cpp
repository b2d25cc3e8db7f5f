#include "backend/stock/upkeep.h"

#include "backend/postgres/transaction.h"
#include "backend/stock/rejections.h"
#include "core/base/time_text.h"

#include <pqxx/pqxx>

namespace vigia::backend::stock {
namespace {

using core::Result;

constexpr auto kEvery = std::chrono::seconds(10);
constexpr std::uint64_t kTurnsPerCheck = 6;
constexpr std::uint64_t kTurnsPerCleanup = 60;
constexpr std::int64_t kKeysATransaction = 1000;
constexpr auto kHistoryKept = std::chrono::days(90);

constexpr const char* kDeleteKeys = "DELETE FROM stock.idempotency_keys WHERE ctid = "
                                    "ANY(ARRAY(SELECT ctid FROM stock.idempotency_keys "
                                    "WHERE created_at < now() - interval '24 hours' LIMIT 1000))";

std::string dayOf(core::UtcTime time) {
    return core::formatRfc3339(time).substr(0, 10);
}

} // namespace

Result<std::int64_t> deleteOldKeys(postgres::Pool& pool) {
    for (std::int64_t all = 0;;) {
        const auto deleted = postgres::inTransaction(
            pool, "stock.old_keys", [](pqxx::work& tx) -> Result<std::int64_t> {
                return static_cast<std::int64_t>(tx.exec(kDeleteKeys).affected_rows());
            });
        if (!deleted)
            return deleted;
        all += *deleted;
        if (*deleted < kKeysATransaction)
            return all;
    }
}

Result<std::int64_t> keepHistoryPartitions(postgres::Pool& pool, core::UtcTime now) {
    return postgres::inTransaction(
        pool, "stock.partitions", [&](pqxx::work& tx) -> Result<std::int64_t> {
            tx.exec_params("SELECT stock.make_history_partitions($1::date, 7)", dayOf(now));
            const auto dropped = tx.exec_params1("SELECT stock.drop_history_partitions($1::date)",
                                                 dayOf(now - kHistoryKept));
            return dropped[0].as<std::int64_t>();
        });
}

StockUpkeep::StockUpkeep(const StockDeps& deps, StockCounters& counters,
                         const postgres::ConnectionOptions& direct)
    : m_deps(deps), m_counters(counters), m_gauges(direct, deps.rules),
      m_poller("stock-upkeep", kEvery, [this] { turn(); }) {}

void StockUpkeep::stop() {
    m_poller.stop();
    static_cast<void>(m_deps.rejections.flush(m_deps.pool));
}

void StockUpkeep::tell(const char* what, const Result<std::int64_t>& done) {
    if (!done)
        m_deps.log.warn(what, {{"errorContext", done.error().message}});
}

void StockUpkeep::turn() {
    // Counts that can't be written now are kept; the next turn adds them.
    static_cast<void>(m_deps.rejections.flush(m_deps.pool));
    m_counters.show(m_gauges.read());
    if (m_turns % kTurnsPerCheck == 0)
        m_counters.show(m_gauges.check());
    if (m_turns % kTurnsPerCleanup == 0)
        tell("old idempotency keys stay for now", deleteOldKeys(m_deps.pool));
    ++m_turns;
}

HistoryUpkeep::HistoryUpkeep(postgres::Pool& pool, const core::Clock& clock)
    : m_poller("history-upkeep", std::chrono::hours(1),
               [&pool, &clock] { static_cast<void>(keepHistoryPartitions(pool, clock.now())); }) {}

} // namespace vigia::backend::stock
