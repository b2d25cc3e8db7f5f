#include "tests/backend/stock/stock_fixture.h"

#include <fmt/format.h>

namespace vigia::tests {

using namespace backend;

core::UtcTime MovableClock::now() const {
    const auto real =
        std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    return real + std::chrono::seconds(m_offset.load());
}

core::SteadyTime MovableClock::steadyNow() const {
    return core::SteadyTime(std::chrono::steady_clock::now().time_since_epoch() +
                            std::chrono::seconds(m_offset.load()));
}

const core::JsonValue& Answer::at(std::string_view key) const {
    static const core::JsonValue kNull;
    const auto* found = json.find(key);
    return found == nullptr ? kNull : *found;
}

std::string Answer::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

std::string requestText(const std::string& method, const std::string& path, const std::string& body,
                        const std::string& headers) {
    const auto target = path.rfind("/api", 0) == 0 ? path : "/api/v1/virtual-stock" + path;
    return fmt::format(
        "{} {} HTTP/1.1\r\nHost: localhost\r\n{}{}\r\n{}", method, target, headers,
        body.empty() && method == "GET" ? "" : fmt::format("Content-Length: {}\r\n", body.size()),
        body);
}

Answer answerFrom(const RawAnswer& raw) {
    auto json = core::parseJson(raw.body, {.maxBytes = 64 * 1024 * 1024, .maxDepth = 32});
    return {raw.status, raw.headers, raw.body, json ? *json : core::JsonValue{}};
}

StockFixture::StockFixture(const std::function<void(stock::StockDeps&)>& change) {
    auto options = m_database.poolOptions();
    options.connection.lockTimeout = std::chrono::seconds(2);
    m_pool = std::make_unique<postgres::Pool>(options);
    m_deps = std::make_unique<stock::StockDeps>(
        stock::StockDeps{*m_pool, m_clock, m_metrics, m_rejections, {}});
    if (change)
        change(*m_deps);
    m_service = std::make_unique<stock::StockService>(*m_deps);
    stock::addStockRoutes(m_router, *m_service);
    http::ServerOptions server;
    server.name = "stock";
    server.workers = 16;
    m_server = std::make_unique<http::Server>(server, m_router);
    if (auto started = m_server->start(); !started)
        qFatal("%s", started.error().message.c_str());
    m_client = std::make_unique<RawClient>(m_server->port());
}

StockFixture::~StockFixture() {
    m_client.reset();
    m_server->stop();
}

Answer StockFixture::ask(const std::string& method, const std::string& path,
                         const std::string& body, const std::string& headers) {
    auto raw = m_client->ask(requestText(method, path, body, headers));
    if (raw.status == 0 || raw.headers["connection"] == "close")
        m_client = std::make_unique<RawClient>(m_server->port());
    return answerFrom(raw);
}

std::string StockFixture::create(const std::string& product, int quantity,
                                 const std::string& price) {
    const auto answer =
        post("/stocks", fmt::format(R"({{"productId":"{}","quantity":{},"unitPrice":{}}})", product,
                                    quantity, price));
    if (answer.status != 201)
        qWarning("create answered %d: %s", answer.status, answer.body.c_str());
    return answer.text("stockId");
}

std::string StockFixture::reserve(const std::string& stockId, int units, int ttlSeconds) {
    return post("/stocks/" + stockId + "/reserve",
                fmt::format(R"({{"quantityToReserve":{},"ttlSeconds":{}}})", units, ttlSeconds))
        .text("reservationId");
}

std::string StockFixture::outboxOf(const std::string& stockId) const {
    return sql("SELECT string_agg(topic || ':' || (convert_from(payload, "
               "'UTF8')::jsonb->>'stockVersion'), ' ' ORDER BY id) "
               "FROM stock.outbox WHERE key = convert_to('" +
               stockId + "', 'UTF8')");
}

} // namespace vigia::tests
