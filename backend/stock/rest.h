#pragma once

#include "backend/http/router.h"
#include "backend/stock/branch_service.h"
#include "backend/stock/stock_commands.h"
#include "backend/stock/stock_deps.h"
#include "backend/stock/stock_queries.h"

namespace vigia::backend::stock {

/// The stock service behind its REST API: virtual stock (stock.md 2 and 8) and branch stock (4).
/// Prepares its statements when it is made. Any thread may call the parts; destroyed after the
/// server that calls them.
class StockService {
public:
    explicit StockService(const StockDeps& deps);

    [[nodiscard]] StockCommands& commands() { return m_commands; }
    [[nodiscard]] StockQueries& queries() { return m_queries; }
    [[nodiscard]] BranchService& branch() { return m_branch; }

private:
    StockCommands m_commands;
    StockQueries m_queries;
    BranchService m_branch;
};

/// Adds every operation of stock.md 2.2, 4 and 8.1 under its paths. The service outlives the
/// router.
void addStockRoutes(http::Router& router, StockService& service);

} // namespace vigia::backend::stock
