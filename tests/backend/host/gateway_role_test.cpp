#include "backend/host/gateway_role.h"
#include "backend/host/stock_role.h"
#include "backend/host/system_clock.h"
#include "backend/http/openapi.h"
#include "core/base/json.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <set>

using namespace vigia;
using namespace vigia::backend;

namespace {

/// What roles work with, of which nothing runs.
struct Ground {
    host::RoleContext context(const std::string& role) {
        metrics.push_back(std::make_unique<observe::Metrics>(observe::MetricsOptions{role}));
        return {config, clock, role + "-1", pool, {}, {}, *topics, *metrics.back(), log, [] {}};
    }

    config::Config config;
    const host::SystemClock clock;
    postgres::Pool pool{postgres::PoolOptions{}};
    core::Result<core::stream::TopicNames> topics = core::stream::TopicNames::create({});
    std::vector<std::unique_ptr<observe::Metrics>> metrics;
    observe::Log log{observe::LogOptions{}};
};

std::set<std::string> operations(const http::Router& router) {
    std::set<std::string> found;
    const auto document = core::parseJson(http::openApiJson(router, {}));
    for (const auto& [path, item] : *document->find("paths")->asObject()) {
        for (const auto& [method, operation] : *item.asObject())
            found.insert(method + " " + path);
    }
    return found;
}

} // namespace

class GatewayRoleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void documentationHoldsTheOperationsThatAreForwarded() {
        Ground ground;
        http::Router stock;
        host::StockRole role(ground.context("stock"));
        role.addRoutes(stock);
        auto expected = operations(stock);
        QVERIFY(expected.contains("post /api/v1/virtual-stock/stocks"));
        expected.insert("get /");

        http::Router forwarding;
        host::GatewayRole gateway(ground.context("gateway"), {"gateway"}, "1.2.3");
        gateway.addRoutes(forwarding);
        QCOMPARE(operations(forwarding), expected);
        for (const auto& route : forwarding.described())
            QCOMPARE(forwarding.match(route.method, "/api/v1/virtual-stock/stocks").route->pattern,
                     std::string("/api/v1/virtual-stock/**"));
    }

    void rolesOfTheSameProcessAreDocumentedOnce() {
        Ground ground;
        http::Router router;
        host::StockRole role(ground.context("stock"));
        host::GatewayRole gateway(ground.context("gateway"), {"gateway", "stock"}, "1.2.3");
        gateway.addRoutes(router);
        role.addRoutes(router);
        QVERIFY(router.described().empty());
        QVERIFY(operations(router).contains("post /api/v1/virtual-stock/stocks"));
    }
};

VIGIA_TEST_CLASS(GatewayRoleTest)
#include "gateway_role_test.moc"
