#include "backend/kafka/admin.h"
#include "backend/kafka/producer.h"
#include "backend/stack/commands.h"
#include "backend/stack/guard_client.h"
#include "tests/support/test_guard.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <atomic>
#include <filesystem>

using namespace vigia;
using namespace vigia::backend::stack;
using namespace vigia::tests;
namespace fs = std::filesystem;

namespace {

constexpr int kThreeBrokersMs = 180000;
constexpr const char* kTopic = "survives";

/// Every partition has three replicas in sync.
bool isWhole(backend::kafka::Admin& admin) {
    const auto topics = admin.describeTopics({kTopic});
    return topics && topics->size() == 1 && topics->front().partitions.size() == 6 &&
           std::all_of(topics->front().partitions.begin(), topics->front().partitions.end(),
                       [](const auto& p) { return p.leader >= 0 && p.inSync.size() == 3; });
}

/// Brokers answer from metadata of their own, which may be a moment old: three whole answers in a
/// row count.
bool becomesWhole(GuardClient& client, backend::kafka::Admin& admin) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(kThreeBrokersMs);
    int whole = 0;
    while (whole < 3 && std::chrono::steady_clock::now() < end) {
        whole = isReady(client) && isWhole(admin) ? whole + 1 : 0;
        QTest::qWait(200);
    }
    return whole == 3;
}

core::stream::Record record(int number) {
    core::stream::Record made;
    made.topic = kTopic;
    made.key = "key-" + std::to_string(number % 100);
    made.value = std::to_string(number);
    return made;
}

} // namespace

/// Three real brokers: any of them may be killed.
class ThreeBrokersTest : public QObject {
    Q_OBJECT

private:
    GuardOptions m_options;
    std::unique_ptr<GuardClient> m_client;
    std::atomic<std::uint64_t> m_acknowledged = 0;
    std::atomic<std::uint64_t> m_failed = 0;

private Q_SLOTS:
    void initTestCase() {
        const fs::path build = std::getenv("VIGIA_BUILD_DIR");
        const auto user = serviceUser();
        QVERIFY(user.has_value());
        const bool closed = user->drop && !readableBy(build, *user);
        m_options.stack.dataFolder =
            closed ? "/var/tmp/vigia-test-three" : (build / "test-three").string();
        m_options.stack.kafkaPort = 0;
        m_options.stack.postgresPort = 0;
        [[maybe_unused]] const auto down = stackDown(m_options.stack, false);
        fs::remove_all(m_options.stack.dataFolder);
        auto client = GuardClient::connectOrStart(guardProgram(), m_options);
        QVERIFY(client.has_value());
        m_client = std::move(*client);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*m_client), kThreeBrokersMs);
    }

    void cleanupTestCase() {
        m_client.reset();
        QCOMPARE(stackDown(m_options.stack, false).exitCode, 0);
        fs::remove_all(m_options.stack.dataFolder);
    }

    void nothingAcknowledgedIsLostWhenAnyBrokerIsKilled() {
        const auto addresses = m_client->addresses();
        auto admin = backend::kafka::Admin::create({addresses->kafka});
        QVERIFY((*admin)->createTopic({kTopic, 6, 3, {{"min.insync.replicas", "2"}}}).has_value());
        backend::kafka::Producer producer({addresses->kafka},
                                          [this](const core::stream::PublishReport& report) {
                                              ++(report.error ? m_failed : m_acknowledged);
                                          });
        QVERIFY(producer.start().has_value());
        int sent = 0;
        for (const char* broker : {"broker-1", "broker-2", "broker-3"}) {
            QVERIFY(becomesWhole(*m_client, **admin));
            for (int i = 0; i < 2000; ++i)
                QVERIFY(
                    producer.produce(static_cast<std::uint64_t>(sent), record(sent)).has_value() &&
                    ++sent > 0);
            QVERIFY(m_client->process(broker, "kill").has_value());
            for (int i = 0; i < 2000; ++i)
                QVERIFY(
                    producer.produce(static_cast<std::uint64_t>(sent), record(sent)).has_value() &&
                    ++sent > 0);
            QTRY_VERIFY_WITH_TIMEOUT(m_acknowledged + m_failed == static_cast<std::uint64_t>(sent),
                                     kThreeBrokersMs);
        }
        QCOMPARE(m_failed.load(), std::uint64_t(0));
        QVERIFY(becomesWhole(*m_client, **admin));
        QCOMPARE(logEnds(**admin), static_cast<std::int64_t>(sent));
    }

    void stopIsCleanAndTheNextStartFindsEverything() {
        const auto before = m_client->addresses();
        QVERIFY(m_client->shutdown(std::chrono::seconds(120)).has_value());
        auto client = GuardClient::connectOrStart(guardProgram(), m_options);
        QVERIFY(client.has_value());
        m_client = std::move(*client);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*m_client), kThreeBrokersMs);
        QCOMPARE(m_client->addresses()->kafka, before->kafka);
        auto admin = backend::kafka::Admin::create({before->kafka});
        QVERIFY(becomesWhole(*m_client, **admin));
        QCOMPARE(logEnds(**admin), std::int64_t(12000));
        QVERIFY(m_client->logs("broker-1", 1000)->find("Recovering unflushed segment") ==
                std::string::npos);
    }

    void classArchiveIsMadeOnceAndUsed() {
        std::vector<fs::path> archives;
        for (const auto& entry : fs::directory_iterator(m_options.stack.dataFolder)) {
            if (entry.path().filename().string().starts_with("classes-"))
                archives.push_back(entry.path());
        }
        QCOMPARE(archives.size(), std::size_t(1));
        QCOMPARE(archives.front().extension().string(), std::string(".jsa"));
    }

private:
    /// Sum of the ends of all partitions: how many records are there.
    static std::int64_t logEnds(backend::kafka::Admin& admin) {
        std::vector<backend::kafka::PartitionRef> partitions;
        for (std::int32_t p = 0; p < 6; ++p)
            partitions.push_back({kTopic, p, -1});
        const auto ends = admin.offsets(partitions, backend::kafka::OffsetKind::HighWatermark);
        std::int64_t sum = 0;
        for (const auto& end : ends)
            sum += end.offset.value_or(0);
        return sum;
    }
};

VIGIA_TEST_CLASS(ThreeBrokersTest)
#include "three_brokers_test.moc"
