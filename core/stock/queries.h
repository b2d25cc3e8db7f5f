#pragma once

#include "core/stock/domain_error.h"
#include "core/stock/model.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia::core::stock {

enum class SortField {
    Symbol,
    ProductId,
    Quantity,
    UnitPrice,
    TotalValue,
    Status,
    LastUpdated,
    CreatedAt
};

struct PageRequest {
    std::int64_t number = 0;
    std::int64_t size = 100;
};

/// GET /stocks (stock.md 2.3).
struct ListQuery {
    std::vector<StockStatus> statuses;
    std::optional<std::string> symbol;
    std::optional<std::string> productId;
    std::optional<std::string> prefix; ///< `q`
    std::optional<bool> lowStock;
    std::optional<std::int64_t> minQuantity;
    std::optional<std::int64_t> maxQuantity;
    std::optional<Money> minPrice;
    std::optional<Money> maxPrice;
    std::optional<UtcTime> updatedSince;
    SortField sort = SortField::CreatedAt;
    bool descending = false;
    PageRequest page;
};

/// GET /stocks/{id}/reservations.
struct ReservationsQuery {
    std::optional<ReservationState> state;
    PageRequest page;
};

/// GET /stocks/{id}/events.
struct EventsQuery {
    std::int64_t limit = 100;
    std::optional<std::int64_t> beforeVersion;
};

/// GET /series (stock.md 8.1): sums per step of one column of stock.symbol_minutes.
struct SeriesQuery {
    std::string metric;
    std::optional<std::string> symbol;
    UtcTime from{};
    UtcTime to{};
    std::int64_t stepSeconds = 60;
};

Checked<ListQuery> readListQuery(const JsonObject& query);
Checked<ReservationsQuery> readReservationsQuery(const JsonObject& query);
Checked<EventsQuery> readEventsQuery(const JsonObject& query);
Checked<std::int64_t> readSummaryTop(const JsonObject& query);
/// `now` stands for an absent `to`; an absent `from` is one hour before it.
Checked<SeriesQuery> readSeriesQuery(const JsonObject& query, UtcTime now);

} // namespace vigia::core::stock
