#include "core/stock/answers.h"

#include "core/base/json_writer.h"

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

JsonWriter begin(const AnswerContext& context, std::string_view message) {
    JsonWriter json;
    json.beginObject().member("success", true).member("message", message);
    json.member("timestamp", context.now).member("correlationId", context.correlationId);
    return json;
}

void writeFlat(JsonWriter& json, const Stock& stock) {
    json.member("stockId", stock.stockId).member("productId", stock.productId);
    json.member("quantity", stock.quantity).member("totalValue", stock.totalValue().dollars());
    json.member("version", stock.version);
}

void writeFlat(JsonWriter& json, const Stock& stock, const Reservation& reservation) {
    writeFlat(json, stock);
    json.member("reserved", reservation.quantity).member("remaining", stock.quantity);
    json.member("reservationId", reservation.reservationId);
}

void writeStock(JsonWriter& json, const Stock& stock, const StockRules& rules) {
    json.beginObject().member("stockId", stock.stockId).member("productId", stock.productId);
    json.member("symbol", stock.symbol).member("productName", stock.productName);
    json.member("quantity", stock.quantity).member("reservedQuantity", stock.reservedQuantity);
    json.member("unitPrice", stock.unitPrice).member("totalValue", stock.totalValue());
    json.member("status", statusName(stock.status));
    json.member("lowStock", isLow(stock, rules)).member("isLowStock", isLow(stock, rules));
    json.member("available", isAvailable(stock)).member("isAvailable", isAvailable(stock));
    json.member("reservable", canReserve(stock, 1, rules)).member("version", stock.version);
    json.member("createdAt", stock.createdAt).member("createdBy", stock.createdBy);
    json.member("lastUpdated", stock.lastUpdated)
        .member("lastUpdatedBy", stock.lastUpdatedBy)
        .endObject();
}

void writeReservation(JsonWriter& json, const Reservation& reservation) {
    json.beginObject().member("reservationId", reservation.reservationId);
    json.member("stockId", reservation.stockId).member("productId", reservation.productId);
    json.member("symbol", reservation.symbol).member("quantity", reservation.quantity);
    json.member("state", stateName(reservation.state)).member("reservedBy", reservation.reservedBy);
    json.key("reason");
    reservation.reason ? json.value(*reservation.reason) : json.null();
    json.member("correlationId", reservation.correlationId);
    json.member("createdAt", reservation.createdAt).member("expiresAt", reservation.expiresAt);
    json.member("closedAt", reservation.closedAt).member("closedBy", reservation.closedBy);
    json.member("closeReason", reservation.closeReason).endObject();
}

void writePage(JsonWriter& json, const PageInfo& page) {
    const auto pages = (page.totalElements + page.request.size - 1) / page.request.size;
    json.key("page")
        .beginObject()
        .member("number", page.request.number)
        .member("size", page.request.size);
    json.member("totalElements", page.totalElements).member("totalPages", pages).endObject();
}

void writeFieldErrors(JsonWriter& json, const std::vector<FieldError>& errors) {
    json.key("errors").beginArray();
    for (const auto& error : errors) {
        json.beginObject().member("field", error.field).member("code", error.code);
        json.member("message", error.message)
            .member("rejectedValue", error.rejectedValue)
            .endObject();
    }
    json.endArray();
}

} // namespace

std::string stockAnswer(const AnswerContext& context, std::string_view message, const Stock& stock,
                        const StockRules& rules) {
    auto json = begin(context, message);
    writeFlat(json, stock);
    json.key("data");
    writeStock(json, stock, rules);
    json.endObject();
    return json.take();
}

std::string reserveAnswer(const AnswerContext& context, const Stock& stock,
                          const Reservation& reservation, const StockRules& rules) {
    auto json = begin(context, "Stock reserved successfully");
    writeFlat(json, stock, reservation);
    json.key("data").beginObject().key("stock");
    writeStock(json, stock, rules);
    json.key("reservation");
    writeReservation(json, reservation);
    json.member("reservedQuantity", reservation.quantity)
        .member("reservedAt", reservation.createdAt);
    json.endObject().endObject();
    return json.take();
}

std::string closeAnswer(const AnswerContext& context, std::string_view message, const Stock& stock,
                        const Reservation& reservation, const StockRules& rules) {
    auto json = begin(context, message);
    writeFlat(json, stock, reservation);
    json.key("data").beginObject().key("stock");
    writeStock(json, stock, rules);
    json.key("reservation");
    writeReservation(json, reservation);
    json.endObject().endObject();
    return json.take();
}

std::string reservationAnswer(const AnswerContext& context, const Stock& stock,
                              const Reservation& reservation) {
    auto json = begin(context, "Reservation retrieved successfully");
    writeFlat(json, stock, reservation);
    json.key("data");
    writeReservation(json, reservation);
    json.endObject();
    return json.take();
}

std::string stockListAnswer(const AnswerContext& context, const std::vector<Stock>& stocks,
                            const PageInfo& page, const StockRules& rules) {
    auto json = begin(context, "Stocks retrieved successfully");
    json.key("data").beginArray();
    for (const auto& stock : stocks)
        writeStock(json, stock, rules);
    json.endArray();
    writePage(json, page);
    json.endObject();
    return json.take();
}

std::string reservationListAnswer(const AnswerContext& context, const Stock& stock,
                                  const std::vector<Reservation>& reservations,
                                  const PageInfo& page) {
    auto json = begin(context, "Reservations retrieved successfully");
    writeFlat(json, stock);
    json.key("data").beginArray();
    for (const auto& reservation : reservations)
        writeReservation(json, reservation);
    json.endArray();
    writePage(json, page);
    json.endObject();
    return json.take();
}

std::string eventListAnswer(const AnswerContext& context, const Stock& stock,
                            const std::vector<std::string>& events) {
    auto json = begin(context, "Stock events retrieved successfully");
    writeFlat(json, stock);
    json.key("data").beginArray();
    for (const auto& event : events)
        json.raw(event);
    json.endArray().endObject();
    return json.take();
}

std::string errorAnswer(const AnswerContext& context, const DomainError& error) {
    JsonWriter json;
    json.beginObject().member("success", false).member("message", error.message);
    json.member("errorCode", error.code());
    json.member("timestamp", context.now).member("correlationId", context.correlationId);
    json.member("stockId", error.stockId).member("currentVersion", error.currentVersion);
    if (!error.errors.empty())
        writeFieldErrors(json, error.errors);
    json.endObject();
    return json.take();
}

std::string etag(const Stock& stock) {
    return fmt::format("\"{}\"", stock.version);
}

} // namespace vigia::core::stock
