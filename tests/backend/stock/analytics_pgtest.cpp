#include "backend/stock/analytics.h"
#include "core/base/uuid.h"
#include "tests/backend/stock/stock_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::tests;
using backend::stock::AnalyticsHandler;
using core::stream::OutcomeKind;
using core::stream::Record;

class AnalyticsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<StockFixture> m_stock;

    /// The audit records of everything in the outbox, as Kafka would deliver them.
    std::vector<Record> auditRecords() {
        std::vector<Record> records;
        pqxx::connection connection(m_stock->database().url());
        pqxx::nontransaction tx(connection);
        for (const auto& row : tx.exec("SELECT convert_from(payload, 'UTF8') FROM stock.outbox "
                                       "WHERE topic = 'stock-audit-logs' "
                                       "ORDER BY id")) {
            Record record;
            record.topic = "stock-audit-logs";
            record.value = row[0].c_str();
            records.push_back(std::move(record));
        }
        return records;
    }

    std::vector<core::stream::Outcome> handle(const std::vector<Record>& records) {
        AnalyticsHandler handler(*core::stream::TopicNames::create({}));
        using Outcomes = std::vector<core::stream::Outcome>;
        auto done = backend::postgres::inTransaction(
            m_stock->pool(), "test.analytics",
            [&](pqxx::work& tx) -> core::Result<Outcomes> { return handler.handle(records, tx); });
        if (!done)
            qFatal("%s", done.error().message.c_str());
        return *done;
    }

private Q_SLOTS:
    void init() { m_stock = std::make_unique<StockFixture>(); }
    void cleanup() { m_stock.reset(); }

    void repeatedRecordsCountOnce() {
        const auto id = m_stock->create("HIST", 100);
        m_stock->reserve(id, 30);
        m_stock->reserve(id, 20);
        auto records = auditRecords();
        records.push_back(records.back()); // a relay that crashed sends it again
        handle(records);
        handle(records);
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.event_history"), std::string("3"));
        QCOMPARE(m_stock->sql("SELECT sum(created) || ' ' || sum(reserved) || ' ' || sum(units) "
                              "FROM stock.symbol_minutes"),
                 std::string("1 2 50"));
        const auto events = m_stock->get("/stocks/" + id + "/events?limit=2");
        QCOMPARE(events.at("data").asArray()->size(), std::size_t{2});
        QCOMPARE(events.at("data").asArray()->front().integerAt("stockVersion"),
                 std::optional<std::int64_t>(3));
        const auto older = m_stock->get("/stocks/" + id + "/events?beforeVersion=2");
        QCOMPARE(older.at("data").asArray()->front().stringAt("operation"),
                 std::optional<std::string>("INITIAL_CREATION"));
    }

    void brokenRecordsAreDeadLettersAndTheOthersAreKept() {
        m_stock->create("GOOD", 100);
        auto records = auditRecords();
        for (const auto* value : {"", "{", "{}", R"({"eventType":"x"})"}) {
            Record record;
            record.topic = "stock-audit-logs";
            record.value = value;
            records.push_back(record);
        }
        const auto outcomes = handle(records);
        QCOMPARE(outcomes[0].kind, OutcomeKind::Done);
        QCOMPARE(outcomes[1].errorClass, std::string("EMPTY"));
        QCOMPARE(outcomes[2].errorClass, std::string("DESERIALIZATION"));
        QCOMPARE(outcomes[3].errorClass, std::string("SCHEMA"));
        QCOMPARE(outcomes[4].kind, OutcomeKind::DeadLetter);
        QCOMPARE(m_stock->sql("SELECT count(*) FROM stock.event_history"), std::string("1"));
    }

    void deadLettersAreIndexedWhateverTheyCarry() {
        Record record;
        record.topic = "stock-dead-letter-topic";
        record.partition = 0;
        record.offset = 7;
        record.key = std::string("\xff\0k", 3);
        record.value = "not json";
        record.time = core::fromEpochMillis(1735786800000);
        record.headers = {{"x-origin-topic", "stock-audit-logs"},
                          {"x-origin-partition", "3"},
                          {"x-origin-offset", "99"},
                          {"event-id", "no uuid"},
                          {"X-Correlation-ID", std::string(500, 'c')},
                          {"x-error-class", "SCHEMA"},
                          {"x-error-message", std::string("bad\0\x1b[31m", 9)},
                          {"x-attempt", "4"},
                          {"x-failed-at", "1735786801234"},
                          {"odd", "\xfe"}};
        handle({record, record});
        QCOMPARE(m_stock->sql("SELECT count(*) FROM ops.dead_letters"), std::string("1"));
        QCOMPARE(m_stock->sql("SELECT origin_topic || ' ' || origin_partition || ' ' || "
                              "origin_offset || ' ' || attempts || ' ' || "
                              "(event_id IS NULL) || ' ' || length(correlation_id) || ' ' || "
                              "encode(key, 'hex') FROM ops.dead_letters"),
                 std::string("stock-audit-logs 3 99 4 true 128 ff006b"));
        QCOMPARE(m_stock->sql("SELECT to_char(dead_at AT TIME ZONE 'UTC', 'HH24:MI:SS.MS') FROM "
                              "ops.dead_letters"),
                 std::string("03:00:01.234"));
    }
};

VIGIA_TEST_CLASS(AnalyticsTest)
#include "analytics_pgtest.moc"
