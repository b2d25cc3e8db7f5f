#include "core/ops/process_events.h"
#include "core/ops/process_news.h"
#include "tests/core/ops/looks.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::ops;
using namespace vigia::tests;

class ProcessEventsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstAnswerIsOnlyRemembered() {
        ProcessEvents events("local");
        QVERIFY(
            events.observe({processAt("stock-1", "worker", ProcessState::Running)}, at(0)).empty());
        QVERIFY(
            events.observe({processAt("stock-1", "worker", ProcessState::Running)}, at(1)).empty());
    }

    void aKilledBrokerIsDownAtTheMomentOfItsDeath() {
        ProcessEvents events("local");
        auto broker = processAt("broker-2", "broker", ProcessState::Running);
        events.observe({broker}, at(0));
        broker.state = ProcessState::Starting;
        broker.exitedAt = at(0.612);
        broker.reason = "signal 9";
        const auto down = events.observe({broker}, at(1));
        QCOMPARE(down.at(0).kind, std::string("broker_down"));
        QCOMPARE(down.at(0).time, at(0.612));
        QVERIFY(!down.at(0).notBefore);
        QCOMPARE(down.at(0).detail, std::string("signal 9"));
        broker.state = ProcessState::Running;
        broker.restarts = 1;
        broker.pid = 11;
        const auto up = events.observe({broker}, at(6.812));
        QCOMPARE(up.at(0).kind, std::string("broker_up"));
        QCOMPARE(up.at(0).detail, std::string("after 6.2 s"));
    }

    void aPausedDatabaseIsDown() {
        ProcessEvents events("local");
        auto database = processAt("postgres", "postgres", ProcessState::Running);
        events.observe({database}, at(0));
        database.state = ProcessState::Paused;
        const auto found = events.observe({database}, at(1));
        QCOMPARE(found.at(0).kind, std::string("database_down"));
        QCOMPARE(found.at(0).title, std::string("PostgreSQL paused"));
        QCOMPARE(*found.at(0).notBefore, at(0));
    }

    void aWorkerThatCameBackBetweenTwoLooksExitedAndRestarted() {
        ProcessEvents events("local");
        auto worker = processAt("stock-1", "worker", ProcessState::Running, 10);
        events.observe({worker}, at(0));
        worker.pid = 20;
        worker.restarts = 1;
        worker.exitedAt = at(0.3);
        worker.startedAt = at(0.8);
        const auto found = events.observe({worker}, at(1));
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found.at(0).kind, std::string("worker_exited"));
        QCOMPARE(found.at(1).kind, std::string("worker_restarted"));
        QCOMPARE(found.at(1).time, at(0.8));
    }

    void newAndRemovedWorkersAreReported() {
        ProcessEvents events("local");
        events.observe({}, at(0));
        auto worker = processAt("stock-2", "worker", ProcessState::Running);
        worker.startedAt = at(0.4);
        QCOMPARE(events.observe({worker}, at(1)).at(0).title, std::string("stock-2 started"));
        const auto gone = events.observe({}, at(2));
        QCOMPARE(gone.at(0).kind, std::string("worker_exited"));
        QCOMPARE(gone.at(0).health, Health::Degraded);
    }

    void impossibleTimesAreReplacedByTheBound() {
        ProcessEvents events("local");
        auto worker = processAt("stock-1", "worker", ProcessState::Running);
        events.observe({worker}, at(0));
        worker.state = ProcessState::Failed;
        worker.exitedAt = at(99);
        const auto found = events.observe({worker}, at(1));
        QCOMPARE(found.at(0).time, at(1));
        QCOMPARE(*found.at(0).notBefore, at(0));
    }

    void databaseLossIsSeenWhereNobodyOwnsIt() {
        PlatformEvents events("remote");
        const PlatformState state;
        QVERIFY(events.observe(&state, "", at(0), false).empty());
        QCOMPARE(events.observe(nullptr, "refused", at(2), false).at(0).kind,
                 std::string("database_down"));
        QCOMPARE(events.observe(&state, "", at(4), false).at(0).kind, std::string("database_up"));
        QVERIFY(events.observe(nullptr, "refused", at(6), true).empty());
    }

    void aRelayStallsOnceAndRecoversOnce() {
        PlatformEvents events("local");
        PlatformState state;
        state.outbox = {{"stock", 12, 61, 0}};
        QCOMPARE(events.observe(&state, "", at(0), false).at(0).kind, std::string("relay_stalled"));
        QVERIFY(events.observe(&state, "", at(2), false).empty());
        state.outbox = {{"stock", 0, 0, 0}};
        QCOMPARE(events.observe(&state, "", at(4), false).at(0).kind,
                 std::string("relay_recovered"));
        state.outbox = {{"stock", 0, 0, 1}};
        QCOMPARE(events.observe(&state, "", at(6), false).size(), std::size_t(1));
    }

    void whatTheGuardToldIsNotToldAgain() {
        ProcessNews news;
        Event told;
        told.kind = "database_down";
        told.subject = "postgres";
        told.title = "postgres down";
        told.time = at(10.3);
        const auto first = news.fresh({told});
        QCOMPARE(first.at(0).title, std::string("PostgreSQL down"));
        Event polled = told;
        polled.subject = "PostgreSQL";
        polled.time = at(11);
        polled.notBefore = at(10);
        QVERIFY(news.fresh({polled}).empty());
        polled.kind = "database_up";
        QCOMPARE(news.fresh({polled}).size(), std::size_t(1));
        polled.kind = "database_down";
        polled.notBefore = at(15);
        polled.time = at(16);
        QCOMPARE(news.fresh({polled}).size(), std::size_t(1));
        Event other;
        other.kind = "rebalance";
        QCOMPARE(news.fresh({other, other}).size(), std::size_t(2));
    }

    void brokerNamesAreReadStrictly() {
        QCOMPARE(brokerIdOf("broker-12"), std::optional<std::int32_t>(12));
        for (const char* name :
             {"broker-", "broker-1x", "brokers-1", "broker-99999999999", "stock-1"})
            QVERIFY(!brokerIdOf(name));
    }
};

VIGIA_TEST_CLASS(ProcessEventsTest)
#include "process_events_test.moc"
