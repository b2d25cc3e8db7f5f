#include "backend/postgres/outbox.h"
#include "core/base/murmur2.h"
#include "core/base/uuid.h"
#include "tests/backend/postgres/database.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::backend::postgres;
using namespace vigia::tests;
using vigia::core::Result;
using vigia::core::Uuid;
using vigia::core::stream::OutboxRecord;

class OutboxTest : public QObject {
    Q_OBJECT

    MigratedDatabase m_database;

    static OutboxRecord record(std::optional<std::string> key, std::string payload) {
        return {Uuid::random().text(), "virtual-stock-updates",
                std::move(key),        {{"event-type", "x"}},
                std::move(payload),    vigia::core::fromEpochMillis(1700000000123)};
    }

    static Result<int> write(Pool& pool, const std::vector<OutboxRecord>& records) {
        return inTransaction(pool, "write", [&](pqxx::work& tx) -> Result<int> {
            writeOutbox(tx, Schema::Stock, records);
            return 1;
        });
    }

private Q_SLOTS:
    void init() { m_database.run("TRUNCATE stock.outbox RESTART IDENTITY"); }

    void aRowHoldsTheRecordAsItIs() {
        Pool pool(m_database.poolOptions());
        const std::string bytes("\0\xff{\"a\"}\\x\n", 9);
        QVERIFY(write(pool, {record("k1", bytes)}));
        pqxx::connection connection(m_database.url());
        pqxx::nontransaction tx(connection);
        const auto row = tx.exec("SELECT shard, topic, key, headers->>'event-type', payload, "
                                 "extract(epoch FROM record_time)::text FROM stock.outbox")
                             .at(0);
        QCOMPARE(row[0].as<int>(), static_cast<int>(vigia::core::outboxShard("k1")));
        QCOMPARE(row[1].as<std::string>(), std::string("virtual-stock-updates"));
        QCOMPARE(pqxx::binarystring(row[2]).str(), std::string("k1"));
        QCOMPARE(row[3].as<std::string>(), std::string("x"));
        QCOMPARE(pqxx::binarystring(row[4]).str(), bytes);
        QCOMPARE(row[5].as<std::string>(), std::string("1700000000.123000"));
    }

    void withoutAKeyTheShardIsThatOfTheEventId() {
        Pool pool(m_database.poolOptions());
        const auto keyless = record(std::nullopt, "v");
        QVERIFY(write(pool, {keyless}));
        QCOMPARE(m_database.run("SELECT shard FROM stock.outbox WHERE key IS NULL"),
                 std::to_string(vigia::core::outboxShard(keyless.eventId)));
    }

    void idsRiseInTheOrderGivenAlsoOverSeveralStatements() {
        Pool pool(m_database.poolOptions());
        std::vector<OutboxRecord> records;
        for (int i = 0; i < 250; ++i)
            records.push_back(record("k", std::to_string(i)));
        QVERIFY(write(pool, records));
        QCOMPARE(
            m_database.run(
                "SELECT bool_and(payload = convert_to((id - 1)::text, 'UTF8')) AND count(*) = 250 "
                "FROM stock.outbox"),
            std::string("t"));
    }

    void rowsAndNothingElseGoAwayWithTheTransaction() {
        Pool pool(m_database.poolOptions());
        const auto result = inTransaction(pool, "write", [&](pqxx::work& tx) -> Result<int> {
            writeOutbox(tx, Schema::Stock, {record("k", "v")});
            return vigia::core::failure(vigia::core::ErrorCode::Conflict, "no");
        });
        QVERIFY(!result);
        QCOMPARE(m_database.run("SELECT count(*) FROM stock.outbox"), std::string("0"));
    }

    void noRecordsIsNoStatement() {
        Pool pool(m_database.poolOptions());
        QVERIFY(write(pool, {}));
        QCOMPARE(m_database.run("SELECT count(*) FROM stock.outbox"), std::string("0"));
    }
};

VIGIA_TEST_CLASS(OutboxTest)
#include "outbox_test.moc"
