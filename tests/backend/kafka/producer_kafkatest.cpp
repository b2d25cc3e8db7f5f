#include "backend/kafka/batch_publisher.h"
#include "tests/backend/kafka/kafka_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <map>
#include <set>

using namespace vigia::core;
using namespace vigia::backend::kafka;
using vigia::core::stream::PublishErrorClass;
using vigia::core::stream::PublishReport;
using vigia::core::stream::Record;
using vigia::tests::testClient;
using vigia::tests::TestTopic;

namespace {

Record recordFor(const std::string& topic, std::string value, std::int32_t partition = 0) {
    return {.topic = topic,
            .partition = partition,
            .key = "key",
            .value = std::move(value),
            .headers = {}};
}

std::vector<PublishReport> reportsOf(KafkaBatchPublisher& publisher, std::size_t count) {
    std::vector<PublishReport> all;
    vigia::tests::eventually([&] {
        for (auto& report : publisher.awaitReports(std::chrono::milliseconds(200)))
            all.push_back(std::move(report));
        return all.size() >= count;
    });
    return all;
}

std::string incompressible(std::size_t size) {
    std::string noise(size, 'x');
    for (std::size_t i = 0; i < noise.size(); ++i)
        noise[i] = static_cast<char>('!' + (i * i * 2654435761U >> 7) % 90);
    return noise;
}

} // namespace

class ProducerKafkaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRecordIsReportedOnceByItsId() {
        TestTopic topic;
        std::mutex mutex;
        std::multiset<std::uint64_t> reported;
        Producer producer(testClient(), [&](const PublishReport& report) {
            const std::lock_guard lock(mutex);
            reported.insert(report.tag);
        });
        QVERIFY(producer.start());
        for (std::uint64_t id = 0; id < 1000; ++id)
            QVERIFY(producer.produce(id, recordFor(topic.name(), "v")));
        producer.stop();
        QCOMPARE(reported.size(), std::size_t(1000));
        QCOMPARE(std::set<std::uint64_t>(reported.begin(), reported.end()).size(),
                 std::size_t(1000));
        QCOMPARE(producer.stats().acknowledged, std::uint64_t(1000));
    }

    void aStoppedProducerRefuses() {
        Producer producer(testClient(), {});
        const auto refused = producer.produce(1, recordFor("x", "v"));
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Rejected);
    }

    void whatIsQueuedAtAnUnreachableClusterFailsWhenPurged() {
        std::atomic<int> failed{0};
        Producer producer({.servers = "127.0.0.1:1", .properties = {}, .log = {}},
                          [&](const PublishReport& report) {
                              failed +=
                                  report.error && report.error->kind == PublishErrorClass::Retriable
                                      ? 1
                                      : 0;
                          });
        QVERIFY(producer.start());
        for (std::uint64_t id = 0; id < 10; ++id)
            QVERIFY(producer.produce(id, recordFor("x", "v")));
        QCOMPARE(producer.flush(std::chrono::milliseconds(1)), std::size_t(10));
        producer.stop(std::chrono::milliseconds(1));
        QCOMPARE(failed.load(), 10);
    }

    void aFullQueueRefusesWithoutBlocking() {
        Producer producer({.servers = "127.0.0.1:1",
                           .properties = {{"queue.buffering.max.messages", "3"}},
                           .log = {}},
                          {});
        QVERIFY(producer.start());
        for (std::uint64_t id = 0; id < 3; ++id)
            QVERIFY(producer.produce(id, recordFor("x", "v")));
        const auto refused = producer.produce(3, recordFor("x", "v"));
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Rejected);
        QCOMPARE(producer.stats().queue.dropped, std::uint64_t(1));
        producer.stop(std::chrono::milliseconds(1));
    }

    void relayedRecordsKeepHeadersTimeAndOrder() {
        TestTopic topic;
        auto publisher = *KafkaBatchPublisher::create(testClient());
        std::vector<Record> records;
        for (int i = 0; i < 100; ++i)
            records.push_back(recordFor(topic.name(), std::to_string(i)));
        QCOMPARE(publisher->enqueue(records, 7).taken, std::size_t(100));
        const auto reports = reportsOf(*publisher, 100);
        QCOMPARE(reports.size(), std::size_t(100));
        for (const auto& report : reports) {
            QVERIFY(!report.error.has_value());
            QCOMPARE(report.offset, static_cast<std::int64_t>(report.tag) - 7);
        }
    }

    void aRowTooLargeIsPermanent() {
        TestTopic topic(1, {{"max.message.bytes", "2000"}});
        auto publisher = *KafkaBatchPublisher::create(testClient());
        publisher->enqueue({recordFor(topic.name(), incompressible(100'000))}, 0);
        const auto reports = reportsOf(*publisher, 1);
        QCOMPARE(reports.size(), std::size_t(1));
        QVERIFY(reports[0].error && reports[0].error->kind == PublishErrorClass::Permanent);
    }

    void aRowBeyondTheClientsLimitIsRefusedAtOnce() {
        TestTopic topic;
        auto publisher = *KafkaBatchPublisher::create(testClient());
        const auto enqueued = publisher->enqueue(
            {recordFor(topic.name(), "v"), recordFor(topic.name(), std::string(3'000'000, 'x'))},
            0);
        QCOMPARE(enqueued.taken, std::size_t(1));
        QVERIFY(enqueued.refusal && enqueued.refusal->kind == PublishErrorClass::Permanent);
    }

    void aMissingTopicLingers() {
        ClientConfig config = testClient();
        config.properties = {{"topic.metadata.propagation.max.ms", "500"}};
        auto publisher = *KafkaBatchPublisher::create(config);
        publisher->enqueue({recordFor(vigia::tests::uniqueName("vigia-none"), "v", -1)}, 0);
        const auto reports = reportsOf(*publisher, 1);
        QCOMPARE(reports.size(), std::size_t(1));
        QVERIFY(reports[0].error && reports[0].error->kind == PublishErrorClass::Lingering);
    }

    void purgingReportsEverythingAsRetriable() {
        auto publisher =
            *KafkaBatchPublisher::create({.servers = "127.0.0.1:1", .properties = {}, .log = {}});
        publisher->enqueue({recordFor("x", "1"), recordFor("x", "2")}, 0);
        publisher->purge();
        const auto reports = reportsOf(*publisher, 2);
        QCOMPARE(reports.size(), std::size_t(2));
        for (const auto& report : reports)
            QVERIFY(report.error && report.error->kind == PublishErrorClass::Retriable);
        QVERIFY(!publisher->broken());
    }

    /// With gaps forbidden, a record that the broker refuses is fatal to the client.
    void aFatalProducerFailsWhatIsOpenAndIsMadeAnew() {
        TestTopic topic(1, {{"max.message.bytes", "2000"}});
        ClientConfig config = testClient();
        config.properties = {{"enable.gapless.guarantee", "true"}};
        std::mutex mutex;
        std::map<std::uint64_t, PublishReport> reports;
        Producer producer(config, [&](const PublishReport& report) {
            const std::lock_guard lock(mutex);
            reports[report.tag] = report;
        });
        const auto reported = [&](std::uint64_t id) {
            const std::lock_guard lock(mutex);
            return reports.contains(id);
        };
        QVERIFY(producer.start());
        QVERIFY(producer.produce(1, recordFor(topic.name(), incompressible(100'000))));
        QVERIFY(vigia::tests::eventually([&] { return producer.stats().remade == 1; }));
        QVERIFY(reported(1) && reports[1].error.has_value());
        QVERIFY(producer.produce(2, recordFor(topic.name(), "small")));
        QVERIFY(vigia::tests::eventually([&] { return reported(2); }));
        QVERIFY(!reports[2].error.has_value());
        producer.stop();
    }

    void aFatalPublisherIsBrokenUntilItIsMadeAnew() {
        TestTopic topic(1, {{"max.message.bytes", "2000"}});
        auto publisher = *KafkaBatchPublisher::create(testClient());
        publisher->enqueue({recordFor(topic.name(), incompressible(100'000))}, 0);
        QCOMPARE(reportsOf(*publisher, 1).size(), std::size_t(1));
        QVERIFY(publisher->broken());
        QVERIFY(publisher->remake());
        QVERIFY(!publisher->broken());
        publisher->enqueue({recordFor(topic.name(), "small")}, 1);
        const auto reports = reportsOf(*publisher, 1);
        QVERIFY(reports.size() == 1 && !reports[0].error.has_value());
    }

    void aPublisherMadeAnewPublishesAgain() {
        TestTopic topic;
        auto publisher = *KafkaBatchPublisher::create(testClient());
        publisher->enqueue({recordFor(topic.name(), "1")}, 0);
        QCOMPARE(reportsOf(*publisher, 1).size(), std::size_t(1));
        QVERIFY(publisher->remake());
        publisher->enqueue({recordFor(topic.name(), "2")}, 1);
        QCOMPARE(reportsOf(*publisher, 1).front().offset, std::int64_t(1));
    }
};

VIGIA_TEST_CLASS(ProducerKafkaTest)
#include "producer_kafkatest.moc"
