#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/ops/console_snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace vigia::core::view {

/// One stock as the REST API lists it (stock.md 2.1).
struct StockRow {
    std::string id, productId, symbol, name;
    std::string status;
    std::int64_t quantity = 0;
    std::int64_t reserved = 0;
    std::optional<Money> price;
    std::optional<Money> value;
    std::int64_t version = 0;
    bool lowStock = false;
    UtcTime created{};
    UtcTime updated{};
    std::string updatedBy;
};

/// One reservation (stock.md 2.2).
struct ReservationRow {
    std::string id, stockId, symbol;
    std::string state;
    std::int64_t quantity = 0;
    std::string reservedBy, reason;
    UtcTime created{};
    UtcTime expires{};
    std::optional<UtcTime> closed;
    std::string closedBy, closeReason;
};

/// A page of a list and how much there is in all.
template <class Row> struct RowPage {
    std::vector<Row> rows;
    std::int64_t total = 0;
    std::int64_t pages = 0;
};

/// Reads the answer of GET /stocks. Corrupt names what is missing.
Result<RowPage<StockRow>> readStocks(const JsonValue& body);
/// Reads the answer of GET /stocks/{id}/reservations.
Result<RowPage<ReservationRow>> readReservations(const JsonValue& body);
/// One stock object (`data`, or `data.stock` of a reservation answer).
Result<StockRow> readStock(const JsonValue& object);

/// `changes` put into `rows` (both in the order of their ids): newer versions replace, unknown ids
/// are added.
std::vector<StockRow> mergedStocks(const std::vector<StockRow>& rows,
                                   std::vector<StockRow> changes);

/// Reads the answer of GET /series: points of epoch seconds and a value.
Result<ops::Series> readSeries(const JsonValue& body);

/// One mistake that the API found in a request (stock.md 2.1).
struct FieldError {
    std::string field; ///< as the client wrote it; empty: none in particular
    std::string message;
};
/// What an error answer says: the sentence, and what concerns single fields.
struct ApiError {
    std::string code;
    std::string message;
    std::vector<FieldError> fields;
};
ApiError readApiError(int status, const JsonValue& body);

ops::Health stockHealth(const std::string& status);
ops::Health reservationHealth(const std::string& state);

} // namespace vigia::core::view
