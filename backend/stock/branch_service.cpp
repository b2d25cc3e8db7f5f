#include "backend/stock/branch_service.h"

#include "backend/http/url.h"
#include "backend/stock/branch_store.h"
#include "backend/stock/call.h"
#include "backend/stock/stock_metrics.h"
#include "core/base/uuid.h"
#include "core/stock/fields.h"

#include <pqxx/pqxx>

#include <fmt/format.h>

namespace vigia::backend::stock {

using namespace core::stock;

namespace {

constexpr std::size_t kMaxBatch = 100;

http::Response answer(int status, std::string body) {
    http::Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

/// `application/x-www-form-urlencoded` pairs after those of the query.
core::JsonObject formOf(const http::Request& request) {
    auto pairs = request.query;
    for (auto& pair : http::parseQuery(request.body).value_or(std::vector<http::NameValue>{}))
        pairs.push_back(std::move(pair));
    return objectFromPairs(pairs);
}

BranchError validationError(std::string message) {
    return {"VALIDATION_ERROR", std::move(message)};
}

} // namespace

BranchService::BranchService(const StockDeps& deps) : m_deps(deps), m_runner(deps.pool, deps.log) {}

http::Response BranchService::update(const http::Request& request) {
    const auto body = core::parseJson(request.body);
    if (!body)
        return refused(validationError("Request body is not valid JSON"));
    return run(request, readMovement(*body, context(request)));
}

http::Response BranchService::form(const http::Request& request, BranchOperation operation) {
    return run(request, readMovementForm(formOf(request), operation, context(request)));
}

http::Response BranchService::validate(const http::Request& request) {
    const auto body = core::parseJson(request.body);
    if (!body)
        return answer(400,
                      invalidAnswer(validationError("Request body is not valid JSON"), "", ""));
    const auto wanted = readMovement(*body, context(request));
    if (const auto* error = std::get_if<BranchError>(&wanted))
        return answer(400, invalidAnswer(*error, body->stringAt("productId").value_or(""),
                                         body->stringAt("operation").value_or("")));
    return answer(200, validAnswer(std::get<BranchRequest>(wanted)));
}

http::Response BranchService::run(const http::Request& request, const Wanted& wanted) {
    if (const auto* error = std::get_if<BranchError>(&wanted)) {
        tell("unknown", error->status());
        return refused(*error);
    }
    const auto key = idempotencyKey(request);
    if (const auto* error = std::get_if<DomainError>(&key))
        return refused(
            validationError(error->errors.front().field + " " + error->errors.front().message));
    const auto& movement = std::get<BranchRequest>(wanted);
    const auto outcome = m_runner.run("branch.move", std::get<0>(key),
                                      [&](pqxx::work& tx) { return apply(tx, request, movement); });
    const auto* failure = std::get_if<RunFailure>(&outcome);
    auto response = failure != nullptr ? failed(*failure) : std::get<http::Response>(outcome);
    tell(branchOperationName(movement.operation), response.status);
    return response;
}

core::Result<CommandAnswer> BranchService::apply(pqxx::work& tx, const http::Request& request,
                                                 const BranchRequest& wanted) const {
    const auto locked = lockBalances(tx, wanted);
    const auto moved = applyMovement(wanted, locked.target, locked.source);
    if (const auto* error = std::get_if<BranchError>(&moved))
        return CommandAnswer{refused(*error)};
    const EventStamp stamp{core::Uuid::random().text(), m_deps.clock.now(), traceparentOf(request)};
    storeMovement(tx, std::get<BranchChange>(moved), stamp, m_deps.rules);
    return CommandAnswer{answer(200, movementAnswer(std::get<BranchChange>(moved), stamp.eventId)),
                         true};
}

http::Response BranchService::batch(const http::Request& request) {
    const auto body = core::parseJson(request.body);
    const auto* items = body ? body->asArray() : nullptr;
    if (items == nullptr || items->empty() || items->size() > kMaxBatch)
        return refused(validationError(
            fmt::format("a batch must be an array of 1 to {} movements", kMaxBatch)));
    const auto outcome = runBatch(request, *items);
    if (const auto* failure = std::get_if<RunFailure>(&outcome))
        return failed(*failure);
    return std::get<http::Response>(outcome);
}

RunOutcome BranchService::runBatch(const http::Request& request, const core::JsonArray& items) {
    const auto key = idempotencyKey(request);
    if (const auto* error = std::get_if<DomainError>(&key))
        return refused(
            validationError(error->errors.front().field + " " + error->errors.front().message));
    const auto& whole = std::get<0>(key);
    std::vector<BranchBatchItem> results;
    for (const auto& item : items) {
        auto itemKey =
            whole; // each item commits alone, so a batch that was cut off goes on where it stopped
        if (itemKey)
            itemKey->path += fmt::format("#{}", results.size());
        auto done = runItem(request, item, itemKey);
        if (const auto* failure = std::get_if<RunFailure>(&done))
            return *failure;
        results.push_back(std::move(std::get<BranchBatchItem>(done)));
    }
    auto response = answer(200, batchAnswer(core::Uuid::random().text(), results));
    if (!whole)
        return response;
    return m_runner.run("branch.batch", whole, [&](pqxx::work&) -> core::Result<CommandAnswer> {
        return CommandAnswer{response};
    });
}

BranchService::ItemOutcome BranchService::runItem(const http::Request& request,
                                                  const core::JsonValue& item,
                                                  const std::optional<IdempotencyKey>& key) {
    BranchBatchItem result;
    result.correlationId = item.stringAt("correlationId").value_or(request.correlationId);
    result.operation = item.stringAt("operation").value_or("");
    result.productId = item.stringAt("productId").value_or("");
    const auto wanted = readMovement(item, context(request));
    if (const auto* error = std::get_if<BranchError>(&wanted)) {
        result.refusal = *error;
        return result;
    }
    const auto& movement = std::get<BranchRequest>(wanted);
    const auto outcome = m_runner.run("branch.move", key,
                                      [&](pqxx::work& tx) { return apply(tx, request, movement); });
    const auto* failure = std::get_if<RunFailure>(&outcome);
    if (failure != nullptr &&
        (*failure == RunFailure::KeyReused || *failure == RunFailure::InProgress))
        return *failure;
    const auto response = failure != nullptr ? failed(*failure) : std::get<http::Response>(outcome);
    tell(branchOperationName(movement.operation), response.status);
    const auto body = core::parseJson(response.body).value_or(core::JsonValue{});
    result.eventId = body.stringAt("eventId").value_or("");
    if (response.status != 200)
        result.refusal = BranchError{body.stringAt("errorCode").value_or("SERVICE_UNAVAILABLE"),
                                     body.stringAt("message").value_or("")};
    return result;
}

http::Response BranchService::list(const http::Request& request) {
    const auto wanted = readBranchQuery(objectFromPairs(request.query));
    if (const auto* error = std::get_if<BranchError>(&wanted))
        return refused(*error);
    const auto& query = std::get<BranchQuery>(wanted);
    const auto page = listBalances(m_deps.pool, query);
    if (!page) {
        const bool away = page.error().code == core::ErrorCode::Unreachable;
        if (!away)
            logDefect(m_deps.log, "branch.list failed", page.error(), request.correlationId);
        return failed(away ? RunFailure::Unavailable : RunFailure::Defect);
    }
    return answer(200, branchListAnswer(page->rows, {query.page, page->total}));
}

http::Response BranchService::health(const http::Request&) {
    return answer(200, branchHealthAnswer(m_deps.clock.now()));
}

http::Response BranchService::refused(const BranchError& error) const {
    return answer(error.status(), movementErrorAnswer(m_deps.clock.now(), error));
}

http::Response BranchService::failed(RunFailure failure) const {
    const auto error = stock::errorOf(failure, "");
    if (error.status() == 409) {
        const BranchError conflict{std::string(error.code()), error.message};
        return answer(409, movementErrorAnswer(m_deps.clock.now(), conflict));
    }
    auto response = answer(error.status(), branchFailureAnswer(m_deps.clock.now(), error.message));
    if (response.status == 503)
        response.headers.emplace_back("Retry-After", "1");
    return response;
}

BranchContext BranchService::context(const http::Request& request) const {
    return {request.correlationId, m_deps.clock.now()};
}

void BranchService::tell(std::string_view operation, int status) {
    const auto outcome = status < 300 ? "success" : status < 500 ? "rejected" : "error";
    m_deps.metrics.branchMoved(operation, outcome);
    if (status == 200)
        m_deps.committed();
}

} // namespace vigia::backend::stock
