#pragma once

#include "backend/host/system_clock.h"
#include "backend/http/server.h"
#include "backend/postgres/migrations.h"
#include "backend/stock/rejections.h"
#include "backend/stock/rest.h"
#include "backend/stock/stock_metrics.h"
#include "tests/support/test_stack.h"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>

namespace vigia::bench {

/// Ends the program with the sentence of a failure.
template <class T> T insist(core::Result<T> result) {
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
}
inline void insist(const core::Result<void>& result) {
    if (result)
        return;
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(1);
}

/// A migrated database of its own.
class BenchDatabase {
public:
    BenchDatabase() { insist(backend::postgres::migrate(connection())); }
    [[nodiscard]] const std::string& url() const { return m_database.url(); }
    [[nodiscard]] backend::postgres::ConnectionOptions connection() const {
        backend::postgres::ConnectionOptions options;
        options.urls = {m_database.url()};
        options.applicationName = "vigia:bench";
        options.lockTimeout = std::chrono::seconds(2);
        return options;
    }

private:
    tests::TestDatabase m_database;
};

/// The service behind its server, sixteen workers on sixteen connections as the bare program has.
class BenchService {
public:
    explicit BenchService(
        const BenchDatabase& database, std::function<void()> committed = [] {})
        : m_pool(poolOptions(database)),
          m_service({m_pool, m_clock, m_metrics, m_rejections, {}, 409, std::move(committed)}) {
        backend::stock::addStockRoutes(m_router, m_service);
        backend::http::ServerOptions serving;
        serving.name = "stock";
        m_server = std::make_unique<backend::http::Server>(serving, m_router);
        insist(m_server->start());
    }
    ~BenchService() { m_server->stop(); }
    BenchService(const BenchService&) = delete;
    BenchService& operator=(const BenchService&) = delete;
    [[nodiscard]] std::uint16_t port() const { return m_server->port(); }

private:
    static backend::postgres::PoolOptions poolOptions(const BenchDatabase& database) {
        backend::postgres::PoolOptions options;
        options.connection = database.connection();
        options.size = 16;
        return options;
    }

    backend::host::SystemClock m_clock;
    backend::stock::StockMetrics m_metrics;
    backend::stock::Rejections m_rejections;
    backend::postgres::Pool m_pool;
    backend::stock::StockService m_service;
    backend::http::Router m_router;
    std::unique_ptr<backend::http::Server> m_server;
};

/// `GET` of a path below the base, and a creation with a product of its own.
std::string getText(const std::string& path);
std::string createText(unsigned connection, std::uint64_t n);

} // namespace vigia::bench
