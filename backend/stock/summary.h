#pragma once

#include "backend/postgres/transaction.h"
#include "core/base/clock.h"
#include "core/stock/queries.h"
#include "core/stock/rules.h"

#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vigia::backend::stock {

/// One row of `topSymbols`.
struct TopSymbol {
    std::string symbol;
    std::int64_t reservations = 0;
    std::int64_t units = 0;
    std::int64_t quantity = 0;
    core::Money value;
};

/// The numbers of stock.md 8.1 at one moment.
struct StockSummary {
    std::int64_t totalStocks = 0;
    std::int64_t totalQuantity = 0;
    std::int64_t totalReserved = 0;
    core::Money totalValue;
    std::int64_t lowStock = 0;
    std::int64_t outOfStock = 0;
    std::vector<std::pair<std::string, std::int64_t>> byStatus;
    std::int64_t activeReservations = 0;
    std::int64_t expiringSoon = 0;
    std::vector<std::pair<std::string, std::int64_t>> lastHour; ///< created, updated, … rejected
    std::vector<TopSymbol> topSymbols;                          ///< up to 50
    std::int64_t pendingOutbox = 0;
    core::UtcTime generatedAt{};
};

std::string summaryAnswer(const StockSummary& summary, std::size_t top);

/// The summary, read at most every 2 s; callers that come together wait for one read. Any thread.
class SummaryCache {
public:
    SummaryCache(postgres::Pool& pool, const core::Clock& clock,
                 const core::stock::StockRules& rules);
    core::Result<StockSummary> read();

private:
    postgres::Pool& m_pool;
    const core::Clock& m_clock;
    const core::stock::StockRules m_rules;
    std::mutex m_mutex;
    std::optional<StockSummary> m_kept;
    core::SteadyTime m_keptAt{};
};

/// One point a step; steps without rows are 0.
core::Result<std::string> readSeries(postgres::Pool& pool, const core::stock::SeriesQuery& query);

} // namespace vigia::backend::stock
