#include "tests/e2e/ledger.h"
#include "tests/e2e/load.h"
#include "tests/e2e/platform_topics.h"
#include "tests/e2e/role_worker.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <random>

using namespace vigia;
using namespace vigia::tests;

namespace {

int killsWanted() {
    const int given = qEnvironmentVariableIntValue("VIGIA_TEST_KILLS");
    return given > 0 ? given : 5;
}

} // namespace

/// The worker is killed at seeded moments while clients write; nothing acknowledged is lost,
/// nothing happens twice (stock.md 11, invariants 2 and 3). VIGIA_TEST_KILLS sets how often.
class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_prefix = QString::fromStdString(uniqueName("e2e")) + QLatin1Char('-'); }

    void cleanup() { QVERIFY(deletePlatformTopics(m_prefix.toStdString())); }

    void killedWorkersLoseAndDoubleNothing() {
        const TestDatabase database;
        RoleWorker worker(database, m_prefix);
        Ledger ledger;
        std::mt19937 random(20261121);
        for (int round = 0; round < killsWanted(); ++round) {
            QVERIFY2(worker.start(), worker.log().constData());
            const Load load(worker.url(), ledger, static_cast<unsigned>(round));
            const auto before = ledger.count();
            const auto wanted = before + 20 + random() % 300;
            QTRY_VERIFY_WITH_TIMEOUT(ledger.count() >= wanted || !worker.isRunning(), 60000);
            worker.kill();
        }
        QVERIFY2(worker.start(), worker.log().constData());
        QTRY_COMPARE_WITH_TIMEOUT(ledger.difference(database.url()), std::string(), 90000);
        QVERIFY(ledger.count() > 100);
        QCOMPARE(worker.terminate(), 0);
    }

    void aSecondSignalWhileItDrainsEndsItAtOnce() {
        const TestDatabase database;
        RoleWorker worker(database, m_prefix);
        QVERIFY2(worker.start({QStringLiteral("VIGIA_HTTP_DRAIN_DELAY_SECONDS=300")}),
                 worker.log().constData());
        worker.signal(SIGTERM);
        QTRY_VERIFY_WITH_TIMEOUT(worker.log().contains("SERVICE_DRAINING"), 30000);
        QCOMPARE(worker.terminate(), 3);
        QVERIFY2(!worker.log().contains("SERVICE_STOPPED"), worker.log().constData());
    }

    void aWorkerThatSleptLosesAndDoublesNothing() {
        const TestDatabase database;
        RoleWorker worker(database, m_prefix);
        RoleWorker successor(database, m_prefix);
        Ledger ledger;
        QVERIFY2(worker.start(), worker.log().constData());
        {
            const Load load(worker.url(), ledger, 7);
            QTRY_VERIFY_WITH_TIMEOUT(ledger.count() > 200, 60000);
            worker.signal(SIGSTOP);
        }
        QVERIFY2(successor.start(), successor.log().constData());
        {
            const Load load(successor.url(), ledger, 8);
            QTRY_VERIFY_WITH_TIMEOUT(ledger.count() > 600, 60000);
            worker.signal(SIGCONT);
            QTRY_VERIFY_WITH_TIMEOUT(ledger.count() > 900, 60000);
        }
        QTRY_COMPARE_WITH_TIMEOUT(ledger.difference(database.url()), std::string(), 90000);
    }

private:
    QString m_prefix;
};

VIGIA_TEST_CLASS(KillTest)
#include "kill_test.moc"
