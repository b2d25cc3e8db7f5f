#include "app/cluster_hub.h"
#include "backend/kafka/admin.h"
#include "tests/app/context.h"
#include "tests/support/test_main.h"
#include "tests/support/test_stack.h"

#include <QTest>

#include <future>

using namespace vigia;
using namespace vigia::tests;

/// The desktop's desk on a real broker that is only watched.
class ClusterHubKafkaTest : public QObject {
    Q_OBJECT

private:
    const app::Context m_context =
        contextOf({"clusters.orders.servers=" + testStack().kafka, "clusters.orders.tag=prod",
                   "clusters.nowhere.servers=127.0.0.1:1", "stack.name=hub-test",
                   "data.dir=/nonexistent/vigia-hub-test"});
    const app::PlatformWish m_wish{false, false, false};

    static core::ops::ConsoleSnapshotPtr seen(core::ops::ClusterFeed& feed) {
        const auto snapshot = feed.snapshots().read();
        return snapshot && snapshot->sampledAt != core::UtcTime{} ? snapshot : nullptr;
    }

    static std::vector<std::string> names() {
        backend::kafka::ClientConfig client;
        client.servers = testStack().kafka;
        auto admin = backend::kafka::Admin::create(client);
        std::vector<std::string> all;
        if (const auto groups = (*admin)->listGroups())
            for (const auto& group : *groups)
                if (group.name.find("vigia-monitor") != std::string::npos)
                    all.push_back(group.name);
        return all;
    }

private Q_SLOTS:
    void aForeignClusterIsSeenWithNeitherPlatformNorDatabase() {
        app::ClusterHub hub(m_context, m_wish);
        hub.start();
        const auto feed = hub.open("orders");
        QVERIFY(feed.has_value());
        QTRY_VERIFY_WITH_TIMEOUT(seen(**feed), 30'000);
        const auto snapshot = seen(**feed);
        QCOMPARE(snapshot->cluster, std::string("orders"));
        QCOMPARE(snapshot->tag, std::string("prod"));
        QVERIFY(snapshot->readOnly.value_or(false));
        QVERIFY(!snapshot->hasPlatform);
        QVERIFY(!snapshot->brokers.empty());
        QTRY_VERIFY_WITH_TIMEOUT(
            (*feed)->connection().read() && (*feed)->connection().read()->finished, 60'000);
        QVERIFY((*feed)->connection().read()->connected());
        QVERIFY(names().empty()); // no group of ours
    }

    void nothingCanBeDoneToIt() {
        app::ClusterHub hub(m_context, m_wish);
        hub.start();
        const auto feed = hub.open("orders");
        std::promise<core::Result<std::string>> killed;
        std::promise<core::Result<core::ops::RestAnswer>> asked;
        (*feed)->control().process("broker-1", "kill",
                                   [&](const auto& answer) { killed.set_value(answer); });
        (*feed)->control().rest("POST", "/api/v1/virtual-stock/stocks", "{}",
                                [&](const auto& answer) { asked.set_value(answer); });
        QCOMPARE(killed.get_future().get().error().code, core::ErrorCode::Rejected);
        QCOMPARE(asked.get_future().get().error().code, core::ErrorCode::Rejected);
    }

    void twoWindowsShareOneSamplerAndEachHasItsOwnLock() {
        app::ClusterHub hub(m_context, m_wish);
        hub.start();
        auto first = hub.open("orders");
        auto second = hub.open("orders");
        QVERIFY(&(*first)->snapshots() == &(*second)->snapshots());
        const auto refusal = [](core::ops::ClusterFeed& window) {
            std::promise<core::Result<std::string>> answer;
            window.control().scale("stock", 1, [&](const auto& a) { answer.set_value(a); });
            return answer.get_future().get().error().message;
        };
        QVERIFY((*first)->control().unlock("orders", "OPS-7"));
        // Past its own lock the first window learns that nothing is written here at all.
        QVERIFY(refusal(**first).find("only watched") != std::string::npos);
        QVERIFY(refusal(**second).find("production and read-only") != std::string::npos);
        *first = nullptr;
        QVERIFY(refusal(**second).find("production and read-only") != std::string::npos);
        *second = nullptr;
        QVERIFY(hub.open("orders").has_value());
    }

    void aClusterThatIsAwayNamesTheStepThatFails() {
        app::ClusterHub hub(m_context, m_wish);
        hub.start();
        const auto feed = hub.open("nowhere");
        QTRY_VERIFY_WITH_TIMEOUT(
            (*feed)->connection().read() && (*feed)->connection().read()->finished, 60'000);
        const auto report = (*feed)->connection().read();
        QVERIFY(!report->connected());
        QCOMPARE(report->firstFailure()->step, std::string("tcp"));
        QVERIFY(!report->firstFailure()->next.empty());
    }

    void anUnknownNameOpensNothing() {
        app::ClusterHub hub(m_context, m_wish);
        hub.start();
        QCOMPARE(hub.open("order").error().code, core::ErrorCode::NotFound);
    }

    void theFleetHasARowForEach() {
        app::ClusterHub hub(m_context, m_wish);
        hub.start();
        hub.lookAtFleet(true);
        const auto row = [&](const char* name) -> const core::ops::FleetRow* {
            static std::shared_ptr<const core::ops::Fleet> fleet;
            fleet = hub.fleet().read();
            if (fleet)
                for (const auto& each : fleet->rows)
                    if (each.cluster == name && (each.brokers || !each.failure.empty()))
                        return &each;
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(row("orders") != nullptr && row("nowhere") != nullptr, 60'000);
        QVERIFY(row("orders")->brokers.value_or(0) > 0);
        QVERIFY(!row("nowhere")->failure.empty());
    }
};

VIGIA_TEST_CLASS(ClusterHubKafkaTest)
#include "cluster_hub_kafkatest.moc"
