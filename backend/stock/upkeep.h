#pragma once

#include "backend/postgres/pool.h"
#include "backend/stock/gauges.h"
#include "backend/stock/stock_deps.h"
#include "backend/stock/stock_metrics.h"
#include "core/base/clock.h"
#include "core/base/poller.h"

#include <cstdint>

namespace vigia::backend::stock {

/// Deletes idempotency keys older than 24 h, 1,000 a transaction; how many.
core::Result<std::int64_t> deleteOldKeys(postgres::Pool& pool);

/// Makes the daily partitions of stock.event_history for the next 7 days and drops those older than
/// 90 days; how many were dropped.
core::Result<std::int64_t> keepHistoryPartitions(postgres::Pool& pool, core::UtcTime now);

/// What the role `stock` does beside requests, every 10 s on the thread `stock-upkeep`: refused
/// reservations go to the minutes, gauges are read; every 60 s the invariants, every 10 min old
/// keys.
class StockUpkeep {
public:
    StockUpkeep(const StockDeps& deps, StockCounters& counters,
                const postgres::ConnectionOptions& direct);

    void start() { m_poller.start(); }
    /// Waits, then flushes what was counted since.
    void stop();
    /// One turn; also called by the thread.
    void turn();

private:
    void tell(const char* what, const core::Result<std::int64_t>& done);

    const StockDeps m_deps;
    StockCounters& m_counters;
    GaugeReader m_gauges;
    std::uint64_t m_turns = 0;
    core::Poller m_poller;
};

/// What the role `analytics` does beside its batches: partitions, every hour on the thread
/// `history-upkeep`.
class HistoryUpkeep {
public:
    HistoryUpkeep(postgres::Pool& pool, const core::Clock& clock);
    void start() { m_poller.start(); }
    void stop() { m_poller.stop(); }

private:
    core::Poller m_poller;
};

} // namespace vigia::backend::stock
