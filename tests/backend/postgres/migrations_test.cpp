#include "tests/backend/postgres/database.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace vigia::backend::postgres;
using namespace vigia::tests;
using vigia::core::ErrorCode;

class MigrationsTest : public QObject {
    Q_OBJECT

    static const std::vector<Migration>& two() {
        static const std::vector<Migration> migrations{
            {"stock", 1, "one", "CREATE SCHEMA stock; CREATE TABLE stock.a (x integer)"},
            {"stock", 2, "two", "CREATE TABLE stock.b (x integer)"}};
        return migrations;
    }

    static std::string ask(const TestDatabase& database, const std::string& sql) {
        pqxx::connection connection(database.url());
        pqxx::nontransaction work(connection);
        const auto rows = work.exec(sql);
        return rows.empty() || rows[0].size() == 0 ? std::string() : rows[0][0].as<std::string>("");
    }

private Q_SLOTS:
    void theSecondTimeNothingIsApplied() {
        const TestDatabase database;
        const auto first = migrate(connectionTo(database));
        QVERIFY2(first, first ? "" : first.error().message.c_str());
        QCOMPARE(first->size(), embeddedMigrations().size());
        const auto second = migrate(connectionTo(database));
        QVERIFY(second && second->empty());
    }

    void everySharedTableIsThere() {
        const MigratedDatabase database;
        for (const char* table :
             {"stock.outbox", "stock.consumer_offsets", "acl.outbox", "acl.consumer_offsets",
              "ops.consumer_offsets", "ops.instances", "ops.alerts", "ops.notifications",
              "ops.silences", "ops.dead_letters", "stock.stocks", "stock.reservations",
              "stock.idempotency_keys", "stock.event_history", "stock.symbol_minutes",
              "stock.branch_stocks", "stock.branch_movements", "acl.external_stocks",
              "acl.consumption_log"})
            QVERIFY2(database.run(std::string("SELECT to_regclass('") + table + "')") == table,
                     table);
    }

    void historyHasSevenDaysAheadAndADefaultPartition() {
        const MigratedDatabase database;
        QCOMPARE(database.run("SELECT count(*) FROM pg_inherits WHERE inhparent = "
                              "'stock.event_history'::regclass"),
                 std::string("9"));
        QCOMPARE(database.run(
                     "SELECT stock.make_history_partitions((now() AT TIME ZONE 'UTC')::date, 7)"),
                 std::string("0"));
        QCOMPARE(database.run(
                     "SELECT stock.make_history_partitions((now() AT TIME ZONE 'UTC')::date, 9)"),
                 std::string("2"));
    }

    void rowsOfTheDefaultPartitionMoveToTheirDay() {
        const MigratedDatabase database;
        database.run("INSERT INTO stock.event_history VALUES (gen_random_uuid(), '2020-02-03 "
                     "12:00Z', 's', 1, 'p', 'S', "
                     "'CREATE', 'me', 'c', '{}')");
        QCOMPARE(database.run("SELECT count(*) FROM stock.event_history_default"),
                 std::string("1"));
        QCOMPARE(database.run("SELECT stock.make_history_partitions('2020-02-03', 0)"),
                 std::string("1"));
        QCOMPARE(database.run("SELECT count(*) FROM stock.event_history_default"),
                 std::string("0"));
        QCOMPARE(database.run("SELECT count(*) FROM stock.event_history_20200203"),
                 std::string("1"));
        QCOMPARE(database.run("SELECT stock.drop_history_partitions('2020-02-04')"),
                 std::string("1"));
        QCOMPARE(database.run("SELECT count(*) FROM stock.event_history"), std::string("0"));
    }

    void eightAtOnceApplyEachFileOnce() {
        const TestDatabase database;
        std::atomic<std::size_t> applied = 0;
        std::atomic<int> failed = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i)
                threads.emplace_back([&] {
                    const auto result = migrate(connectionTo(database));
                    result ? applied += result->size() : static_cast<std::size_t>(++failed);
                });
        }
        QCOMPARE(failed.load(), 0);
        QCOMPARE(applied.load(), embeddedMigrations().size());
    }

    void eightAtOnceSetTheRoleUp() {
        const TestDatabase database;
        std::atomic<int> failed = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i)
                threads.emplace_back(
                    [&] { failed += applyRoleSettings(connectionTo(database)) ? 0 : 1; });
        }
        QCOMPARE(failed.load(), 0);
    }

    void aChangedFileIsRefused() {
        const TestDatabase database;
        QVERIFY(migrate(connectionTo(database), two()));
        auto changed = two();
        changed[0].sql += " ";
        const auto result = migrate(connectionTo(database), changed);
        QVERIFY(!result && result.error().code == ErrorCode::Corrupt);
        QVERIFY(result.error().message.find("stock/1 one was changed") != std::string::npos);
    }

    void aNewerDatabaseIsRefused() {
        const TestDatabase database;
        QVERIFY(migrate(connectionTo(database), two()));
        const auto result = migrate(connectionTo(database), {two()[0]});
        QVERIFY(!result && result.error().code == ErrorCode::Corrupt);
        QVERIFY(result.error().message.find("version 2, newer than this program (1)") !=
                std::string::npos);
    }

    void aGapInTheLedgerIsRefused() {
        const TestDatabase database;
        QVERIFY(migrate(connectionTo(database), two()));
        ask(database, "DELETE FROM ops.schema_migrations WHERE version = 1");
        const auto result = migrate(connectionTo(database), two());
        QVERIFY(!result && result.error().code == ErrorCode::Corrupt);
        QVERIFY(result.error().message.find("1 is missing") != std::string::npos);
    }

    void aGapInTheFilesIsRefused() {
        const TestDatabase database;
        const auto result = migrate(connectionTo(database), {two()[1]});
        QVERIFY(!result && result.error().code == ErrorCode::Corrupt);
    }

    void aFailedFileLeavesNothingBehind() {
        const TestDatabase database;
        auto bad = two();
        bad[1].sql = "CREATE TABLE stock.b (x integer); SELECT 1/0";
        QVERIFY(!migrate(connectionTo(database), bad));
        QCOMPARE(ask(database, "SELECT coalesce(to_regclass('stock.b')::text, 'none')"),
                 std::string("none"));
        QCOMPARE(ask(database, "SELECT count(*) FROM ops.schema_migrations"), std::string("1"));
        QVERIFY(migrate(connectionTo(database), two()));
    }

    void aTableOfOthersInTheWayIsNamed() {
        const TestDatabase database;
        ask(database, "CREATE SCHEMA stock; CREATE TABLE stock.a (y integer)");
        auto own = two();
        own[0].sql = "CREATE TABLE stock.a (x integer)";
        const auto result = migrate(connectionTo(database), own);
        QVERIFY(!result && result.error().code == ErrorCode::Corrupt);
        QVERIFY(result.error().message.find("relation \"a\" already exists") != std::string::npos);
    }

    void aLedgerOfOthersIsRefused() {
        const TestDatabase database;
        ask(database, "CREATE SCHEMA ops; CREATE TABLE ops.schema_migrations (version text)");
        QVERIFY(!migrate(connectionTo(database), two()));
        QCOMPARE(ask(database, "SELECT coalesce(to_regclass('stock.a')::text, 'none')"),
                 std::string("none"));
    }

    void theRoleGetsItsSearchPathAndTimeZone() {
        const MigratedDatabase database;
        QVERIFY(applyRoleSettings(connectionTo(database)));
        QCOMPARE(database.run("SHOW search_path"),
                 std::string("commerce, stock, acl, logs, chat, ops, public"));
        QCOMPARE(database.run("SHOW timezone"), std::string("UTC"));
    }
};

VIGIA_TEST_CLASS(MigrationsTest)
#include "migrations_test.moc"
