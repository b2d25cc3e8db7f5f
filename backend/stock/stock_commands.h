#pragma once

#include "backend/http/message.h"
#include "backend/stock/command_runner.h"
#include "backend/stock/stock_deps.h"
#include "core/stock/answers.h"
#include "core/stock/commands.h"
#include "core/stock/events.h"

#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

namespace vigia::backend::stock {

/// The writing operations of stock.md 2.2, each one transaction. Any thread; blocks on the
/// database.
class StockCommands {
public:
    explicit StockCommands(const StockDeps& deps);

    http::Response create(const http::Request& request);
    /// Creations that came at the same time, in one statement and so one commit. No answer for what
    /// is not plain: keys, refusals, and all when the statement failed; `create` does those.
    std::vector<std::optional<http::Response>>
    createTogether(std::span<const http::Request* const> requests);
    http::Response setQuantity(const http::Request& request);
    http::Response setPrice(const http::Request& request);
    http::Response setStatus(const http::Request& request);
    http::Response replenish(const http::Request& request);
    http::Response reserve(const http::Request& request);
    http::Response release(const http::Request& request);
    http::Response confirm(const http::Request& request);
    http::Response remove(const http::Request& request);

private:
    struct Locked;
    struct Plan;
    using Closing = core::stock::Decision (*)(const core::stock::Stock&,
                                              const core::stock::Reservation&,
                                              const core::stock::CommandContext&,
                                              const core::stock::StockRules&);

    http::Response change(const http::Request& request, const Plan& plan);
    http::Response close(const http::Request& request,
                         core::stock::Checked<core::stock::CloseReservation> wanted,
                         std::string_view name, std::string_view message, Closing closing);
    core::Result<CommandAnswer> apply(pqxx::work& tx, const http::Request& request,
                                      const Plan& plan, core::stock::Decision& decision) const;
    core::stock::Checked<Locked> lock(pqxx::work& tx, const std::string& stockId,
                                      const Plan& plan) const;
    [[nodiscard]] http::Response success(const http::Request& request, const Plan& plan,
                                         const Locked& before,
                                         const core::stock::Decision& decision) const;

    [[nodiscard]] core::stock::Checked<core::stock::StockChange>
    creation(const http::Request& request) const;
    RunOutcome createAtOnce(const http::Request& request, core::stock::Decision& decision);
    RunOutcome createWithKey(const http::Request& request, const IdempotencyKey& key,
                             core::stock::Decision& decision);
    [[nodiscard]] http::Response created(const http::Request& request,
                                         const core::stock::Stock& stock) const;

    http::Response finish(const http::Request& request, RunOutcome outcome,
                          std::string_view subject, const core::stock::Decision& decision);
    http::Response refuse(const http::Request& request, const core::stock::DomainError& error);
    void tell(const core::stock::Decision& decision);
    [[nodiscard]] http::Response errorOf(const http::Request& request,
                                         const core::stock::DomainError& error) const;
    [[nodiscard]] core::stock::AnswerContext answerContext(const http::Request& request) const;
    [[nodiscard]] core::stock::EventStamp stamp(const http::Request& request) const;

    const StockDeps m_deps;
    CommandRunner m_runner;
};

} // namespace vigia::backend::stock
