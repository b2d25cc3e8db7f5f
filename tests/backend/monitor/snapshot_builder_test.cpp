#include "backend/monitor/snapshot_builder.h"
#include "tests/backend/monitor/fakes.h"
#include "tests/backend/monitor/large_cluster.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace vigia;
using namespace vigia::backend::monitor;
using namespace vigia::tests;
using core::ops::Health;
using core::ops::LagVerdict;

namespace {

template <class T> void give(Latest<T>& latest, T value, double seconds) {
    latest.value = std::make_shared<const T>(std::move(value));
    latest.error.clear();
    latest.at = at(seconds);
    ++latest.round;
}

template <class T> void fail(Latest<T>& latest, std::string error, double seconds) {
    latest.error = std::move(error);
    latest.at = at(seconds);
    ++latest.round;
}

core::ops::PlatformState platformAt(double seconds) {
    core::ops::PlatformState state;
    state.databaseTime = at(seconds);
    state.instances.push_back({"stock-1",
                               {"stock"},
                               "host",
                               42,
                               {{"stock", "http://127.0.0.1:8088"}},
                               "0.1.0",
                               at(-60),
                               at(seconds - 2)});
    state.outbox.push_back({"stock", 0, 0, 0});
    return state;
}

bool hasEvent(const core::ops::ConsoleSnapshot& snapshot, const std::string& kind) {
    return std::any_of(snapshot.events.begin(), snapshot.events.end(),
                       [&](const auto& event) { return event.kind == kind; });
}

} // namespace

class SnapshotBuilderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beforeAnyAnswerNothingIsKnown() {
        SnapshotBuilder builder({});
        const auto snapshot = builder.build({}, at(0));
        QCOMPARE(snapshot.health, Health::Unknown);
        QVERIFY(!snapshot.recordsIn.value);
        QVERIFY(!snapshot.databaseUp);
        QVERIFY(snapshot.brokers.empty());
    }

    void aLongerRangeReachesWhatTheDiskKept() {
        SnapshotBuilder builder({});
        for (int second = -7200; second < 0; second += 10)
            builder.recall("c/lag", {core::epochMillis(at(second)), 5000});
        MonitorInputs inputs;
        give(inputs.cluster, clusterAt(0, 1000, 900), 0);
        QVERIFY(builder.build(inputs, at(0)).totalLag.history.front().time >= at(-900));
        builder.setRange(std::chrono::hours(1));
        const auto hour = builder.build(inputs, at(1)).totalLag.history;
        QVERIFY(hour.front().time <= at(-3580));
        QVERIFY(hour.front().time >= at(-3600));
        QVERIFY(hour.size() > 300);
        builder.setRange(std::chrono::hours(24));
        const auto day = builder.build(inputs, at(2)).totalLag.history;
        QVERIFY(day.front().time <= at(-7000));
        QVERIFY(day.size() <= 600);
        QCOMPARE(*day.front().value, 5.0);
    }

    void ratesComeFromTwoLooks() {
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        give(inputs.cluster, clusterAt(0, 1000, 900), 0);
        QVERIFY(!builder.build(inputs, at(0)).recordsIn.value);
        give(inputs.cluster, clusterAt(2, 1100, 960), 2);
        const auto snapshot = builder.build(inputs, at(2));
        QCOMPARE(*snapshot.recordsIn.value, 100.0);
        QCOMPARE(*snapshot.recordsOut.value, 60.0);
        QCOMPARE(*snapshot.totalLag.value, 280.0);
        QCOMPARE(*snapshot.topics.at(0).recordsPerSecond, 100.0);
        QCOMPARE(snapshot.topics.at(0).groups.at(0).first, std::string("billing"));
        QCOMPARE(*snapshot.topics.at(0).groups.at(0).second, std::int64_t(280));
        QCOMPARE(snapshot.kafkaVersion, std::string("4.3"));
    }

    void theSameSampleIsNotCountedTwice() {
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        give(inputs.cluster, clusterAt(0, 1000, 900), 0);
        for (int i = 0; i < 5; ++i)
            builder.build(inputs, at(i));
        QCOMPARE(builder.build(inputs, at(6)).totalLag.history.size(), std::size_t(1));
    }

    void aSilentClusterGrowsOldAndSaysSo() {
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        give(inputs.cluster, clusterAt(0, 1000, 1000), 0);
        QCOMPARE(builder.build(inputs, at(1)).health, Health::Unknown); // its services are not seen
        give(inputs.platform, platformAt(1), 1);
        QCOMPARE(builder.build(inputs, at(1)).health, Health::Ok);
        const auto later = builder.build(inputs, at(40));
        QCOMPARE(later.health, Health::Broken);
        QCOMPARE(later.sampledAt, at(0));
        QVERIFY(later.headline.find("has not answered for 40 s") != std::string::npos);
    }

    void aFailedLookKeepsTheRowsAndLeavesAGap() {
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        give(inputs.cluster, clusterAt(0, 1000, 1000), 0);
        builder.build(inputs, at(0));
        fail(inputs.cluster, "no broker answers at 127.0.0.1:9092", 2);
        const auto snapshot = builder.build(inputs, at(2));
        QCOMPARE(snapshot.topics.size(), std::size_t(1));
        QVERIFY(!snapshot.totalLag.value);
        QCOMPARE(snapshot.totalLag.history.size(), std::size_t(2));
        QVERIFY(!snapshot.totalLag.history.back().value);
        QCOMPARE(snapshot.health, Health::Degraded);
        QVERIFY(snapshot.summary.starts_with("0 of 3 brokers"));
    }

    void tenThousandPartitionsAndAThousandGroupsAreAllThereWithinTheirMemory() {
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        core::ops::ConsoleSnapshot snapshot;
        for (int round = 0; round < 5; ++round) {
            give(inputs.cluster, largeCluster(10'000, 1'000, round, at(round * 5)), round * 5);
            snapshot = builder.build(inputs, at(round * 5));
        }
        QCOMPARE(snapshot.topics.size(), std::size_t(1'000));
        QCOMPARE(snapshot.groups.size(), std::size_t(1'000));
        QCOMPARE(*snapshot.totalLag.value, 140.0 * 10'000);
        QCOMPARE(*snapshot.recordsIn.value, 100.0 * 10'000 / 5);
        QCOMPARE(*snapshot.recordsOut.value, 90.0 * 10'000 / 5);
        for (const auto& queue : snapshot.queues)
            QVERIFY2(queue.depth <= queue.capacity, queue.name.c_str());
    }

    void watchedClustersHaveNoPlatform() {
        BuilderOptions options;
        options.hasPlatform = false;
        SnapshotBuilder builder(options);
        MonitorInputs inputs;
        give(inputs.cluster, clusterAt(0, 10, 10), 0);
        const auto snapshot = builder.build(inputs, at(0));
        QCOMPARE(
            snapshot.summary,
            std::string("3 of 3 brokers · 1 group, none in trouble · nothing under-replicated"));
        QVERIFY(snapshot.services.empty());
        QVERIFY(!snapshot.databaseUp);
    }

    void everythingWellReadsLikeTheMock() {
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        give(inputs.cluster, clusterAt(0, 10, 10), 0);
        give(inputs.platform, platformAt(0), 0);
        ServiceRound round;
        round.figures["stock-1"].answered = true;
        round.figures["stock-1"].health = Health::Ok;
        give(inputs.services, std::move(round), 0);
        const auto snapshot = builder.build(inputs, at(0));
        QCOMPARE(snapshot.headline, std::string("Healthy"));
        QCOMPARE(
            snapshot.summary,
            std::string("3 of 3 brokers · 1 of 1 services · 1 group, none in trouble · nothing "
                        "under-replicated · outbox empty"));
    }

    void databaseLossIsDownAndAnEvent() {
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        give(inputs.cluster, clusterAt(0, 10, 10), 0);
        give(inputs.platform, platformAt(0), 0);
        builder.build(inputs, at(0));
        fail(inputs.platform, "connection refused", 2);
        const auto snapshot = builder.build(inputs, at(2));
        QCOMPARE(*snapshot.databaseUp, false);
        QCOMPARE(snapshot.health, Health::Broken);
        QVERIFY(hasEvent(snapshot, "database_down"));
        QVERIFY(snapshot.outbox.empty());
    }

    void killedBrokerOfOursIsOneExactEvent() {
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        std::vector<core::ops::ProcessStatus> processes = {process("broker-1", "broker"),
                                                           process("broker-2", "broker"),
                                                           process("broker-3", "broker")};
        give(inputs.processes, processes, 0);
        give(inputs.cluster, clusterAt(0, 10, 10), 0);
        builder.build(inputs, at(0));
        processes[1].state = core::ops::ProcessState::Failed;
        processes[1].exitedAt = at(1.112);
        give(inputs.processes, processes, 2);
        auto sample = clusterAt(2, 10, 10);
        sample.brokers[1].reachable = false;
        sample.topics[0].partitions[1].leader = 3;
        sample.topics[0].partitions[1].inSync = {3};
        give(inputs.cluster, sample, 2);
        const auto snapshot = builder.build(inputs, at(2));
        QCOMPARE(std::count_if(snapshot.events.begin(), snapshot.events.end(),
                               [](const auto& e) { return e.kind == "broker_down"; }),
                 1);
        const auto& down = snapshot.events.at(0);
        QCOMPARE(down.time, at(1.112));
        QVERIFY(!down.notBefore);
        QVERIFY(hasEvent(snapshot, "leader_change"));
        QCOMPARE(snapshot.health, Health::Degraded);
        QCOMPARE(snapshot.headline, std::string("Degraded: broker 2 is down and 1 more"));
        QCOMPARE(snapshot.underReplicated, 1);
    }

    void aReasonIsOneLineAndSaysNothingTwice_data() {
        QTest::addColumn<int>("state");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](core::ops::ProcessState state, const char* reason, const char* shown) {
            QTest::newRow(shown) << static_cast<int>(state) << QByteArray(reason)
                                 << QByteArray(shown);
        };
        row(core::ops::ProcessState::Failed, "it ended 6 times\n2026 INFO x\n2026 INFO y",
            "down: it ended 6 times");
        row(core::ops::ProcessState::Failed, "", "down");
        row(core::ops::ProcessState::Paused, "paused", "paused");
        row(core::ops::ProcessState::Stopped, "stopping", "stopping");
        row(core::ops::ProcessState::Stopped, "it ended with 0", "stopped: it ended with 0");
    }
    void aReasonIsOneLineAndSaysNothingTwice() {
        QFETCH(int, state);
        QFETCH(QByteArray, reason);
        QFETCH(QByteArray, shown);
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        auto broker = process("broker-1", "broker");
        broker.state = static_cast<core::ops::ProcessState>(state);
        broker.reason = reason.toStdString();
        give(inputs.processes, std::vector{broker}, 0);
        give(inputs.cluster, clusterAt(0, 10, 10), 0);
        const auto snapshot = builder.build(inputs, at(0));
        QCOMPARE(QByteArray::fromStdString(snapshot.brokers.at(0).reason), shown);
    }

    void watchedGroupCarriesTheCourseOfItsPartitions() {
        SnapshotBuilder builder({});
        builder.watchGroup("billing");
        MonitorInputs inputs;
        core::ops::ConsoleSnapshot snapshot;
        for (int i = 0; i < 5; ++i) {
            give(inputs.cluster, clusterAt(2 * i, 1000 + i, 900), 2 * i);
            snapshot = builder.build(inputs, at(2 * i));
        }
        QCOMPARE(snapshot.groups.at(0).lagHistory.size(), std::size_t(5));
        QCOMPARE(snapshot.groups.at(0).partitions.at(1).lagHistory.size(), std::size_t(5));
        QCOMPARE(*snapshot.groups.at(0).partitions.at(1).lagHistory.back().value, 104.0);
        QCOMPARE(snapshot.groups.at(0).lagSpark.back(), 208.0F);
    }

    void historySurvivesARestart() {
        std::vector<core::lag::KeyedPoint> disk;
        MonitorInputs inputs;
        {
            SnapshotBuilder before({});
            for (int i = 0; i < 60; ++i) {
                give(inputs.cluster, clusterAt(2 * i, 1000 + 10 * i, 1000 + 5 * i), 2 * i);
                before.build(inputs, at(2 * i));
                for (auto& point : before.takeForDisk())
                    disk.push_back(std::move(point));
            }
        }
        SnapshotBuilder after({});
        for (const auto& [key, point] : disk)
            after.recall(key, point);
        MonitorInputs fresh;
        give(fresh.cluster, clusterAt(130, 1600, 1300), 130);
        const auto snapshot = after.build(fresh, at(130));
        QVERIFY(snapshot.totalLag.history.size() > 5);
        QCOMPARE(snapshot.groups.at(0).timeLag.source, core::ops::TimeLagSource::Interpolated);
        QVERIFY(std::abs(snapshot.groups.at(0).timeLag.seconds - 70) < 12);
    }

    void demoShareIsItsPartOfTheRequests() {
        SnapshotBuilder builder({});
        MonitorInputs inputs;
        give(inputs.platform, platformAt(0), 0);
        const auto round = [] {
            ServiceRound services;
            services.readings["stock-1"].requestsPerSecond = 40;
            return services;
        };
        inputs.demo.requests = 100;
        give(inputs.services, round(), 0);
        builder.build(inputs, at(0));
        inputs.demo.requests = 140;
        give(inputs.services, round(), 2);
        QCOMPARE(builder.build(inputs, at(2)).demoSharePercent, 50.0);
    }
};

VIGIA_TEST_CLASS(SnapshotBuilderTest)
#include "snapshot_builder_test.moc"
