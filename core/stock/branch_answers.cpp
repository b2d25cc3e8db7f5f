#include "core/base/json_writer.h"
#include "core/stock/branch_event.h"
#include "core/stock/routing.h"

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

void writeItem(JsonWriter& json, const BranchBatchItem& item) {
    json.beginObject()
        .member("correlationId", item.correlationId)
        .member("operation", item.operation);
    json.member("productId", item.productId).member("status", item.refusal ? "failed" : "accepted");
    if (item.refusal)
        json.member("errorCode", item.refusal->code).member("message", item.refusal->message);
    else
        json.member("eventId", item.eventId);
    json.endObject();
}

} // namespace

std::string movementAnswer(const BranchChange& change, std::string_view eventId) {
    const auto& request = change.request;
    JsonWriter json;
    json.beginObject().member("status", "success").member("success", true);
    json.member("correlationId", request.correlationId);
    json.member("operation", branchOperationName(request.operation));
    json.member("productId", request.target.productId);
    json.member("distributionCenter", request.target.distributionCenter)
        .member("branch", request.target.branch);
    json.member("quantity", request.quantity).member("available", change.after.quantity);
    json.member("reserved", change.after.reserved).member("eventId", eventId);
    json.member("eventType", branchEventType(request.operation))
        .member("targetTopic", kTopicBranch);
    json.member("message", "Stock updated successfully").endObject();
    return json.take();
}

std::string movementErrorAnswer(UtcTime now, const BranchError& error) {
    JsonWriter json;
    json.beginObject().member("status", "failed").member("message", error.message);
    json.member("errorCode", error.code).member("timestamp", now).endObject();
    return json.take();
}

std::string branchFailureAnswer(UtcTime now, std::string_view message) {
    JsonWriter json;
    json.beginObject()
        .member("status", "error")
        .member("message", message)
        .member("timestamp", now)
        .endObject();
    return json.take();
}

std::string validAnswer(const BranchRequest& request) {
    JsonWriter json;
    json.beginObject().member("status", "valid").member("message", "The movement is valid");
    json.member("productId", request.target.productId);
    json.member("operation", branchOperationName(request.operation)).endObject();
    return json.take();
}

std::string invalidAnswer(const BranchError& error, std::string_view productId,
                          std::string_view operation) {
    JsonWriter json;
    json.beginObject().member("status", "invalid").member("errorCode", error.code);
    json.member("message", error.message)
        .member("productId", productId)
        .member("operation", operation)
        .endObject();
    return json.take();
}

std::string batchAnswer(std::string_view batchId, const std::vector<BranchBatchItem>& items) {
    const auto failed = std::count_if(items.begin(), items.end(),
                                      [](const auto& i) { return i.refusal.has_value(); });
    JsonWriter json;
    json.beginObject().member("success", failed == 0).member("batchId", batchId);
    json.member("processedItems", static_cast<std::int64_t>(items.size()) - failed)
        .member("failedItems", failed);
    json.key("results").beginArray();
    for (const auto& item : items)
        writeItem(json, item);
    json.endArray().endObject();
    return json.take();
}

std::string branchListAnswer(const std::vector<BranchStock>& rows, const PageInfo& page) {
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const auto& row : rows) {
        json.beginObject().member("productId", row.key.productId);
        json.member("distributionCenter", row.key.distributionCenter)
            .member("branch", row.key.branch);
        json.member("quantity", row.quantity)
            .member("reserved", row.reserved)
            .member("version", row.version);
        json.member("updatedAt", row.updatedAt).endObject();
    }
    const auto pages = (page.totalElements + page.request.size - 1) / page.request.size;
    json.endArray().key("page").beginObject().member("number", page.request.number);
    json.member("size", page.request.size).member("totalElements", page.totalElements);
    json.member("totalPages", pages).endObject().endObject();
    return json.take();
}

std::string branchHealthAnswer(UtcTime now) {
    JsonWriter json;
    json.beginObject()
        .member("status", "UP")
        .member("service", "Stock Update Service")
        .member("timestamp", now);
    json.key("operations").beginArray();
    for (const auto* operation : {"ADD", "REMOVE", "TRANSFER", "RESERVE", "RELEASE", "SET"})
        json.value(operation);
    json.endArray().endObject();
    return json.take();
}

} // namespace vigia::core::stock
