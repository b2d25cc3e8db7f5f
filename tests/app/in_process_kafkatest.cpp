#include "app/commands/commands.h"
#include "app/platform.h"
#include "backend/kafka/admin.h"
#include "backend/postgres/offsets.h"
#include "backend/postgres/transaction.h"
#include "tests/app/context.h"
#include "tests/support/test_main.h"
#include "tests/support/test_stack.h"

#include <QTest>

#include <algorithm>
#include <future>

#include <pqxx/pqxx>
#include <unistd.h>

using namespace vigia;
using namespace vigia::tests;

/// `--in-process`: the services run in the console itself, here on the shared servers with topics
/// and a database of this test.
class InProcessTest : public QObject {
    Q_OBJECT

private:
    const std::string m_prefix = uniqueName("inproc") + "-";
    TestDatabase m_database;

    app::Context context() {
        return contextOf({"profile=remote", "mode=development",
                          "kafka.servers=" + testStack().kafka, "kafka.topics.prefix=" + m_prefix,
                          "postgres.primary=" + m_database.url(),
                          "roles.gateway.listen=127.0.0.1:0", "roles.stock.listen=127.0.0.1:0",
                          "roles.analytics.listen=127.0.0.1:0"});
    }

    static std::unique_ptr<app::ConsoleControl> controlOf(app::Platform& platform) {
        return std::make_unique<app::ConsoleControl>(
            platform.work(),
            std::make_unique<core::ops::WriteGate>("local", "dev", false, platform.clock()));
    }

    static core::Result<core::ops::RestAnswer> get(app::Platform& platform, const char* path) {
        std::promise<core::Result<core::ops::RestAnswer>> answer;
        controlOf(platform)->rest("GET", path, "",
                                  [&](const auto& given) { answer.set_value(given); });
        return answer.get_future().get();
    }

    static core::Result<core::ops::RestAnswer> post(app::Platform& platform, const char* path,
                                                    const char* body) {
        std::promise<core::Result<core::ops::RestAnswer>> answer;
        controlOf(platform)->rest("POST", path, body,
                                  [&](const auto& given) { answer.set_value(given); });
        return answer.get_future().get();
    }

    /// The partition of the audit topic that holds a record.
    backend::postgres::StoredOffset audited(backend::postgres::Pool& pool) {
        using backend::postgres::StoredOffset;
        const auto rows = backend::postgres::inTransaction(
            pool, "test", [](pqxx::work& tx) -> core::Result<std::vector<StoredOffset>> {
                return backend::postgres::readOffsets(tx, backend::postgres::Schema::Stock,
                                                      "analytics-consumer-group");
            });
        StoredOffset found;
        for (const auto& row : *rows) {
            if (row.key.topic == m_prefix + "stock-audit-logs" &&
                row.nextOffset >= found.nextOffset)
                found = row;
        }
        return found;
    }

    int reset(std::vector<std::string> flags) {
        app::Parsed parsed;
        parsed.options = {{"group", {"analytics-consumer-group"}},
                          {"topic", {m_prefix + "stock-audit-logs"}},
                          {"to", {"earliest"}}};
        for (const auto& flag : flags)
            parsed.options[flag] = {};
        for (const auto& command : app::allCommands()) {
            if (command.path == "offsets reset")
                return command.run(context(), parsed);
        }
        return -1;
    }

    static bool lists(app::Platform& platform, const std::string& instance) {
        const auto snapshot = platform.snapshot().read();
        return snapshot && std::any_of(snapshot->services.begin(), snapshot->services.end(),
                                       [&](const auto& row) { return row.instance == instance; });
    }

private Q_SLOTS:
    void cleanupTestCase() {
        auto admin = backend::kafka::Admin::create({.servers = testStack().kafka});
        const auto topics = (*admin)->listTopics();
        for (const auto& topic : *topics) {
            if (topic.name.starts_with(m_prefix))
                static_cast<void>((*admin)->deleteTopic(topic.name));
        }
    }

    void servicesAnswerFromTheConsolesOwnProcess() {
        const auto given = context();
        app::Platform platform(given, {true, false, true});
        platform.start();
        const auto progress = [&] { return platform.progress().read(); };
        QTRY_VERIFY_WITH_TIMEOUT(progress() && (progress()->ready || !progress()->failure.empty()),
                                 60000);
        QCOMPARE(progress()->failure, std::string());
        const auto answer = get(platform, "/api/v1/virtual-stock/summary");
        QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
        QCOMPARE(answer->status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(lists(platform, "console-" + std::to_string(getpid())), 30000);
        platform.stop();
    }

    void aGroupIsMovedByTheCommandAndReadsAgainWithoutASecondEffect() {
        const auto given = context();
        app::Platform platform(given, {true, false, true});
        platform.start();
        QTRY_VERIFY_WITH_TIMEOUT(platform.progress().read() && platform.progress().read()->ready,
                                 60000);
        const auto created = post(platform, "/api/v1/virtual-stock/stocks",
                                  R"({"productId":"MOVED","quantity":5,"unitPrice":1.00})");
        QCOMPARE(created->status, 201);
        const auto* data = created->body.find("data");
        const auto id = (data == nullptr ? created->body : *data).stringAt("stockId").value_or("");
        backend::postgres::PoolOptions options;
        options.connection.urls = {m_database.url()};
        backend::postgres::Pool pool(std::move(options));
        pool.start();
        QTRY_VERIFY_WITH_TIMEOUT(audited(pool).nextOffset == 1, 30000);
        const auto before = audited(pool).epoch;
        QCOMPARE(reset({}), 0);
        QCOMPARE(audited(pool).epoch, before); // only shown
        QCOMPARE(reset({"yes"}), 0);
        QCOMPARE(post(platform, ("/api/v1/virtual-stock/stocks/" + id + "/replenish").c_str(),
                      R"({"quantityToAdd":5})")
                     ->status,
                 200);
        QTRY_VERIFY_WITH_TIMEOUT(audited(pool).epoch >= before + 2 && audited(pool).nextOffset == 2,
                                 60000);
        auto effects = pool.acquire();
        const auto rows = pqxx::nontransaction(effects->connection())
                              .exec1("SELECT count(*) FROM stock.event_history");
        QCOMPARE(rows[0].as<int>(), 2);
        platform.stop();
    }

    void withoutTheSwitchNothingRunsHere() {
        const auto given = context();
        app::Platform platform(given, {false, false, true});
        platform.start();
        QTRY_VERIFY_WITH_TIMEOUT(
            platform.snapshot().read() && !platform.snapshot().read()->brokers.empty(), 30000);
        QVERIFY(!lists(platform, "console-" + std::to_string(getpid())));
        platform.stop();
    }
};

VIGIA_TEST_CLASS(InProcessTest)
#include "in_process_kafkatest.moc"
