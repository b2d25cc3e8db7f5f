#include "backend/host/role_listener.h"
#include "backend/host/system_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <fmt/format.h>

using namespace vigia::backend;
using http::HealthStatus;

namespace {

/// A role that only has a name.
class NamedRole final : public host::Role {
public:
    explicit NamedRole(std::string name) : m_name(std::move(name)) {}
    [[nodiscard]] std::string name() const override { return m_name; }
    void addRoutes(http::Router&) override {}
    vigia::core::Result<void> start() override { return {}; }
    std::size_t stop() override { return 0; }
    [[nodiscard]] std::vector<http::ComponentHealth> health() const override { return {}; }

private:
    std::string m_name;
};

http::HealthReport reportOf(const std::string& role, const host::GroundState& ground) {
    const host::SystemClock clock;
    observe::Metrics metrics({role, "1.2.3", "abc"});
    observe::LogOptions quiet;
    quiet.sink = [](std::string_view) {};
    observe::Log log(quiet);
    const NamedRole named(role);
    host::RoleListener listener(named, metrics,
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
        for (const char* role : {"gateway", "stock", "analytics", "monitor"})
            QCOMPARE(reportOf(role, well()).status, HealthStatus::Up);
    }

    void fullDiskIsDownItselfAndLeavesItsServiceServing() {
        auto ground = well();
        ground.freeShare = 0.049;
        const auto stock = reportOf("stock", ground);
        QCOMPARE(statusOf(stock, "diskSpace"), HealthStatus::Down);
        QCOMPARE(stock.status, HealthStatus::Degraded);
        const auto gateway = reportOf("gateway", ground);
        QCOMPARE(statusOf(gateway, "diskSpace"), HealthStatus::Down);
        QCOMPARE(gateway.status, HealthStatus::Up);
        ground.freeShare = 0.05;
        QCOMPARE(reportOf("stock", ground).status, HealthStatus::Up);
    }

    void databaseTakesDownWhoNeedsItForEachRequest() {
        auto ground = well();
        ground.databaseUp = false;
        QCOMPARE(reportOf("gateway", ground).status, HealthStatus::Down);
        QCOMPARE(reportOf("stock", ground).status, HealthStatus::Down);
        QCOMPARE(reportOf("analytics", ground).status, HealthStatus::Degraded);
    }

    void kafkaDegradesAllButTheGateway() {
        auto ground = well();
        ground.kafkaUp = false;
        QCOMPARE(reportOf("gateway", ground).status, HealthStatus::Up);
        QCOMPARE(reportOf("stock", ground).status, HealthStatus::Degraded);
    }
};

VIGIA_TEST_CLASS(RoleListenerTest)
#include "role_listener_test.moc"
