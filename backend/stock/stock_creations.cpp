#include "backend/stock/call.h"
#include "backend/stock/stock_commands.h"
#include "backend/stock/stock_writer.h"
#include "core/base/uuid.h"

#include <pqxx/pqxx>

namespace vigia::backend::stock {

using namespace core::stock;

http::Response StockCommands::create(const http::Request& request) {
    auto wanted = creation(request);
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    const auto key = idempotencyKey(request);
    if (const auto* error = std::get_if<DomainError>(&key))
        return refuse(request, *error);
    Decision decision;
    decision.change = std::get<StockChange>(std::move(wanted));
    const auto& given = std::get<0>(key);
    auto outcome =
        given ? createWithKey(request, *given, decision) : createAtOnce(request, decision);
    return finish(request, std::move(outcome), decision.change->after.stockId, decision);
}

RunOutcome StockCommands::createAtOnce(const http::Request& request, Decision& decision) {
    const auto& change = *decision.change;
    const auto published = stamp(request);
    std::optional<std::string> holder;
    const auto failed = m_runner.runRepeatable([&](pqxx::nontransaction& tx) {
        holder = insertStock(tx, change, published, m_deps.rules);
    });
    if (failed)
        return *failed;
    if (!holder)
        return created(request, change.after);
    decision.refusal = duplicateProduct(change.after.productId, *holder);
    return errorOf(request, *decision.refusal);
}

RunOutcome StockCommands::createWithKey(const http::Request& request, const IdempotencyKey& key,
                                        Decision& decision) {
    const auto& change = *decision.change;
    const auto published = stamp(request);
    return m_runner.run("stock.create", key, [&](pqxx::work& tx) -> core::Result<CommandAnswer> {
        decision.refusal.reset();
        const auto holder = insertStock(tx, change, published, m_deps.rules);
        if (!holder)
            return CommandAnswer{created(request, change.after), true};
        decision.refusal = duplicateProduct(change.after.productId, *holder);
        return CommandAnswer{errorOf(request, *decision.refusal)};
    });
}

http::Response StockCommands::created(const http::Request& request, const Stock& stock) const {
    http::Response response;
    response.status = 201;
    response.body =
        stockAnswer(answerContext(request), "Stock created successfully", stock, m_deps.rules);
    response.headers.emplace_back("ETag", etag(stock));
    response.headers.emplace_back("Location", "/api/v1/virtual-stock/stocks/" + stock.stockId);
    return response;
}

/// The stock that the request asks for, with a fresh id.
Checked<StockChange> StockCommands::creation(const http::Request& request) const {
    const auto wanted = readCreate({request.body, request.header("if-match")});
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return *error;
    const auto& body = std::get<CreateStock>(wanted);
    return stock::create(body, core::Uuid::random().text(),
                         commandContext(request, body.common, m_deps.clock.now()), m_deps.rules);
}

std::vector<std::optional<http::Response>>
StockCommands::createTogether(std::span<const http::Request* const> requests) {
    std::vector<std::optional<http::Response>> answers(requests.size());
    std::vector<std::size_t> places;
    std::vector<Creation> creations;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (requests[i]->header("idempotency-key") != nullptr)
            continue;
        auto wanted = creation(*requests[i]);
        auto* change = std::get_if<StockChange>(&wanted);
        if (change == nullptr)
            continue;
        places.push_back(i);
        creations.push_back({std::move(*change), stamp(*requests[i])});
    }
    if (creations.empty())
        return answers;
    const auto outcome =
        m_runner.tryTogether(creations.size(), [&](pqxx::nontransaction& tx, bool again) {
            return insertStocks(tx, creations, m_deps.rules, again);
        });
    const auto* written = std::get_if<std::vector<bool>>(&outcome);
    for (std::size_t n = 0; n < places.size(); ++n) {
        const auto& request = *requests[places[n]];
        if (written == nullptr)
            answers[places[n]] = refuse(request, stock::errorOf(std::get<RunFailure>(outcome), ""));
        if (written == nullptr || !written->at(n))
            continue;
        answers[places[n]] = created(request, creations[n].change.after);
        tell({std::move(creations[n].change), std::nullopt});
    }
    return answers;
}

} // namespace vigia::backend::stock
