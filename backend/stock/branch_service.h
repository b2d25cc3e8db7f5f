#pragma once

#include "backend/http/message.h"
#include "backend/stock/command_runner.h"
#include "backend/stock/stock_deps.h"
#include "core/stock/branch_event.h"
#include "core/stock/branch_request.h"

#include <optional>
#include <string>
#include <variant>

namespace vigia::backend::stock {

/// The operations of stock.md 4. Any thread; blocks on the database.
class BranchService {
public:
    explicit BranchService(const StockDeps& deps);

    /// POST /update.
    http::Response update(const http::Request& request);
    /// POST /add, /remove, /reserve, /release, /transfer: query or form.
    http::Response form(const http::Request& request, core::stock::BranchOperation operation);
    /// POST /validate: nothing is written.
    http::Response validate(const http::Request& request);
    /// POST /batch: each item its own transaction.
    http::Response batch(const http::Request& request);
    http::Response list(const http::Request& request);
    http::Response health(const http::Request& request);

private:
    using Wanted = core::stock::BranchChecked<core::stock::BranchRequest>;
    http::Response run(const http::Request& request, const Wanted& wanted);
    core::Result<CommandAnswer> apply(pqxx::work& tx, const http::Request& request,
                                      const core::stock::BranchRequest& wanted) const;
    using ItemOutcome = std::variant<core::stock::BranchBatchItem, RunFailure>;
    ItemOutcome runItem(const http::Request& request, const core::JsonValue& item,
                        const std::optional<IdempotencyKey>& key);
    RunOutcome runBatch(const http::Request& request, const core::JsonArray& items);
    [[nodiscard]] http::Response refused(const core::stock::BranchError& error) const;
    [[nodiscard]] http::Response failed(RunFailure failure) const;
    [[nodiscard]] core::stock::BranchContext context(const http::Request& request) const;
    void tell(std::string_view operation, int status);

    const StockDeps m_deps;
    CommandRunner m_runner;
};

} // namespace vigia::backend::stock
