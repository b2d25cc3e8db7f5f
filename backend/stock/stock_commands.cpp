#include "backend/stock/stock_commands.h"

#include "backend/stock/call.h"
#include "backend/stock/rejections.h"
#include "backend/stock/stock_metrics.h"
#include "backend/stock/stock_writer.h"
#include "core/base/uuid.h"
#include "core/stock/fields.h"

#include <pqxx/pqxx>

namespace vigia::backend::stock {

using namespace core::stock;

/// What a command decides upon, read under the lock of its stock.
struct StockCommands::Locked {
    Stock stock;
    std::optional<Reservation> reservation;
    std::int64_t active = 0; ///< ACTIVE reservations, counted for deletions
};

/// One command as its request asks for it.
struct StockCommands::Plan {
    enum class Shape { Stock, Reserve, Close, Remove };

    std::string_view name;
    std::string_view message;
    Shape shape = Shape::Stock;
    CommandFields common;
    std::optional<std::string> reservationId; ///< to read beside the stock
    std::function<Decision(const Locked&, const CommandContext&)> decide;
};

namespace {

RequestText textOf(const http::Request& request) {
    return {request.body, request.header("if-match")};
}

std::string newReservationId() {
    return "RES-" + core::Uuid::random().text();
}

bool isReplay(const http::Response& response) {
    return !response.headers.empty() && response.headers.back().first == "Idempotent-Replayed";
}

bool isRefusedReservation(const DomainError& error) {
    return error.kind == ErrorKind::InsufficientStock ||
           error.kind == ErrorKind::StockNotReservable;
}

} // namespace

StockCommands::StockCommands(const StockDeps& deps) : m_deps(deps), m_runner(deps.pool, deps.log) {}

http::Response StockCommands::setQuantity(const http::Request& request) {
    auto wanted = readSetQuantity(textOf(request));
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    const auto& body = std::get<SetQuantity>(wanted);
    return change(
        request, {"stock.set_quantity", "Stock quantity updated successfully", Plan::Shape::Stock,
                  body.common, std::nullopt, [&](const Locked& now, const CommandContext& context) {
                      return stock::setQuantity(now.stock, body.quantity, context, m_deps.rules);
                  }});
}

http::Response StockCommands::setPrice(const http::Request& request) {
    auto wanted = readSetPrice(textOf(request));
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    const auto& body = std::get<SetPrice>(wanted);
    return change(request, {"stock.set_price", "Stock price updated successfully",
                            Plan::Shape::Stock, body.common, std::nullopt,
                            [&](const Locked& now, const CommandContext& context) {
                                return stock::setPrice(now.stock, body.price, context);
                            }});
}

http::Response StockCommands::setStatus(const http::Request& request) {
    auto wanted = readSetStatus(textOf(request));
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    const auto& body = std::get<SetStatus>(wanted);
    return change(
        request, {"stock.set_status", "Stock status updated successfully", Plan::Shape::Stock,
                  body.common, std::nullopt, [&](const Locked& now, const CommandContext& context) {
                      return stock::setStatus(now.stock, body.status, context, m_deps.rules);
                  }});
}

http::Response StockCommands::replenish(const http::Request& request) {
    auto wanted = readReplenish(textOf(request));
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    const auto& body = std::get<Replenish>(wanted);
    return change(
        request, {"stock.replenish", "Stock replenished successfully", Plan::Shape::Stock,
                  body.common, std::nullopt, [&](const Locked& now, const CommandContext& context) {
                      return stock::replenish(now.stock, body.units, context, m_deps.rules);
                  }});
}

http::Response StockCommands::reserve(const http::Request& request) {
    auto wanted = readReserve(textOf(request), m_deps.rules);
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    const auto& body = std::get<Reserve>(wanted);
    std::optional<std::string> refusedSymbol;
    const auto decide = [&](const Locked& now, const CommandContext& context) {
        auto decision = stock::reserve(now.stock, body.units, newReservationId(), body.ttl, context,
                                       m_deps.rules);
        const bool refused = decision.refusal && isRefusedReservation(*decision.refusal);
        refusedSymbol = refused ? std::optional(now.stock.symbol) : std::nullopt;
        return decision;
    };
    auto response = change(
        request, {"stock.reserve", "", Plan::Shape::Reserve, body.common, std::nullopt, decide});
    if (refusedSymbol && !isReplay(response))
        m_deps.rejections.count(*refusedSymbol, m_deps.clock.now());
    return response;
}

http::Response StockCommands::close(const http::Request& request, Checked<CloseReservation> wanted,
                                    std::string_view name, std::string_view message,
                                    Closing closing) {
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    const auto& body = std::get<CloseReservation>(wanted);
    return change(request, {name, message, Plan::Shape::Close, body.common, body.reservationId,
                            [&](const Locked& now, const CommandContext& context) {
                                return closing(now.stock, *now.reservation, context, m_deps.rules);
                            }});
}

http::Response StockCommands::release(const http::Request& request) {
    return close(request, readRelease(textOf(request)), "stock.release",
                 "Reservation released successfully", &stock::release);
}

http::Response StockCommands::confirm(const http::Request& request) {
    return close(request, readConfirm(textOf(request)), "stock.confirm",
                 "Reservation confirmed successfully", &stock::confirm);
}

http::Response StockCommands::remove(const http::Request& request) {
    auto wanted = readDelete(objectFromPairs(request.query), request.header("if-match"));
    if (const auto* error = std::get_if<DomainError>(&wanted))
        return refuse(request, *error);
    return change(request, {"stock.delete", "Stock deleted successfully", Plan::Shape::Remove,
                            std::get<DeleteStock>(wanted).common, std::nullopt,
                            [](const Locked& now, const CommandContext& context) {
                                return stock::remove(now.stock, now.active, context);
                            }});
}

http::Response StockCommands::change(const http::Request& request, const Plan& plan) {
    const auto& stockId = request.pathParameter("id");
    if (isImpossibleId(stockId))
        return refuse(request, stockNotFound(stockId));
    const auto key = idempotencyKey(request);
    if (const auto* error = std::get_if<DomainError>(&key))
        return refuse(request, *error);
    Decision decision;
    auto outcome = m_runner.run(plan.name, std::get<0>(key),
                                [&](pqxx::work& tx) { return apply(tx, request, plan, decision); });
    return finish(request, std::move(outcome), stockId, decision);
}

Checked<StockCommands::Locked> StockCommands::lock(pqxx::work& tx, const std::string& stockId,
                                                   const Plan& plan) const {
    auto stock = lockStock(tx, stockId);
    if (!stock)
        return stockNotFound(stockId);
    Locked locked{std::move(*stock), std::nullopt};
    if (plan.reservationId) {
        locked.reservation = reservationOf(tx, stockId, *plan.reservationId);
        if (!locked.reservation)
            return reservationNotFound(*plan.reservationId);
    }
    if (plan.shape == Plan::Shape::Remove && locked.stock.reservedQuantity > 0)
        locked.active = activeReservations(tx, stockId);
    return locked;
}

core::Result<CommandAnswer> StockCommands::apply(pqxx::work& tx, const http::Request& request,
                                                 const Plan& plan, Decision& decision) const {
    decision = {};
    auto found = lock(tx, request.pathParameter("id"), plan);
    if (auto* error = std::get_if<DomainError>(&found)) {
        decision.refusal = std::move(*error);
        return CommandAnswer{errorOf(request, *decision.refusal)};
    }
    const auto& locked = std::get<Locked>(found);
    decision = plan.decide(locked, commandContext(request, plan.common, m_deps.clock.now()));
    if (decision.change)
        storeChange(tx, *decision.change, stamp(request), m_deps.rules);
    const bool wrote = decision.change.has_value();
    if (decision.refusal)
        return CommandAnswer{errorOf(request, *decision.refusal), wrote};
    return CommandAnswer{success(request, plan, locked, decision), wrote};
}

http::Response StockCommands::success(const http::Request& request, const Plan& plan,
                                      const Locked& before, const Decision& decision) const {
    const auto& change = decision.change;
    const auto& stock = change ? change->after : before.stock;
    const auto& reservation =
        change && change->reservation ? change->reservation : before.reservation;
    const auto context = answerContext(request);
    http::Response response;
    switch (plan.shape) {
    case Plan::Shape::Reserve:
        response.body = reserveAnswer(context, stock, *reservation, m_deps.rules);
        break;
    case Plan::Shape::Close:
        response.body = closeAnswer(context, plan.message, stock, *reservation, m_deps.rules);
        break;
    default:
        response.body = stockAnswer(context, plan.message, stock, m_deps.rules);
        break;
    }
    response.headers.emplace_back("ETag", etag(stock));
    return response;
}

http::Response StockCommands::finish(const http::Request& request, RunOutcome outcome,
                                     std::string_view subject, const Decision& decision) {
    if (const auto* failure = std::get_if<RunFailure>(&outcome))
        return refuse(request, stock::errorOf(*failure, subject));
    auto& response = std::get<http::Response>(outcome);
    if (!isReplay(response))
        tell(decision);
    return std::move(response);
}

void StockCommands::tell(const Decision& decision) {
    if (decision.refusal)
        m_deps.metrics.refused(*decision.refusal);
    const bool createRefused =
        decision.refusal && decision.refusal->kind == ErrorKind::DuplicateProduct;
    if (!decision.change || createRefused)
        return;
    m_deps.metrics.changed(*decision.change);
    m_deps.committed();
}

http::Response StockCommands::refuse(const http::Request& request, const DomainError& error) {
    m_deps.metrics.refused(error);
    return errorOf(request, error);
}

http::Response StockCommands::errorOf(const http::Request& request,
                                      const DomainError& error) const {
    return errorResponse(answerContext(request), error, m_deps.conflictStatus);
}

AnswerContext StockCommands::answerContext(const http::Request& request) const {
    return {m_deps.clock.now(), request.correlationId};
}

EventStamp StockCommands::stamp(const http::Request& request) const {
    return {core::Uuid::random().text(), m_deps.clock.now(), traceparentOf(request)};
}

} // namespace vigia::backend::stock
