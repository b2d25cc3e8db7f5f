#include "core/stock/events.h"

#include "core/base/json_writer.h"
#include "core/base/sha256.h"
#include "core/base/time_text.h"
#include "core/stock/routing.h"

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

std::string_view priorityName(const StockChange& change) {
    return isSignificant(change) ? "HIGH" : "NORMAL";
}

std::string hashOf(const StockChange& change) {
    return messageHash(change.correlationId, change.after.productId,
                       operationName(change.operation), std::to_string(change.after.quantity),
                       formatRfc3339(change.occurredAt));
}

void writeIdentity(JsonWriter& json, const StockChange& change, const EventStamp& stamp) {
    json.member("schemaVersion", 1)
        .member("eventType", "STOCK_UPDATED")
        .member("eventId", stamp.eventId);
    json.member("correlationId", change.correlationId).member("stockId", change.after.stockId);
    json.member("productId", change.after.productId).member("symbol", change.after.symbol);
    json.member("productName", change.after.productName)
        .member("stockVersion", change.after.version);
    json.member("operation", operationName(change.operation));
    json.member("operationDescription", operationDescription(change.operation));
    json.member("operationBy", change.by).member("reason", change.reason);
}

void writeLevels(JsonWriter& json, const StockChange& change) {
    json.member("previousQuantity", change.before.quantity)
        .member("newQuantity", change.after.quantity);
    json.member("previousPrice", change.before.unitPrice)
        .member("newPrice", change.after.unitPrice);
    json.member("previousStatus", statusName(change.before.status));
    json.member("newStatus", statusName(change.after.status));
    if (change.reservation) {
        json.member("reservationId", change.reservation->reservationId);
        json.member("reservationQuantity", change.reservation->quantity);
    }
    json.member("reservedQuantity", change.after.reservedQuantity);
}

void writeChanges(JsonWriter& json, const StockChange& change) {
    const auto units = change.after.quantity - change.before.quantity;
    const auto price = change.after.unitPrice - change.before.unitPrice;
    const auto priceSize = price < Money{} ? Money{} - price : price;
    json.member("quantityChange", units).member("priceChange", price);
    json.member("quantityIncreased", units > 0).member("priceIncreased", price > Money{});
    json.member("significantQuantityChange", std::abs(units) >= kSignificantUnits);
    json.member("significantPriceChange", priceSize >= kSignificantPrice);
}

} // namespace

std::string messageHash(std::string_view correlationId, std::string_view productId,
                        std::string_view operation, std::string_view newQuantity,
                        std::string_view occurredAt) {
    return sha256Hex(fmt::format("{}:{}:{}:{}:{}", correlationId, productId, operation, newQuantity,
                                 occurredAt));
}

std::string eventJson(const StockChange& change, const EventStamp& stamp, const StockRules& rules) {
    JsonWriter json;
    json.beginObject();
    writeIdentity(json, change, stamp);
    writeLevels(json, change);
    json.member("occurredAt", change.occurredAt).member("publishedAt", stamp.publishedAt);
    json.member("publishedBy", kPublisher);
    if (rules.deadline.count() > 0)
        json.member("deadline", UtcTime(change.occurredAt + rules.deadline));
    json.member("priority", priorityName(change)).member("messageHash", hashOf(change));
    writeChanges(json, change);
    json.endObject();
    return json.take();
}

stream::Headers eventHeaders(const StockChange& change, const EventStamp& stamp) {
    stream::Headers headers{{"event-id", stamp.eventId},
                            {"event-type", std::string(operationName(change.operation))},
                            {"schema-version", "1"},
                            {"x-priority", std::string(priorityName(change))},
                            {"X-Correlation-ID", change.correlationId}};
    if (!stamp.traceparent.empty())
        headers.push_back({"traceparent", stamp.traceparent});
    return headers;
}

std::vector<stream::OutboxRecord> outboxRecords(const StockChange& change, const EventStamp& stamp,
                                                const StockRules& rules) {
    stream::OutboxRecord record;
    record.eventId = stamp.eventId;
    record.key = change.after.stockId;
    record.headers = eventHeaders(change, stamp);
    record.payload = eventJson(change, stamp, rules);
    record.recordTime = change.occurredAt;
    std::vector<stream::OutboxRecord> records;
    for (const auto topic : topicsFor(change, rules)) {
        record.topic = topic;
        records.push_back(record);
    }
    return records;
}

} // namespace vigia::core::stock
