#include "core/stock/branch_event.h"

#include "core/base/json_writer.h"
#include "core/base/sha256.h"
#include "core/base/time_text.h"
#include "core/stock/routing.h"

#include <fmt/format.h>

namespace vigia::core::stock {
namespace {

void writeBalances(JsonWriter& json, const BranchChange& change) {
    json.member("quantity", change.request.quantity);
    json.member("previousQuantity", change.before.quantity)
        .member("newQuantity", change.after.quantity);
    if (change.sourceAfter) {
        json.member("sourcePreviousQuantity", change.sourceBefore->quantity);
        json.member("sourceNewQuantity", change.sourceAfter->quantity);
    }
    json.member("reserved", change.after.reserved);
}

bool isCritical(const BranchChange& change, const StockRules& rules) {
    const auto& before = change.sourceBefore ? *change.sourceBefore : change.before;
    const auto& after = change.sourceAfter ? *change.sourceAfter : change.after;
    return fellLow(before.quantity, after.quantity, rules.lowThreshold);
}

stream::Headers headersOf(const BranchChange& change, const EventStamp& stamp) {
    stream::Headers headers{{"event-id", stamp.eventId},
                            {"event-type", std::string(branchEventType(change.request.operation))},
                            {"schema-version", "1"},
                            {"x-priority", std::string(branchPriority(change.request))},
                            {"X-Correlation-ID", change.request.correlationId}};
    if (!stamp.traceparent.empty())
        headers.push_back({"traceparent", stamp.traceparent});
    return headers;
}

} // namespace

std::string branchHash(std::string_view occurredAt, std::string_view productId,
                       std::string_view operation, std::string_view correlationId) {
    return sha256Hex(fmt::format("{}-{}-{}-{}", occurredAt, productId, operation, correlationId))
        .substr(0, 16);
}

std::string branchEventJson(const BranchChange& change, const EventStamp& stamp) {
    const auto& request = change.request;
    const auto operation = branchOperationName(request.operation);
    const bool isTransfer = request.operation == BranchOperation::Transfer;
    JsonWriter json;
    json.beginObject()
        .member("schemaVersion", 1)
        .member("eventType", branchEventType(request.operation));
    json.member("eventId", stamp.eventId).member("correlationId", request.correlationId);
    json.member("productId", request.target.productId);
    json.member("distributionCenter", request.target.distributionCenter);
    json.member("branch", request.target.branch).member("sourceBranch", request.sourceBranch);
    if (isTransfer)
        json.member("targetBranch", request.target.branch);
    json.member("operation", operation);
    writeBalances(json, change);
    json.member("reasonCode", request.reasonCode)
        .member("referenceDocument", request.referenceDocument);
    json.member("priority", branchPriority(request)).member("occurredAt", change.occurredAt);
    json.member("publishedBy", kPublisher);
    json.member("hash", branchHash(formatRfc3339(change.occurredAt), request.target.productId,
                                   operation, request.correlationId));
    json.endObject();
    return json.take();
}

std::vector<stream::OutboxRecord>
branchOutboxRecords(const BranchChange& change, const EventStamp& stamp, const StockRules& rules) {
    stream::OutboxRecord record;
    record.eventId = stamp.eventId;
    record.topic = kTopicBranch;
    record.key = change.request.target.productId;
    record.headers = headersOf(change, stamp);
    record.payload = branchEventJson(change, stamp);
    record.recordTime = change.occurredAt;
    std::vector<stream::OutboxRecord> records{record};
    if (isCritical(change, rules)) {
        record.topic = kTopicCritical;
        records.push_back(std::move(record));
    }
    return records;
}

} // namespace vigia::core::stock
