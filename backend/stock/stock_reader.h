#pragma once

#include "backend/postgres/transaction.h"
#include "core/stock/model.h"
#include "core/stock/queries.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vigia::backend::stock {

/// Rows of one page and how many there are in all.
template <class T> struct Page {
    std::vector<T> rows;
    std::int64_t total = 0;
};

/// The reading side of stock.md 2: no locks, one or two statements a call. Deleted stocks don't
/// exist here. Any thread; blocks on the database. Errors are those of the pool.
class StockReader {
public:
    /// Prepares its statements.
    explicit StockReader(postgres::Pool& pool);

    [[nodiscard]] core::Result<std::optional<core::stock::Stock>> stock(const std::string& stockId);
    [[nodiscard]] core::Result<Page<core::stock::Stock>> list(const core::stock::ListQuery& query,
                                                              std::int64_t lowThreshold);
    /// With the stock that they belong to; nothing when there is no such stock.
    struct StockReservations {
        core::stock::Stock stock;
        Page<core::stock::Reservation> page;
    };
    [[nodiscard]] core::Result<std::optional<StockReservations>>
    reservations(const std::string& stockId, const core::stock::ReservationsQuery& query);
    [[nodiscard]] core::Result<
        std::optional<std::pair<core::stock::Stock, core::stock::Reservation>>>
    reservation(const std::string& reservationId);
    /// Payloads of event_history, newest first.
    struct StockEvents {
        core::stock::Stock stock;
        std::vector<std::string> events;
    };
    [[nodiscard]] core::Result<std::optional<StockEvents>>
    events(const std::string& stockId, const core::stock::EventsQuery& query);

private:
    postgres::Pool& m_pool;
};

} // namespace vigia::backend::stock
