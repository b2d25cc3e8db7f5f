#include "tests/backend/postgres/database.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace vigia::backend::postgres;
using namespace vigia::tests;
using vigia::core::ErrorCode;
using vigia::core::Result;

class TransactionTest : public QObject {
    Q_OBJECT

    MigratedDatabase m_database;

    static Result<int> failing(Pool& pool, const std::string& sql) {
        return inTransaction(pool, "failing", [&](pqxx::work& tx) -> Result<int> {
            tx.exec(sql);
            return 1;
        });
    }

private Q_SLOTS:
    void initTestCase() {
        m_database.run(
            "CREATE TABLE public.numbers (id integer PRIMARY KEY, n integer NOT NULL DEFAULT 0)");
        m_database.run("INSERT INTO public.numbers VALUES (1), (2)");
    }

    void aValueCommitsAndAFailureRollsBack() {
        Pool pool(m_database.poolOptions());
        const auto set = [&](int n, bool fail) {
            return inTransaction(pool, "set", [&](pqxx::work& tx) -> Result<int> {
                tx.exec_params("UPDATE public.numbers SET n = $1 WHERE id = 1", n);
                if (fail)
                    return vigia::core::failure(ErrorCode::Conflict, "not now");
                return n;
            });
        };
        QCOMPARE(set(7, false).value_or(0), 7);
        const auto refused = set(8, true);
        QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
        QCOMPARE(refused.error().message, std::string("not now"));
        QCOMPARE(m_database.run("SELECT n FROM public.numbers WHERE id = 1"), std::string("7"));
    }

    void sqlErrorsBecomeErrorsWithoutData() {
        Pool pool(m_database.poolOptions());
        QVERIFY(failing(pool, "INSERT INTO public.numbers VALUES (1)").error().code ==
                ErrorCode::Conflict);
        QVERIFY(failing(pool, "SELECT 'secret'::integer").error().code == ErrorCode::InvalidInput);
        QVERIFY(failing(pool, "SELECT 'secret'::integer").error().message.find("secret") ==
                std::string::npos);
        QVERIFY(failing(pool, "SELECT * FROM public.absent").error().code == ErrorCode::Corrupt);
        QCOMPARE(pool.stats().discarded, 0U);
    }

    void aDeadlockIsRunAgain() {
        Pool pool(m_database.poolOptions());
        std::atomic<int> runs = 0;
        std::atomic<int> holding = 0;
        const auto both = [&](int first, int second) {
            return inTransaction(pool, "both", [&](pqxx::work& tx) -> Result<int> {
                ++runs;
                tx.exec("SET LOCAL deadlock_timeout = '10ms'");
                tx.exec_params("UPDATE public.numbers SET n = n + 100 WHERE id = $1", first);
                ++holding;
                while (holding < 2)
                    std::this_thread::yield();
                tx.exec_params("UPDATE public.numbers SET n = n + 100 WHERE id = $1", second);
                return 1;
            });
        };
        m_database.run("UPDATE public.numbers SET n = 0");
        int ok = 0;
        std::thread other([&] { ok += both(2, 1) ? 1 : 0; });
        const bool mine = both(1, 2).has_value();
        other.join();
        QVERIFY(mine);
        QCOMPARE(ok, 1);
        QVERIFY(runs >= 3);
        QCOMPARE(m_database.run("SELECT sum(n) FROM public.numbers"), std::string("400"));
    }

    void aSerializationFailureIsGivenUpAfterThreeRepeats() {
        Pool pool(m_database.poolOptions());
        int runs = 0;
        const auto result = inTransaction(pool, "again", [&](pqxx::work& tx) -> Result<int> {
            ++runs;
            tx.exec("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$");
            return 1;
        });
        QCOMPARE(runs, 4);
        QVERIFY(!result && result.error().code == ErrorCode::Unreachable);
        QVERIFY(isSystematic(result.error()));
    }

    void aRestartBetweenTransactionsIsNotSeenByTheCaller() {
        Pool pool(m_database.poolOptions());
        QVERIFY(failing(pool, "SELECT 1"));
        m_database.terminateAll();
        QVERIFY(failing(pool, "SELECT 1"));
        QCOMPARE(pool.stats().discarded, 1U);
    }

    void aConnectionCutInsideTheTransactionIsRunAgainOnce() {
        Pool pool(m_database.poolOptions());
        m_database.run("UPDATE public.numbers SET n = 0");
        int runs = 0;
        const auto result = inTransaction(pool, "cut", [&](pqxx::work& tx) -> Result<int> {
            tx.exec("UPDATE public.numbers SET n = n + 1 WHERE id = 1");
            if (++runs == 1)
                m_database.terminateAll();
            tx.exec("UPDATE public.numbers SET n = n + 1 WHERE id = 1");
            return 1;
        });
        QVERIFY(result);
        QCOMPARE(runs, 2);
        QCOMPARE(m_database.run("SELECT n FROM public.numbers WHERE id = 1"), std::string("2"));
    }

    void aConnectionCutAtCommitIsInDoubtAndNotRepeated() {
        Pool pool(m_database.poolOptions());
        int runs = 0;
        const auto result = inTransaction(pool, "doubt", [&](pqxx::work& tx) -> Result<int> {
            ++runs;
            tx.exec("UPDATE public.numbers SET n = n + 1 WHERE id = 1");
            m_database.terminateAll();
            return 1;
        });
        QVERIFY(!result);
        QVERIFY(commitInDoubt(result.error()));
        QCOMPARE(runs, 1);
        QCOMPARE(pool.stats().discarded, 1U);
    }

    void aConnectionCutAtTheStatementThatCommitsIsInDoubtAndNotRepeated() {
        Pool pool(m_database.poolOptions());
        int runs = 0;
        const auto result = inTransactionEndingWith(
            pool, "doubt", [&](pqxx::transaction_base&) -> Result<std::string> {
                ++runs;
                m_database.terminateAll();
                return std::string("UPDATE public.numbers SET n = n + 1 WHERE id = 1");
            });
        QVERIFY(!result);
        QVERIFY(commitInDoubt(result.error()));
        QCOMPARE(runs, 1);
        QCOMPARE(pool.stats().discarded, 1U);
    }

    void aFailureBeforeTheStatementThatCommitsRollsBackAndKeepsTheConnection() {
        Pool pool(m_database.poolOptions());
        m_database.run("UPDATE public.numbers SET n = 7");
        const auto result = inTransactionEndingWith(
            pool, "refused", [&](pqxx::transaction_base& tx) -> Result<std::string> {
                tx.exec("UPDATE public.numbers SET n = 8");
                return vigia::core::failure(ErrorCode::Conflict, "no");
            });
        QVERIFY(!result && result.error().code == ErrorCode::Conflict);
        QCOMPARE(m_database.run("SELECT max(n) FROM public.numbers"), std::string("7"));
        QVERIFY(failing(pool, "SELECT 1"));
        QCOMPARE(pool.stats().discarded, 0U);
    }

    void aStatementOverItsTimeIsTryAgainLater() {
        auto options = m_database.poolOptions();
        options.connection.statementTimeout = std::chrono::milliseconds(20);
        Pool pool(options);
        const auto result = failing(pool, "SELECT pg_sleep(10)");
        QVERIFY(!result && result.error().code == ErrorCode::Unreachable);
        QVERIFY(!commitInDoubt(result.error()));
    }

    void aMistakeWithTheAnswerIsCorruptAndKeepsTheConnection() {
        Pool pool(m_database.poolOptions());
        const auto result = inQuery(pool, "mistake", [](pqxx::nontransaction& tx) -> Result<int> {
            return tx.exec("SELECT 'x'").at(0)[0].as<int>();
        });
        QVERIFY(!result && result.error().code == ErrorCode::Corrupt);
        QCOMPARE(pool.stats().discarded, 0U);
    }

    void hooksSeeOperationsAndErrors() {
        auto options = m_database.poolOptions();
        std::vector<std::string> seen;
        options.hooks.operation = [&](std::string_view name, double) { seen.emplace_back(name); };
        options.hooks.failed = [&](std::string_view sqlClass) { seen.emplace_back(sqlClass); };
        Pool pool(options);
        QVERIFY(!failing(pool, "SELECT 1/0"));
        QCOMPARE(seen, (std::vector<std::string>{"22", "failing"}));
    }
};

VIGIA_TEST_CLASS(TransactionTest)
#include "transaction_test.moc"
