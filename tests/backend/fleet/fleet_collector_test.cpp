#include "backend/fleet/fleet_collector.h"
#include "tests/backend/monitor/fakes.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <latch>

using namespace vigia;
using namespace vigia::backend::fleet;
using namespace vigia::tests;
using core::ops::FleetLook;
using core::ops::Health;

namespace {

constexpr std::chrono::seconds kLong{60};

/// A cluster whose looks are counted.
struct FakeCluster {
    explicit FakeCluster(std::string name, bool always = true)
        : member{std::move(name), "dev", "", false, always} {}

    FleetSource source() {
        return {member, [this](const std::stop_token&) {
                    ++looks;
                    FleetLook look;
                    if (!away)
                        look.sample = clusterAt(0, 100, 100);
                    return look;
                }};
    }

    core::ops::FleetMember member;
    std::atomic<int> looks{0};
    std::atomic<bool> away{false};
};

} // namespace

class FleetCollectorTest : public QObject {
    Q_OBJECT

private:
    FakeClock m_clock;
    core::Published<core::ops::Fleet> m_fleet;

private Q_SLOTS:
    void everyClusterGetsItsRowAndAnUnreachableOneItsReason() {
        FakeCluster well("well");
        FakeCluster ill("ill");
        ill.away = true;
        FleetCollector collector({}, {well.source(), ill.source()}, m_clock, m_fleet);
        collector.start();
        QVERIFY(collector.waitForAll(kLong));
        const auto fleet = m_fleet.read();
        QCOMPARE(fleet->rows[0].cluster, std::string("well"));
        QCOMPARE(fleet->rows[0].health, Health::Ok);
        QCOMPARE(fleet->rows[1].health, Health::Broken);
        QVERIFY(!fleet->rows[1].failure.empty());
    }

    void aClusterThatHangsDelaysNoOther() {
        std::latch released(1);
        FakeCluster well("well");
        FleetSource hung{{"hung", "dev", "", false, true}, [&](const std::stop_token&) {
                             released.wait();
                             return FleetLook();
                         }};
        FleetCollector collector({kLong, 2}, {hung, well.source()}, m_clock, m_fleet);
        collector.start();
        QTRY_COMPARE(m_fleet.read()->rows[1].health, Health::Ok);
        QVERIFY(!collector.waitForAll(std::chrono::milliseconds(1)));
        QCOMPARE(m_fleet.read()->rows[0].reason, std::string("not asked yet"));
        released.count_down();
        QVERIFY(collector.waitForAll(kLong));
    }

    void manyClustersAreAskedByFewThreads() {
        std::atomic<int> atOnce{0};
        std::atomic<int> most{0};
        std::vector<FleetSource> sources;
        for (int i = 0; i < 20; ++i)
            sources.push_back(
                {{"c" + std::to_string(i), "dev", "", false, true}, [&](const std::stop_token&) {
                     most = std::max(most.load(), ++atOnce);
                     std::this_thread::yield();
                     --atOnce;
                     return FleetLook();
                 }});
        FleetCollector collector({kLong, 3}, std::move(sources), m_clock, m_fleet);
        collector.start();
        QVERIFY(collector.waitForAll(kLong));
        QVERIFY(most <= 3);
        QCOMPARE(m_fleet.read()->rows.size(), std::size_t(20));
    }

    void thoseNotCollectedAlwaysAreAskedWhenTheFleetIsOpened() {
        FakeCluster always("always");
        FakeCluster open("open", false);
        FleetCollector collector({kLong, 2}, {always.source(), open.source()}, m_clock, m_fleet);
        collector.start();
        QVERIFY(collector.waitForAll(kLong));
        QCOMPARE(open.looks.load(), 0);
        QVERIFY(!m_fleet.read()->rows[1].collected);
        collector.setOpen(true);
        QVERIFY(collector.waitForAll(kLong));
        QCOMPARE(open.looks.load(), 1);
        QVERIFY(m_fleet.read()->rows[1].collected);
        QCOMPARE(always.looks.load(), 1); // it was asked lately
    }

    void aRefreshAsksAgainAtOnceAndSeesThatAClusterIsBack() {
        FakeCluster cluster("orders");
        cluster.away = true;
        FleetCollector collector({kLong, 1}, {cluster.source()}, m_clock, m_fleet);
        collector.start();
        QVERIFY(collector.waitForAll(kLong));
        QCOMPARE(m_fleet.read()->rows[0].health, Health::Broken);
        cluster.away = false;
        collector.refresh();
        QTRY_COMPARE(m_fleet.read()->rows[0].health, Health::Ok);
    }

    void aRoundEndsWithOneRest() {
        std::vector<std::unique_ptr<FakeCluster>> clusters;
        std::vector<FleetSource> sources;
        for (int i = 0; i < 12; ++i) {
            clusters.push_back(std::make_unique<FakeCluster>("c" + std::to_string(i)));
            sources.push_back(clusters.back()->source());
        }
        std::atomic<int> rests{0};
        FleetOptions options;
        options.pace = std::chrono::hours(1);
        options.rest = [&] { ++rests; };
        FleetCollector collector(options, std::move(sources), m_clock, m_fleet);
        collector.start();
        QVERIFY(collector.waitForAll(kLong));
        QTRY_COMPARE(rests.load(), 1);
        collector.refresh();
        QTRY_COMPARE(rests.load(), 2);
        collector.stop();
        for (const auto& cluster : clusters)
            QCOMPARE(cluster->looks.load(), 2);
        QCOMPARE(rests.load(), 2);
    }

    void stopWaitsForTheLookAtHandAndTellsIt() {
        std::latch begun(1);
        std::atomic<bool> told{false};
        std::atomic<bool> ended{false};
        FleetSource source{{"orders", "dev", "", false, true}, [&](const std::stop_token& stop) {
                               begun.count_down();
                               while (!stop.stop_requested())
                                   std::this_thread::yield();
                               told = true;
                               ended = true;
                               return FleetLook();
                           }};
        FleetCollector collector({kLong, 1}, {source}, m_clock, m_fleet);
        collector.start();
        begun.wait();
        collector.stop();
        QVERIFY(told && ended);
    }

    void withoutClustersThereAreNoRows() {
        FleetCollector collector({}, {}, m_clock, m_fleet);
        collector.start();
        QVERIFY(collector.waitForAll(kLong));
        QVERIFY(m_fleet.read()->rows.empty());
    }
};

VIGIA_TEST_CLASS(FleetCollectorTest)
#include "fleet_collector_test.moc"
