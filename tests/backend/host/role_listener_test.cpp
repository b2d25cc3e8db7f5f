#include "backend/host/analytics_role.h"
#include "backend/host/gateway_role.h"
#include "backend/host/monitor_role.h"
#include "backend/host/role_listener.h"
#include "backend/host/stock_role.h"
#include "backend/host/system_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <fmt/format.h>

using namespace vigia::backend;
using http::HealthStatus;

namespace {

/// What a role needs, and nothing that it does.
class IdleRole final : public host::Role {
public:
    explicit IdleRole(host::RoleNeeds needs) : m_needs(needs) {}
    [[nodiscard]] std::string name() const override { return "idle"; }
    [[nodiscard]] host::RoleNeeds needs() const override { return m_needs; }
    void addRoutes(http::Router&) override {}
    vigia::core::Result<void> start() override { return {}; }
    std::size_t stop() override { return 0; }
    [[nodiscard]] std::vector<http::ComponentHealth> health() const override { return {}; }

private:
    host::RoleNeeds m_needs;
};

http::HealthReport reportOf(const host::RoleNeeds& needs, const host::GroundState& ground) {
    const host::SystemClock clock;
    observe::Metrics metrics({"idle", "1.2.3", "abc"});
    observe::LogOptions quiet;
    quiet.sink = [](std::string_view) {};
    observe::Log log(quiet);
    const IdleRole role(needs);
    host::RoleListener listener(role, metrics,
                                {[&] { return ground; }, [] { return postgres::Backlog{}; }}, clock,
                                log.logger("health"));
    return listener.check();
}

HealthStatus statusOf(const http::HealthReport& report, const std::string& name) {
    for (const auto& component : report.components) {
        if (component.name == name)
            return component.status.value_or(HealthStatus::Unknown);
    }
    return HealthStatus::Unknown;
}

constexpr auto kGateway = host::GatewayRole::kNeeds;
constexpr auto kStock = host::StockRole::kNeeds;
constexpr auto kAnalytics = host::AnalyticsRole::kNeeds;
constexpr auto kMonitor = host::MonitorRole::kNeeds;

host::GroundState well() {
    host::GroundState ground;
    ground.databaseUp = true;
    ground.kafkaUp = true;
    ground.freeShare = 0.5;
    return ground;
}

} // namespace

/// The table of platform.md 3.2: which part takes a role down, and which shows only.
class RoleListenerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roleIsUpWhileItsGroundIs() {
        for (const auto& needs : {kGateway, kStock, kAnalytics, kMonitor})
            QCOMPARE(reportOf(needs, well()).status, HealthStatus::Up);
    }

    void fullDiskIsDownItselfAndLeavesItsServiceServing() {
        auto ground = well();
        ground.freeShare = 0.049;
        const auto stock = reportOf(kStock, ground);
        QCOMPARE(statusOf(stock, "diskSpace"), HealthStatus::Down);
        QCOMPARE(stock.status, HealthStatus::Degraded);
        const auto gateway = reportOf(kGateway, ground);
        QCOMPARE(statusOf(gateway, "diskSpace"), HealthStatus::Down);
        QCOMPARE(gateway.status, HealthStatus::Up);
        ground.freeShare = 0.05;
        QCOMPARE(reportOf(kStock, ground).status, HealthStatus::Up);
    }

    void databaseTakesDownWhoNeedsItForEachRequest() {
        auto ground = well();
        ground.databaseUp = false;
        QCOMPARE(reportOf(kGateway, ground).status, HealthStatus::Down);
        QCOMPARE(reportOf(kStock, ground).status, HealthStatus::Down);
        QCOMPARE(reportOf(kAnalytics, ground).status, HealthStatus::Degraded);
        QCOMPARE(reportOf(kMonitor, ground).status, HealthStatus::Degraded);
    }

    void onlyWhoWritesAnOutboxShowsIt() {
        const auto shows = [](const http::HealthReport& report) {
            return std::any_of(report.components.begin(), report.components.end(),
                               [](const auto& component) { return component.name == "outbox"; });
        };
        QVERIFY(shows(reportOf(kStock, well())));
        QVERIFY(!shows(reportOf(kGateway, well())));
    }

    void kafkaDegradesAllButTheGateway() {
        auto ground = well();
        ground.kafkaUp = false;
        QCOMPARE(reportOf(kGateway, ground).status, HealthStatus::Up);
        QCOMPARE(reportOf(kStock, ground).status, HealthStatus::Degraded);
    }
};

VIGIA_TEST_CLASS(RoleListenerTest)
#include "role_listener_test.moc"
