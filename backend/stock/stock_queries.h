#pragma once

#include "backend/http/message.h"
#include "backend/stock/stock_deps.h"
#include "backend/stock/stock_reader.h"
#include "backend/stock/summary.h"
#include "core/stock/answers.h"

namespace vigia::backend::stock {

/// The reading operations of stock.md 2.2 and 8.1. Any thread; blocks on the database.
class StockQueries {
public:
    explicit StockQueries(const StockDeps& deps);

    http::Response stock(const http::Request& request);
    http::Response list(const http::Request& request);
    http::Response reservations(const http::Request& request);
    http::Response reservation(const http::Request& request);
    http::Response events(const http::Request& request);
    http::Response summary(const http::Request& request);
    http::Response series(const http::Request& request);

private:
    [[nodiscard]] http::Response refuse(const http::Request& request,
                                        const core::stock::DomainError& error) const;
    [[nodiscard]] http::Response failed(const http::Request& request,
                                        const core::Error& error) const;
    [[nodiscard]] core::stock::AnswerContext context(const http::Request& request) const;

    const StockDeps m_deps;
    StockReader m_reader;
    SummaryCache m_summary;
};

} // namespace vigia::backend::stock
