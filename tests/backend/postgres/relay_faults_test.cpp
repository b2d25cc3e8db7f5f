#include "backend/postgres/outbox.h"
#include "core/base/uuid.h"
#include "tests/backend/postgres/database.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

using namespace vigia::backend::postgres;
using namespace vigia::tests;
using vigia::core::Result;
using vigia::core::Uuid;
using vigia::core::stream::OutboxRecord;

/// Relays as processes of their own, killed and stopped at bad moments. The ledger is what the test
/// wrote; the log is what reached the broker (a file).
class RelayFaultsTest : public QObject {
    Q_OBJECT

    struct Written {
        std::string key;
        int number = 0;
    };

    std::unique_ptr<MigratedDatabase> m_database;
    std::unique_ptr<Pool> m_pool;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::map<std::string, Written> m_ledger;
    int m_next = 0;

    std::string logPath() const { return m_folder->path().toStdString() + "/log"; }

    void write(int rows) {
        std::vector<OutboxRecord> records;
        for (int i = 0; i < rows; ++i) {
            const std::string key = "key-" + std::to_string(m_next % 5);
            const auto id = Uuid::random().text();
            records.push_back({id,
                               "virtual-stock-updates",
                               key,
                               {},
                               std::to_string(m_next),
                               vigia::core::fromEpochMillis(1)});
            m_ledger[id] = {key, m_next++};
        }
        QVERIFY(inTransaction(*m_pool, "write", [&](pqxx::work& tx) -> Result<int> {
            writeOutbox(tx, Schema::Stock, records);
            return 1;
        }));
    }

    std::unique_ptr<QProcess> child(const std::string& killAt = {},
                                    const std::string& mutant = {}) const {
        auto process = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("VIGIA_KILL_AT", QString::fromStdString(killAt));
        environment.insert("VIGIA_MUTANT", QString::fromStdString(mutant));
        process->setProcessEnvironment(environment);
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(VIGIA_RELAY_CHILD, {QString::fromStdString(m_database->url()),
                                           QString::fromStdString(logPath())});
        return process;
    }

    static void finish(QProcess& process) {
        process.closeWriteChannel();
        if (!process.waitForFinished(20000))
            process.kill();
        process.waitForFinished();
    }

    bool allSent() const {
        return m_database->run("SELECT count(*) FROM stock.outbox WHERE sent_at IS NULL") == "0";
    }

    /// How many connections hold shards.
    std::string shardHolders() const {
        return m_database->run(
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE locktype = 'advisory' AND mode = "
            "'ExclusiveLock' AND database = (SELECT oid FROM pg_database WHERE datname = "
            "current_database())");
    }

    /// Empty when all is well, else what is wrong: a row that never came, or first occurrences out
    /// of order.
    std::string verdict() const {
        std::set<std::string> seen;
        std::map<std::string, int> last;
        std::ifstream log(logPath());
        for (std::string line; std::getline(log, line);) {
            std::istringstream words(line);
            std::string id;
            std::string key;
            int number = 0;
            words >> id >> key >> number;
            const auto written = m_ledger.find(id);
            if (written == m_ledger.end() || written->second.key != key ||
                written->second.number != number)
                return "a record that nobody wrote: " + line;
            if (!seen.insert(id).second)
                continue;
            if (last.contains(key) && last[key] > number)
                return "first occurrences out of order at " + line;
            last[key] = number;
        }
        return seen.size() == m_ledger.size()
                   ? std::string()
                   : std::to_string(m_ledger.size() - seen.size()) + " lost";
    }

    void killAt(const std::string& point, const std::string& mutant = {}) {
        write(60);
        const auto process = child(point, mutant);
        QVERIFY2(process->waitForFinished(20000), point.c_str());
        QVERIFY(process->exitStatus() == QProcess::CrashExit);
    }

    void drainAndJudge() {
        const auto process = child();
        QTRY_VERIFY_WITH_TIMEOUT(allSent(), 30000);
        finish(*process);
        QCOMPARE(verdict(), std::string());
    }

private Q_SLOTS:
    void init() {
        m_database = std::make_unique<MigratedDatabase>();
        m_pool = std::make_unique<Pool>(m_database->poolOptions());
        m_folder = std::make_unique<QTemporaryDir>();
        m_ledger.clear();
        m_next = 0;
    }

    void relayKilledBetweenAcknowledgementAndMarkRepeatsButLosesNothing() {
        std::minstd_rand random(7);
        for (int i = 0; i < 5; ++i)
            killAt("relay.after_ack:" + std::to_string(1 + random() % 4));
        drainAndJudge();
    }

    void aHundredSeededKillsAnywhereLoseAndReorderNothing() {
        const std::array<std::string, 4> points{"relay.after_produce", "child.appended",
                                                "relay.after_ack", "relay.after_mark"};
        std::minstd_rand random(11);
        for (int i = 0; i < 100; ++i)
            killAt(points.at(random() % points.size()) + ":" + std::to_string(1 + random() % 5));
        drainAndJudge();
    }

    void relayStoppedWhileItHoldsItsShardsLosesThemToAnother() {
        const auto first = child();
        const auto second = child();
        QTRY_VERIFY_WITH_TIMEOUT(shardHolders() == "2", 30000);
        write(40);
        QTRY_VERIFY_WITH_TIMEOUT(allSent(), 30000);
        ::kill(static_cast<pid_t>(first->processId()), SIGSTOP);
        write(200);
        QTRY_VERIFY_WITH_TIMEOUT(allSent(), 30000);
        ::kill(static_cast<pid_t>(first->processId()), SIGCONT);
        write(40);
        QTRY_VERIFY_WITH_TIMEOUT(allSent(), 30000);
        finish(*first);
        finish(*second);
        QCOMPARE(verdict(), std::string());
    }

    void markBeforeTheAcknowledgementIsCaught() {
        std::minstd_rand random(3);
        int kills = 0;
        do {
            killAt("child.appended:" + std::to_string(1 + random() % 15), "mark_before_ack");
            const auto process = child();
            QTRY_VERIFY_WITH_TIMEOUT(allSent(), 30000);
            finish(*process);
        } while (verdict().empty() && ++kills < 50);
        QVERIFY(verdict().find("lost") != std::string::npos);
    }
};

VIGIA_TEST_CLASS(RelayFaultsTest)
#include "relay_faults_test.moc"
