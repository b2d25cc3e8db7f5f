#pragma once

#include "backend/postgres/connection.h"
#include "core/base/result.h"
#include "core/stock/rules.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace vigia::backend::stock {

/// Totals over all stocks (stock.md 10), and how many rows break an invariant.
struct StockGauges {
    double totalValue = 0;
    std::int64_t totalQuantity = 0;
    std::int64_t reservedQuantity = 0;
    std::int64_t items = 0;
    std::int64_t lowItems = 0;
    std::int64_t outItems = 0;
    std::int64_t activeReservations = 0;
};

struct InvariantViolations {
    std::int64_t negative = 0;
    std::int64_t reservedMismatch = 0;
};

/// Reads the gauges in one of all processes: the one that holds the advisory lock `stock-gauges`,
/// on a connection of its own, so that losing the connection is losing the lock. One thread.
class GaugeReader {
public:
    GaugeReader(postgres::ConnectionOptions connection, const core::stock::StockRules& rules);
    ~GaugeReader();

    /// Nothing while another process holds the lock or the database is away.
    std::optional<StockGauges> read();
    /// The same for the invariants; reads both tables as a whole.
    std::optional<InvariantViolations> check();

private:
    template <class T, class Read> std::optional<T> holding(Read read);
    bool holdsLock();

    postgres::ConnectionOptions m_options;
    const core::stock::StockRules m_rules;
    std::unique_ptr<postgres::Connection> m_connection;
    bool m_holds = false;
};

} // namespace vigia::backend::stock
