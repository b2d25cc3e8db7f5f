#pragma once

#include "backend/stock/stock_deps.h"
#include "core/base/poller.h"
#include "core/stock/commands.h"

#include <cstdint>
#include <vector>

namespace vigia::backend::stock {

/// Expires reservations whose time is over: every 5 s, 500 rows a transaction, skipping what others
/// hold. Any number of processes may sweep at once.
class Sweeper {
public:
    explicit Sweeper(const StockDeps& deps,
                     std::chrono::milliseconds every = std::chrono::seconds(5));

    /// Starts the thread `stock-sweep`.
    void start() { m_poller.start(); }
    void stop() { m_poller.stop(); }

    /// Expires everything that is due now; how many. Also called by the thread.
    core::Result<std::int64_t> sweep();

private:
    void turn();
    core::Result<std::vector<core::stock::StockChange>> sweepOnce();

    const StockDeps m_deps;
    core::Poller m_poller;
};

/// Prepares the statement of the sweeper; once per pool.
void prepareSweep(postgres::Pool& pool);

} // namespace vigia::backend::stock
