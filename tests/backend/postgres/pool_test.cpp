#include "tests/backend/postgres/database.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <thread>

using namespace vigia::backend::postgres;
using namespace vigia::tests;
using vigia::core::ErrorCode;

class PoolTest : public QObject {
    Q_OBJECT

    MigratedDatabase m_database;

    static int one(Lease& lease) {
        pqxx::nontransaction work(lease.connection());
        return work.exec("SELECT 1").at(0)[0].as<int>();
    }

private Q_SLOTS:
    void connectionsAreOpenedOnDemandAndUsedAgain() {
        Pool pool(m_database.poolOptions());
        QCOMPARE(pool.stats().opened, 0U);
        for (int i = 0; i < 3; ++i) {
            auto lease = pool.acquire();
            QVERIFY(lease);
            QCOMPARE(one(*lease), 1);
        }
        QCOMPARE(pool.stats().opened, 1U);
        QCOMPARE(pool.stats().idle, 1U);
        QCOMPARE(pool.stats().inUse, 0U);
    }

    void aFullPoolRefusesAfterTheWaitLimit() {
        auto options = m_database.poolOptions();
        options.size = 1;
        options.waitLimit = std::chrono::milliseconds(30);
        Pool pool(options);
        {
            auto first = pool.acquire();
            QVERIFY(first);
            const auto second = pool.acquire();
            QVERIFY(!second);
            QVERIFY(second.error().code == ErrorCode::Unreachable);
            QCOMPARE(pool.stats().waitTimeouts, 1U);
        }
        QVERIFY(pool.acquire());
    }

    void aWaiterGetsTheConnectionThatComesBack() {
        auto options = m_database.poolOptions();
        options.size = 1;
        options.waitLimit = std::chrono::seconds(30);
        Pool pool(options);
        auto first = std::make_unique<vigia::core::Result<Lease>>(pool.acquire());
        QVERIFY(*first);
        bool got = false;
        std::thread waiter([&] { got = pool.acquire().has_value(); });
        while (pool.stats().waiting == 0)
            std::this_thread::yield();
        first.reset();
        waiter.join();
        QVERIFY(got);
        QCOMPARE(pool.stats().opened, 1U);
    }

    void aBrokenConnectionIsDiscardedWithTheIdleOnes() {
        Pool pool(m_database.poolOptions());
        {
            auto first = pool.acquire();
            auto second = pool.acquire();
            QVERIFY(first && second);
        }
        QCOMPARE(pool.stats().idle, 2U);
        m_database.terminateAll();
        {
            auto lease = pool.acquire();
            QVERIFY(lease);
            QVERIFY_THROWS_EXCEPTION(std::exception, one(*lease));
            lease->discard();
        }
        QCOMPARE(pool.stats().discarded, 2U);
        QCOMPARE(pool.stats().idle, 0U);
        auto fresh = pool.acquire();
        QVERIFY(fresh);
        QCOMPARE(one(*fresh), 1);
    }

    void idleConnectionsThatDiedAreFoundByTheCheck() {
        auto options = m_database.poolOptions();
        options.checkEvery = std::chrono::milliseconds(10);
        Pool pool(options);
        QVERIFY(pool.acquire());
        m_database.terminateAll();
        pool.start();
        QTRY_COMPARE(pool.stats().discarded, 1U);
        QCOMPARE(pool.stats().idle, 0U);
    }

    void preparedStatementsSurviveAReconnect() {
        Pool pool(m_database.poolOptions());
        pool.prepare("twice", "SELECT 2 * $1::integer");
        const auto twice = [&] {
            return inQuery(pool, "twice", [](pqxx::nontransaction& tx) -> vigia::core::Result<int> {
                return tx.exec_prepared("twice", 21).at(0)[0].as<int>();
            });
        };
        QCOMPARE(twice().value_or(0), 42);
        m_database.terminateAll();
        QCOMPARE(twice().value_or(0), 42);
        QCOMPARE(pool.stats().opened, 2U);
    }

    void noServerIsUnreachableAndSaysWhere() {
        auto options = m_database.poolOptions();
        options.connection.urls = {"postgresql://postgres:hidden@127.0.0.1:1/none"};
        Pool pool(options);
        const auto lease = pool.acquire();
        QVERIFY(!lease);
        QVERIFY(lease.error().code == ErrorCode::Unreachable);
        QVERIFY(lease.error().message.find("127.0.0.1") != std::string::npos);
        QVERIFY(lease.error().message.find("hidden") == std::string::npos);
        QCOMPARE(pool.stats().connectErrors, 1U);
        QCOMPARE(pool.stats().inUse, 0U);
    }

    void theNextUrlIsTriedWhenTheFirstIsAway() {
        auto options = m_database.poolOptions();
        options.connection.urls.insert(options.connection.urls.begin(),
                                       "postgresql://postgres@127.0.0.1:1/none");
        Pool pool(options);
        QVERIFY(pool.acquire());
    }

    void aServerThatTakesNoWritesIsNotUsed() {
        const auto name = m_database.run("SELECT current_database()");
        pqxx::connection server(testStack().postgres);
        pqxx::nontransaction outside(server);
        outside.exec("ALTER DATABASE \"" + name + "\" SET default_transaction_read_only = on");
        Pool pool(m_database.poolOptions());
        const auto lease = pool.acquire();
        outside.exec("ALTER DATABASE \"" + name + "\" RESET default_transaction_read_only");
        QVERIFY(!lease);
        QVERIFY(lease.error().code == ErrorCode::Unreachable);
        QVERIFY(pool.acquire());
    }

    void everyConnectionHasTheTimeLimits() {
        Pool pool(m_database.poolOptions());
        auto lease = pool.acquire();
        QVERIFY(lease);
        pqxx::nontransaction work(lease->connection());
        const auto row =
            work.exec(
                    "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'), "
                    "current_setting('idle_in_transaction_session_timeout'), "
                    "current_setting('application_name'), current_setting('timezone')")
                .at(0);
        QCOMPARE(row[0].as<std::string>(), std::string("5s"));
        QCOMPARE(row[1].as<std::string>(), std::string("3s"));
        QCOMPARE(row[2].as<std::string>(), std::string("2s"));
        QCOMPARE(row[3].as<std::string>(), std::string("vigia:test"));
        QCOMPARE(row[4].as<std::string>(), std::string("UTC"));
    }

    void stopWaitsForLeasesAndRefusesNewOnes() {
        Pool pool(m_database.poolOptions());
        auto lease = std::make_unique<vigia::core::Result<Lease>>(pool.acquire());
        std::thread stopper([&] { pool.stop(); });
        QTRY_VERIFY(!pool.acquire());
        QCOMPARE(pool.stats().inUse, 1U);
        lease.reset();
        stopper.join();
        QCOMPARE(pool.stats().idle, 0U);
    }
};

VIGIA_TEST_CLASS(PoolTest)
#include "pool_test.moc"
