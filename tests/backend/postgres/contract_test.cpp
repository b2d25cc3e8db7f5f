#include "backend/postgres/outbox.h"
#include "backend/postgres/relay.h"
#include "core/base/uuid.h"
#include "tests/backend/postgres/database.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace vigia::backend::postgres;
using namespace vigia::tests;
using vigia::core::Result;

/// What platform.md 4.4 and 4.5 ask of sessions and tables rather than of code that runs.
class ContractTest : public QObject {
    Q_OBJECT

    MigratedDatabase m_database;

    static std::string setting(Connection& connection, const std::string& name) {
        return pqxx::nontransaction(connection.raw()).exec1("SHOW " + name)[0].as<std::string>();
    }

    static int option(int socket, int level, int name) {
        int value = -1;
        socklen_t size = sizeof(value);
        return ::getsockopt(socket, level, name, &value, &size) == 0 ? value : -1;
    }

private Q_SLOTS:
    void aRelaysSessionEndsWhenItsOwnerSleeps() {
        const auto connection = openConnection(relayLimits(connectionTo(m_database)));
        QVERIFY(connection.has_value());
        QCOMPARE(setting(**connection, "idle_session_timeout"), std::string("5s"));
        QCOMPARE(setting(**connection, "idle_in_transaction_session_timeout"), std::string("2s"));
        const int socket = (*connection)->raw().sock();
        QCOMPARE(option(socket, SOL_SOCKET, SO_KEEPALIVE), 1);
        QCOMPARE(option(socket, IPPROTO_TCP, TCP_KEEPIDLE), 2);
        QCOMPARE(option(socket, IPPROTO_TCP, TCP_KEEPINTVL), 1);
        QCOMPARE(option(socket, IPPROTO_TCP, TCP_KEEPCNT), 3);
        QCOMPARE(option(socket, IPPROTO_TCP, TCP_USER_TIMEOUT), 5000);
    }

    void everySessionEndsWhenItsOwnerSleepsInATransaction() {
        Pool pool(m_database.poolOptions());
        const auto limit = inQuery(pool, "limit", [](pqxx::nontransaction& query) {
            return Result<std::string>(
                query.exec1("SHOW idle_in_transaction_session_timeout")[0].as<std::string>());
        });
        QCOMPARE(limit.value_or(""), std::string("2s"));
    }

    void writingTheOutboxNotifiesNobody() {
        pqxx::connection other(m_database.url());
        struct Ear : pqxx::notification_receiver {
            using pqxx::notification_receiver::notification_receiver;
            int heard = 0;
            void operator()(const std::string&, int) override { ++heard; }
        } ear(other, "vigia_outbox_stock");
        Pool pool(m_database.poolOptions());
        QVERIFY(inTransaction(pool, "write", [&](pqxx::work& tx) -> Result<int> {
            writeOutbox(tx, Schema::Stock,
                        {{vigia::core::Uuid::random().text(),
                          "virtual-stock-updates",
                          "k",
                          {},
                          "v",
                          vigia::core::fromEpochMillis(1)}});
            return 1;
        }));
        pqxx::nontransaction(other).exec("SELECT 1"); // what was sent has come by now
        other.get_notifs();
        QCOMPARE(ear.heard, 0);
    }

    void idsOfTheOutboxRiseInCommitOrderAndItsScanLeavesParkedRowsOut() {
        for (const char* schema : {"stock", "acl"}) {
            const std::string name = schema;
            QCOMPARE(m_database.run("SELECT cache_size FROM pg_sequences WHERE schemaname = '" +
                                    name + "' AND sequencename = 'outbox_id_seq'"),
                     std::string("1"));
            const auto index = m_database.run("SELECT indexdef FROM pg_indexes WHERE indexname = "
                                              "'idx_outbox_unsent' AND schemaname = '" +
                                              name + "'");
            QVERIFY2(index.find("(shard, id)") != std::string::npos, index.c_str());
            QVERIFY2(index.find("(sent_at IS NULL) AND (parked_at IS NULL)") != std::string::npos,
                     index.c_str());
            const auto upkeep =
                m_database.run("SELECT reloptions::text FROM pg_class WHERE oid = '" + name +
                               ".outbox'::regclass");
            for (const char* option :
                 {"autovacuum_vacuum_scale_factor=0", "autovacuum_vacuum_threshold=10000",
                  "autovacuum_vacuum_cost_delay=0"})
                QVERIFY2(upkeep.find(option) != std::string::npos, upkeep.c_str());
        }
    }
};

VIGIA_TEST_CLASS(ContractTest)
#include "contract_test.moc"
