#include "backend/postgres/relay.h"

#include "backend/kafka/batch_publisher.h"
#include "backend/postgres/outbox.h"
#include "core/base/uuid.h"
#include "tests/backend/kafka/kafka_fixture.h"
#include "tests/backend/postgres/database.h"
#include "tests/backend/postgres/topic_reader.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <map>
#include <set>

using namespace vigia::backend::postgres;
using namespace vigia::tests;
using namespace std::chrono_literals;
using vigia::backend::kafka::KafkaBatchPublisher;
using vigia::core::Result;
using vigia::core::Uuid;
using vigia::core::stream::OutboxRecord;

/// The relay between a real PostgreSQL and a real Kafka.
class RelayKafkaTest : public QObject {
    Q_OBJECT

    std::unique_ptr<MigratedDatabase> m_database;
    std::unique_ptr<Pool> m_pool;
    std::string m_topic;

    void write(const std::vector<std::pair<std::string, std::string>>& keysAndValues) {
        std::vector<OutboxRecord> records;
        for (const auto& [key, value] : keysAndValues)
            records.push_back({Uuid::random().text(),
                               "virtual-stock-updates",
                               key,
                               {},
                               value,
                               vigia::core::fromEpochMillis(1700000000000)});
        QVERIFY(inTransaction(*m_pool, "write", [&](pqxx::work& tx) -> Result<int> {
            writeOutbox(tx, Schema::Stock, records);
            return 1;
        }));
    }

    std::unique_ptr<Relay> relay(RelayOptions options,
                                 const vigia::backend::kafka::Properties& properties = {}) {
        auto client = testClient();
        client.properties = properties;
        auto publisher = KafkaBatchPublisher::create(client);
        if (!publisher)
            qFatal("%s", publisher.error().message.c_str());
        options.connection = connectionTo(*m_database);
        options.topicNames = [topic = m_topic](std::string_view) { return topic; };
        auto made = std::make_unique<Relay>(options, std::move(*publisher));
        made->start();
        return made;
    }

    int count(const std::string& condition) const {
        return std::stoi(m_database->run("SELECT count(*) FROM stock.outbox WHERE " + condition));
    }

    /// First occurrences, by key.
    static std::map<std::string, std::vector<std::string>>
    firsts(const std::vector<ReadRecord>& records) {
        std::map<std::string, std::vector<std::string>> byKey;
        std::set<std::string> seen;
        for (const auto& record : records) {
            if (seen.insert(record.eventId).second)
                byKey[record.key].push_back(record.value);
        }
        return byKey;
    }

private Q_SLOTS:
    void init() {
        m_database = std::make_unique<MigratedDatabase>();
        m_pool = std::make_unique<Pool>(m_database->poolOptions());
    }

    void rowsReachTheTopicAndAreMarkedWithTheirPlace() {
        const TestTopic topic(3);
        m_topic = topic.name();
        write({{"a", "1"}, {"b", "2"}, {"a", "3"}});
        const auto running = relay({});
        QTRY_COMPARE(count("sent_at IS NULL"), 0);
        const auto records = readTopic(m_topic, 3);
        QCOMPARE(records.size(), 3U);
        QCOMPARE(firsts(records).at("a"), (std::vector<std::string>{"1", "3"}));
        for (const auto& record : records)
            QCOMPARE(count("event_id = '" + record.eventId +
                           "' AND sent_partition = " + std::to_string(record.partition) +
                           " AND sent_offset = " + std::to_string(record.offset)),
                     1);
    }

    void aRowTooLargeForTheTopicIsParkedAndHoldsOnlyItsKey() {
        const TestTopic topic(1, {{"max.message.bytes", "20000"}});
        m_topic = topic.name();
        std::string noise; // does not compress below the limit
        while (noise.size() < 100000)
            noise += Uuid::random().text();
        write({{"big", "1"}, {"big", noise}, {"big", "2"}, {"small", "3"}});
        const auto running = relay({});
        QTRY_COMPARE_WITH_TIMEOUT(count("parked_at IS NOT NULL"), 1, 30000);
        write({{"small", "4"}, {"big", "5"}});
        QTRY_COMPARE_WITH_TIMEOUT(count("sent_at IS NOT NULL"), 3, 30000);
        const auto seen = firsts(readTopic(m_topic, 1));
        QCOMPARE(seen.at("big"), (std::vector<std::string>{"1"}));
        QCOMPARE(seen.at("small"), (std::vector<std::string>{"3", "4"}));
        QCOMPARE(count("sent_at IS NULL AND parked_at IS NULL"), 2);
    }

    void aTopicThatIsNotThereParksItsRowsAfterAWhile() {
        m_topic = uniqueName("vigia-test-absent");
        write({{"k", "1"}});
        RelayOptions impatient;
        impatient.poisonAfter = 10ms;
        const auto running = relay(impatient, {{"topic.metadata.propagation.max.ms", "200"}});
        QTRY_COMPARE_WITH_TIMEOUT(count("parked_at IS NOT NULL"), 1, 30000);
    }

    void connectionsCutAgainAndAgainLoseAndReorderNothing() {
        const TestTopic topic(3);
        m_topic = topic.name();
        RelayOptions quick;
        quick.window = 20;
        const auto running = relay(quick);
        std::map<std::string, std::vector<std::string>> expected;
        for (int i = 0; i < 1000; ++i) {
            const std::string key = "key-" + std::to_string(i % 6);
            write({{key, std::to_string(i)}});
            expected[key].push_back(std::to_string(i));
            running->wake();
            if (i % 100 == 50)
                m_database->terminateAll();
        }
        QTRY_COMPARE_WITH_TIMEOUT(count("sent_at IS NULL"), 0, 30000);
        QVERIFY(firsts(readTopic(m_topic, 3)) == expected);
        QVERIFY(running->stats().connectionsLost >= 5);
    }
};

VIGIA_TEST_CLASS(RelayKafkaTest)
#include "relay_kafkatest.moc"
