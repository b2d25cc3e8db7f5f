#include "core/view/stock_rows.h"

#include "core/base/time_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::core::view {
namespace {

UtcTime timeAt(const JsonValue& object, std::string_view key) {
    const auto text = object.stringAt(key);
    return text ? parseRfc3339(*text).value_or(UtcTime{}) : UtcTime{};
}

std::optional<Money> moneyAt(const JsonValue& object, std::string_view key) {
    const auto* member = object.find(key);
    return member ? member->asMoney() : std::nullopt;
}

std::string textAt(const JsonValue& object, std::string_view key) {
    return object.stringAt(key).value_or("");
}

Result<ReservationRow> readReservation(const JsonValue& object) {
    ReservationRow row;
    row.id = textAt(object, "reservationId");
    if (row.id.empty())
        return failure(ErrorCode::Corrupt,
                       "The service listed a reservation without reservationId.");
    row.stockId = textAt(object, "stockId");
    row.symbol = textAt(object, "symbol");
    row.state = textAt(object, "state");
    row.quantity = object.integerAt("quantity").value_or(0);
    row.reservedBy = textAt(object, "reservedBy");
    row.reason = textAt(object, "reason");
    row.created = timeAt(object, "createdAt");
    row.expires = timeAt(object, "expiresAt");
    if (const UtcTime closed = timeAt(object, "closedAt"); closed != UtcTime{})
        row.closed = closed;
    row.closedBy = textAt(object, "closedBy");
    row.closeReason = textAt(object, "closeReason");
    return row;
}

/// The array `data` and the object `page` of a list answer.
template <class Row>
Result<RowPage<Row>> readList(const JsonValue& body, Result<Row> (*read)(const JsonValue&)) {
    const auto* data = body.find("data");
    const auto* items = data ? data->asArray() : nullptr;
    if (!items)
        return failure(ErrorCode::Corrupt,
                       "The service's answer has no list “data”; check its version.");
    RowPage<Row> page;
    page.rows.reserve(items->size());
    for (const auto& item : *items) {
        auto row = read(item);
        if (!row)
            return std::move(row).error();
        page.rows.push_back(std::move(*row));
    }
    const auto* counts = body.find("page");
    const auto here = static_cast<std::int64_t>(page.rows.size());
    page.total = counts ? counts->integerAt("totalElements").value_or(here) : here;
    page.pages = counts ? counts->integerAt("totalPages").value_or(1) : 1;
    return page;
}

} // namespace

Result<StockRow> readStock(const JsonValue& object) {
    StockRow row;
    row.id = textAt(object, "stockId");
    if (row.id.empty())
        return failure(ErrorCode::Corrupt, "The service listed a stock without stockId.");
    row.productId = textAt(object, "productId");
    row.symbol = textAt(object, "symbol");
    row.name = textAt(object, "productName");
    row.status = textAt(object, "status");
    row.quantity = object.integerAt("quantity").value_or(0);
    row.reserved = object.integerAt("reservedQuantity").value_or(0);
    row.price = moneyAt(object, "unitPrice");
    row.value = moneyAt(object, "totalValue");
    row.version = object.integerAt("version").value_or(0);
    row.lowStock = object.boolAt("lowStock");
    row.created = timeAt(object, "createdAt");
    row.updated = timeAt(object, "lastUpdated");
    row.updatedBy = textAt(object, "lastUpdatedBy");
    return row;
}

Result<RowPage<StockRow>> readStocks(const JsonValue& body) {
    return readList<StockRow>(body, readStock);
}

Result<RowPage<ReservationRow>> readReservations(const JsonValue& body) {
    return readList<ReservationRow>(body, readReservation);
}

std::vector<StockRow> mergedStocks(const std::vector<StockRow>& rows,
                                   std::vector<StockRow> changes) {
    const auto byId = [](const StockRow& a, const StockRow& b) {
        return a.id != b.id ? a.id < b.id : a.version > b.version;
    };
    std::sort(changes.begin(), changes.end(), byId);
    std::vector<StockRow> merged;
    merged.reserve(rows.size() + changes.size());
    std::merge(rows.begin(), rows.end(), std::make_move_iterator(changes.begin()),
               std::make_move_iterator(changes.end()), std::back_inserter(merged), byId);
    const auto sameId = [](const StockRow& a, const StockRow& b) { return a.id == b.id; };
    merged.erase(std::unique(merged.begin(), merged.end(), sameId), merged.end());
    return merged;
}

Result<ops::Series> readSeries(const JsonValue& body) {
    const auto* points = body.find("points");
    const auto* items = points ? points->asArray() : nullptr;
    if (!items)
        return failure(ErrorCode::Corrupt,
                       "The service's answer has no list “points”; check its version.");
    ops::Series series;
    series.reserve(items->size());
    for (const auto& item : *items) {
        const auto* pair = item.asArray();
        const auto seconds = pair && pair->size() == 2 ? (*pair)[0].asInteger() : std::nullopt;
        if (!seconds || *seconds < 0 || *seconds > 253'402'300'799) // the year 9999
            return failure(ErrorCode::Corrupt,
                           "A point of the series is no pair of epoch seconds and a value.");
        series.push_back({UtcTime(std::chrono::seconds(*seconds)), (*pair)[1].asDouble()});
    }
    return series;
}

ApiError readApiError(int status, const JsonValue& body) {
    ApiError error;
    error.code = textAt(body, "errorCode");
    error.message = body.stringAt("message").value_or(
        fmt::format("The service answered with status {} and no reason.", status));
    const auto* list = body.find("errors");
    const auto* items = list ? list->asArray() : nullptr;
    for (const auto& item : items ? *items : JsonArray())
        error.fields.push_back(
            {textAt(item, "field"), item.stringAt("message").value_or(error.message)});
    return error;
}

ops::Health stockHealth(const std::string& status) {
    if (status == "AVAILABLE")
        return ops::Health::Ok;
    if (status == "PENDING_RESTOCK")
        return ops::Health::Degraded;
    if (status == "OUT_OF_STOCK")
        return ops::Health::Broken;
    return status == "RESERVED" ? ops::Health::Working : ops::Health::Unknown;
}

ops::Health reservationHealth(const std::string& state) {
    if (state == "ACTIVE")
        return ops::Health::Working;
    if (state == "CONFIRMED")
        return ops::Health::Ok;
    return state == "EXPIRED" ? ops::Health::Degraded : ops::Health::Unknown;
}

} // namespace vigia::core::view
