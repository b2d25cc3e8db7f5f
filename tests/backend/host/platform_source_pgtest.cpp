#include "backend/host/platform_source.h"
#include "tests/backend/postgres/database.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::tests;

class PlatformSourceTest : public QObject {
    Q_OBJECT

    MigratedDatabase m_database;

    core::ops::PlatformState state() {
        backend::postgres::Pool pool(m_database.poolOptions());
        pool.start();
        auto found = backend::host::DatabasePlatformSource(pool).state();
        return found ? std::move(*found) : core::ops::PlatformState{};
    }
    void insert(const std::string& instance, const std::string& urls,
                const std::string& age = "0 s") {
        m_database.run("INSERT INTO ops.instances (instance, roles, host, pid, urls, version, "
                       "started_at, heartbeat_at) VALUES ('" +
                       instance + "', '{stock,gateway}', 'h', 7, '" + urls +
                       "', '1', now(), now() - interval '" + age + "')");
    }

private Q_SLOTS:
    void init() { m_database.run("TRUNCATE ops.instances"); }

    void aDatabaseWithoutTablesAnswersThatNobodyIsThere() {
        TestDatabase empty;
        backend::postgres::PoolOptions options;
        options.connection = connectionTo(empty);
        backend::postgres::Pool pool(options);
        pool.start();
        const auto found = backend::host::DatabasePlatformSource(pool).state();
        QVERIFY2(found.has_value(), found ? "" : found.error().message.c_str());
        QVERIFY(found->instances.empty());
        QVERIFY(found->databaseTime != core::UtcTime{});
    }

    void everyListenerIsReadAndTheSilentAreLeftOut() {
        insert("vigia-1", "{\"stock\":\"http://h:1\",\"gateway\":\"http://h:2\"}");
        insert("gone-1", "{\"stock\":\"http://h:3\"}", "16 s");
        const auto found = state();
        QCOMPARE(found.instances.size(), std::size_t(1));
        QCOMPARE(found.instances[0].urlOf("stock"), std::string("http://h:1"));
        QCOMPARE(found.instances[0].urlOf("analytics"), std::string());
        QCOMPARE(found.instances[0].url(), std::string("http://h:2")); // users come by the gateway
    }

    void whatIsNoMapOfAddressesGivesNone_data() {
        QTest::addColumn<QByteArray>("urls");
        for (const char* urls : {"[]", "null", "7", "\"http://h:1\"", "{\"stock\":7}",
                                 "{\"stock\":null}", "{\"stock\":\"\"}", "{\"stock\":[\"a\"]}"})
            QTest::newRow(urls) << QByteArray(urls);
    }
    void whatIsNoMapOfAddressesGivesNone() {
        QFETCH(QByteArray, urls);
        insert("odd-1", urls.toStdString());
        const auto found = state();
        QCOMPARE(found.instances.size(), std::size_t(1));
        QVERIFY(found.instances[0].urls.empty());
        QCOMPARE(found.instances[0].url(), std::string());
    }
};

VIGIA_TEST_CLASS(PlatformSourceTest)
#include "platform_source_pgtest.moc"
