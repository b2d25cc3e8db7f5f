#pragma once

#include "backend/http/server.h"
#include "backend/stock/rejections.h"
#include "backend/stock/rest.h"
#include "backend/stock/stock_metrics.h"
#include "backend/stock/sweeper.h"
#include "core/base/json.h"
#include "tests/backend/http/raw_client.h"
#include "tests/backend/postgres/database.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace vigia::tests {

/// The real time, moved on by hand.
class MovableClock : public core::Clock {
public:
    [[nodiscard]] core::UtcTime now() const override;
    [[nodiscard]] core::SteadyTime steadyNow() const override;
    void moveOn(std::chrono::seconds by) { m_offset += by.count(); }

private:
    std::atomic<std::int64_t> m_offset{0};
};

/// An answer with its body read as JSON.
struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers;
    std::string body;
    core::JsonValue json;

    [[nodiscard]] std::string text(std::string_view key) const {
        return json.stringAt(key).value_or("");
    }
    [[nodiscard]] std::int64_t number(std::string_view key) const {
        return json.integerAt(key).value_or(-1);
    }
    [[nodiscard]] const core::JsonValue& at(std::string_view key) const;
    [[nodiscard]] std::string header(const std::string& name) const;
};

/// The stock service behind a real server on a database of its own.
class StockFixture {
public:
    explicit StockFixture(const std::function<void(backend::stock::StockDeps&)>& change = {});
    ~StockFixture();

    /// One request on a connection that is kept. `path` below /api/v1/virtual-stock unless it
    /// begins with /api.
    Answer ask(const std::string& method, const std::string& path, const std::string& body = "",
               const std::string& headers = "");
    Answer get(const std::string& path) { return ask("GET", path); }
    Answer post(const std::string& path, const std::string& body, const std::string& headers = "") {
        return ask("POST", path, body, headers);
    }
    /// Creates a stock and answers its id.
    std::string create(const std::string& product, int quantity,
                       const std::string& price = "50.00");
    /// Reserves and answers the reservation's id.
    std::string reserve(const std::string& stockId, int units, int ttlSeconds = 900);

    /// The first value of a query, as text.
    std::string sql(const std::string& query) const { return m_database.run(query); }
    /// Rows of the outbox that never became a committed command, and commands without their row: 0
    /// when all is well.
    [[nodiscard]] std::string outboxOf(const std::string& stockId) const;

    MigratedDatabase& database() { return m_database; }
    backend::postgres::Pool& pool() { return *m_pool; }
    MovableClock& clock() { return m_clock; }
    backend::stock::Rejections& rejections() { return m_rejections; }
    backend::stock::StockDeps& deps() { return *m_deps; }
    std::uint16_t port() const { return m_server->port(); }

private:
    MigratedDatabase m_database;
    MovableClock m_clock;
    backend::stock::StockMetrics m_metrics;
    backend::stock::Rejections m_rejections;
    std::unique_ptr<backend::postgres::Pool> m_pool;
    std::unique_ptr<backend::stock::StockDeps> m_deps;
    std::unique_ptr<backend::stock::StockService> m_service;
    backend::http::Router m_router;
    std::unique_ptr<backend::http::Server> m_server;
    std::unique_ptr<RawClient> m_client;
};

/// A request as bytes, below the base path of virtual stock unless the path is absolute.
std::string requestText(const std::string& method, const std::string& path, const std::string& body,
                        const std::string& headers);
Answer answerFrom(const RawAnswer& raw);

} // namespace vigia::tests
