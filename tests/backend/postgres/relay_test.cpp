#include "backend/postgres/relay.h"

#include "backend/postgres/outbox.h"
#include "backend/postgres/outbox_admin.h"
#include "core/base/murmur2.h"
#include "core/base/uuid.h"
#include "tests/backend/postgres/database.h"
#include "tests/backend/postgres/fake_publisher.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::backend::postgres;
using namespace vigia::tests;
using namespace std::chrono_literals;
using vigia::core::Result;
using vigia::core::Uuid;
using vigia::core::stream::OutboxRecord;
using vigia::core::stream::PublishError;
using vigia::core::stream::PublishErrorClass;
using vigia::core::stream::Record;

class RelayTest : public QObject {
    Q_OBJECT

    MigratedDatabase m_database;
    std::unique_ptr<Pool> m_pool;
    std::shared_ptr<FakeBroker> m_broker;

    static OutboxRecord record(std::optional<std::string> key, std::string value) {
        return {Uuid::random().text(), "virtual-stock-updates",
                std::move(key),        {{"event-type", "x"}},
                std::move(value),      vigia::core::fromEpochMillis(1700000000123)};
    }

    void write(const std::vector<OutboxRecord>& records) {
        QVERIFY(inTransaction(*m_pool, "write", [&](pqxx::work& tx) -> Result<int> {
            writeOutbox(tx, Schema::Stock, records);
            return 1;
        }));
    }

    RelayOptions options() {
        RelayOptions options;
        options.connection = connectionTo(m_database);
        options.pollEvery = 5ms;
        options.balanceEvery = 10ms;
        options.backlogEvery = 10ms;
        options.firstBackoff = 1ms;
        options.maxBackoff = 5ms;
        options.topicNames = [](std::string_view logical) {
            return "test." + std::string(logical);
        };
        return options;
    }

    std::unique_ptr<Relay> relay(const RelayOptions& options) {
        auto made = std::make_unique<Relay>(options, std::make_unique<FakePublisher>(m_broker));
        made->start();
        return made;
    }

    int count(const std::string& condition) const {
        return std::stoi(m_database.run("SELECT count(*) FROM stock.outbox WHERE " + condition));
    }

    static PublishError error(PublishErrorClass kind) { return {kind, "because"}; }

private Q_SLOTS:
    void init() {
        m_database.run("TRUNCATE stock.outbox RESTART IDENTITY");
        m_pool = std::make_unique<Pool>(m_database.poolOptions());
        m_broker = std::make_shared<FakeBroker>();
    }

    void rowsArePublishedAsTheyWereWrittenAndMarked() {
        auto written = record("k1", "v1");
        write({written});
        const auto running = relay(options());
        QTRY_COMPARE(count("sent_at IS NOT NULL"), 1);
        const auto log = m_broker->log();
        QCOMPARE(log.size(), 1U);
        QCOMPARE(log[0].topic, std::string("test.virtual-stock-updates"));
        QCOMPARE(*log[0].key, std::string("k1"));
        QCOMPARE(*log[0].value, std::string("v1"));
        QVERIFY(log[0].time == written.recordTime);
        QCOMPARE(*vigia::core::stream::findHeader(log[0].headers, "event-id"), written.eventId);
        QCOMPARE(*vigia::core::stream::findHeader(log[0].headers, "event-type"), std::string("x"));
        QCOMPARE(count("sent_partition = 0 AND sent_offset = 0 AND attempts = 0"), 1);
    }

    void eachKeyKeepsItsOrderOverManyWindows() {
        std::vector<OutboxRecord> records;
        for (int i = 0; i < 1200; ++i)
            records.push_back(record("key-" + std::to_string(i % 7), std::to_string(i)));
        write(records);
        auto small = options();
        small.window = 50;
        const auto running = relay(small);
        QTRY_COMPARE(count("sent_at IS NULL"), 0);
        std::map<std::string, int> last;
        for (const auto& published : m_broker->log()) {
            const int number = std::stoi(*published.value);
            QVERIFY(!last.contains(*published.key) || last[*published.key] < number);
            last[*published.key] = number;
        }
        QCOMPARE(m_broker->log().size(), 1200U);
    }

    void largeRowsGoInWindowsOfAMebibyte() {
        std::vector<OutboxRecord> records;
        for (int i = 0; i < 5; ++i)
            records.push_back(record("k", std::string(700 * 1024, static_cast<char>('a' + i))));
        write(records);
        m_broker->hold(true);
        const auto running = relay(options());
        QTRY_COMPARE(running->stats().inFlight, 1U);
        m_broker->hold(false);
        QTRY_COMPARE(count("sent_at IS NULL"), 0);
        QCOMPARE(m_broker->log().size(), 5U);
    }

    void aRowThatCommitsAfterItsSuccessorsIsFound() {
        pqxx::connection connection(m_database.url());
        pqxx::work late(connection);
        writeOutbox(late, Schema::Stock, {record("k1", "late")});
        write({record("k1", "early")});
        const auto running = relay(options());
        QTRY_COMPARE(m_broker->values(), (std::vector<std::string>{"early"}));
        for (int i = 0; i < 5; ++i) {
            write({record("k1", "more")});
            QTRY_COMPARE(count("sent_at IS NULL"), 0);
        }
        late.commit();
        QTRY_COMPARE(m_broker->values().back(), std::string("late"));
    }

    void aRecordThatTimedOutBeforeItsSuccessorsComesAgainBeforeThem() {
        write({record("k1", "1"), record("k1", "2"), record("k1", "3")});
        int timeouts = 0;
        m_broker->judge([&](const Record& published) -> std::optional<PublishError> {
            if (published.value != "2" || timeouts++ > 0)
                return std::nullopt;
            m_broker->append(published); // in the log, but nobody heard of it
            return error(PublishErrorClass::Retriable);
        });
        const auto running = relay(options());
        QTRY_COMPARE(count("sent_at IS NULL"), 0);
        QCOMPARE(m_broker->values(), (std::vector<std::string>{"1", "2", "2", "3"}));
        QCOMPARE(count("attempts = 1"), 1);
    }

    void aRowTooLargeIsParkedAndHoldsOnlyItsKey() {
        write({record("big", "1"), record("big", "too large"), record("big", "2")});
        write({record("other", "a"), record("another", "b")});
        m_broker->judge([](const Record& published) -> std::optional<PublishError> {
            if (published.value == "too large")
                return error(PublishErrorClass::Permanent);
            return std::nullopt;
        });
        auto watching = options();
        std::atomic<int> alerts = 0;
        watching.hooks.parked = [&](const ParkedRow& row) {
            alerts += row.topic == "virtual-stock-updates" ? 1 : 100;
        };
        const auto running = relay(watching);
        QTRY_COMPARE(count("parked_at IS NOT NULL"), 1);
        write({record("other", "c"), record("big", "3")});
        QTRY_COMPARE(count("sent_at IS NOT NULL"), 4);
        QTRY_COMPARE(running->stats().backlog.parked, 1);
        auto values = m_broker->values();
        std::sort(values.begin(), values.end());
        QCOMPARE(values, (std::vector<std::string>{"1", "a", "b", "c"}));
        QCOMPARE(alerts.load(), 1);
        QCOMPARE(m_database.run("SELECT last_error FROM stock.outbox WHERE parked_at IS NOT NULL"),
                 std::string("because"));
    }

    void whatAParkedRowHeldGoesOnInOrderAfterRetry() {
        write({record("k", "bad"), record("k", "1"), record("k", "2")});
        m_broker->judge([](const Record&) { return error(PublishErrorClass::Permanent); });
        const auto running = relay(options());
        QTRY_COMPARE(count("parked_at IS NOT NULL"), 1);
        m_broker->judge(nullptr);
        write({record("k", "3"), record("x", "4")});
        QTRY_COMPARE(m_broker->values(), (std::vector<std::string>{"4"}));
        const auto parked = listOutbox(*m_pool, Schema::Stock,
                                       {.state = OutboxState::Parked, .topic = {}, .key = "k"});
        QVERIFY(parked && parked->size() == 1);
        QCOMPARE(parked->at(0).attempts, 2);
        QVERIFY(retryParked(*m_pool, Schema::Stock, parked->at(0).id, {}));
        QTRY_COMPARE(m_broker->values(), (std::vector<std::string>{"4", "bad", "1", "2", "3"}));
        QVERIFY(!retryParked(*m_pool, Schema::Stock, parked->at(0).id, {}));
    }

    void aDroppedRowIsNamedAndTheOthersGoOn() {
        write({record("k", "bad"), record("k", "1")});
        m_broker->judge([](const Record& published) -> std::optional<PublishError> {
            if (published.value == "bad")
                return error(PublishErrorClass::Permanent);
            return std::nullopt;
        });
        const auto running = relay(options());
        QTRY_COMPARE(count("parked_at IS NOT NULL"), 1);
        const vigia::core::ops::WriteLock locked{"local", "prod", true};
        QCOMPARE(dropParked(*m_pool, Schema::Stock, 1, {locked, {}}).error().code,
                 vigia::core::ErrorCode::Rejected);
        const auto dropped = dropParked(*m_pool, Schema::Stock, 1, {locked, {"local", "OPS-7"}});
        QVERIFY(dropped);
        QCOMPARE(dropped->topic, std::string("virtual-stock-updates"));
        QCOMPARE(*dropped->key, std::string("k"));
        QTRY_COMPARE(m_broker->values(), (std::vector<std::string>{"1"}));
        QVERIFY(dropParked(*m_pool, Schema::Stock, 99, {}).error().code ==
                vigia::core::ErrorCode::NotFound);
    }

    void aRowThatTheProducerRefusesIsParkedAfterThoseBeforeIt() {
        write({record("k", "1"), record("k", "huge"), record("k", "2")});
        auto publisher = std::make_unique<FakePublisher>(m_broker);
        publisher->refuse = [](const Record& published) -> std::optional<PublishError> {
            if (published.value == "huge")
                return error(PublishErrorClass::Permanent);
            return std::nullopt;
        };
        Relay running(options(), std::move(publisher));
        running.start();
        QTRY_COMPARE(count("parked_at IS NOT NULL"), 1);
        QTRY_COMPARE(count("sent_at IS NOT NULL"), 1);
        QCOMPARE(m_broker->values(), (std::vector<std::string>{"1"}));
    }

    void aTopicWithoutRightsIsPoisonOnlyAfterAWhile() {
        write({record("k", "1"), record("k", "2")});
        m_broker->judge([](const Record&) { return error(PublishErrorClass::Lingering); });
        {
            const auto patient = relay(options());
            QTRY_VERIFY(patient->stats().failures >= 3);
            QCOMPARE(count("parked_at IS NOT NULL"), 0);
        }
        auto impatient = options();
        impatient.poisonAfter = 1ms;
        const auto running = relay(impatient);
        QTRY_VERIFY(count("parked_at IS NOT NULL") >= 1);
        QCOMPARE(m_broker->values().size(), 0U);
    }

    void aFatalProducerIsMadeAnewAndLosesNothing() {
        write({record("k", "1"), record("k", "2")});
        int failures = 0;
        m_broker->judge([&](const Record&) -> std::optional<PublishError> {
            if (failures++ < 2)
                return error(PublishErrorClass::Retriable);
            return std::nullopt;
        });
        auto publisher = std::make_unique<FakePublisher>(m_broker);
        publisher->failuresAreFatal = true;
        Relay running(options(), std::move(publisher));
        running.start();
        QTRY_COMPARE(count("sent_at IS NULL"), 0);
        QCOMPARE(m_broker->values(), (std::vector<std::string>{"1", "2"}));
        QTRY_VERIFY(running.stats().remakes >= 2);
    }

    void aFullQueueBeginsAgainAtTheFirstUnsentRow() {
        std::vector<OutboxRecord> records;
        for (int i = 0; i < 30; ++i)
            records.push_back(record("k", std::to_string(i)));
        write(records);
        m_broker->hold(true);
        auto publisher = std::make_unique<FakePublisher>(m_broker, 10);
        auto small = options();
        small.window = 10;
        Relay running(small, std::move(publisher));
        running.start();
        QTRY_COMPARE(running.stats().inFlight, 10U);
        write({record("other-1", "x"), record("other-2", "y"), record("other-3", "z")});
        QTRY_VERIFY(running.stats().failures > 0);
        m_broker->hold(false);
        QTRY_COMPARE(count("sent_at IS NULL"), 0);
        QCOMPARE(m_broker->log().size(), 33U);
    }

    void aRowWithUnreadableHeadersIsParked() {
        write({record("k", "1"), record("k", "2")});
        m_database.run("UPDATE stock.outbox SET headers = '[7]' WHERE id = 1");
        const auto running = relay(options());
        QTRY_COMPARE(count("parked_at IS NOT NULL AND last_error LIKE '%headers%'"), 1);
        QCOMPARE(m_broker->values().size(), 0U);
    }

    void aConnectionCutWhileItsQueueDrainsMarksNothingAndRepeats() {
        write({record("k", "1"), record("k", "2")});
        m_broker->hold(true);
        const auto running = relay(options());
        QTRY_COMPARE(running->stats().inFlight, 2U);
        m_database.terminateAll();
        QTRY_VERIFY(running->stats().connectionsLost >= 1);
        QCOMPARE(count("sent_at IS NOT NULL"), 0);
        m_broker->hold(false);
        QTRY_COMPARE(count("sent_at IS NULL"), 0);
        QCOMPARE(m_broker->values(), (std::vector<std::string>{"1", "2"}));
    }

    void relaysShareTheShardsAndGiveThemBack() {
        const auto first = relay(options());
        QTRY_COMPARE(first->stats().shards, 16);
        auto second = relay(options());
        QTRY_COMPARE(second->stats().shards, 8);
        QTRY_COMPARE(first->stats().shards, 8);
        const auto third = relay(options());
        QTRY_VERIFY(third->stats().shards >= 4 && first->stats().shards <= 6 &&
                    second->stats().shards <= 6);
        second->stop();
        QTRY_COMPARE(first->stats().shards + third->stats().shards, 16);
    }

    void twoRelaysPublishEachRowOnce() {
        const auto first = relay(options());
        const auto second = relay(options());
        for (int i = 0; i < 40; ++i)
            write({record("key-" + std::to_string(i), std::to_string(i)),
                   record(std::nullopt, std::to_string(i + 100))});
        QTRY_COMPARE(count("sent_at IS NULL"), 0);
        QCOMPARE(m_broker->log().size(), 80U);
    }

    void aCommitWakesTheRelayOfAnotherProcess() {
        auto sleepy = options();
        sleepy.pollEvery = 1h;
        const auto first = relay(sleepy);
        const auto second = relay(sleepy);
        QTRY_VERIFY(first->stats().shards == 8 && second->stats().shards == 8);
        for (int i = 0; i < 32; ++i) {
            write({record("key-" + std::to_string(i), "v")});
            first->wake();
        }
        QTRY_COMPARE(count("sent_at IS NULL"), 0);
        QVERIFY(first->stats().relayed > 0 && second->stats().relayed > 0);
    }

    void rowsSentAnHourAgoAreDeleted() {
        write({record("k", "old"), record("k", "new")});
        auto quick = options();
        quick.deleteEvery = 5ms;
        const auto running = relay(quick);
        QTRY_COMPARE(count("sent_at IS NOT NULL"), 2);
        m_database.run(
            "UPDATE stock.outbox SET sent_at = now() - interval '61 minutes' WHERE id = 1");
        QTRY_COMPARE(count("true"), 1);
        QCOMPARE(count("id = 2"), 1);
    }

    void aBacklogThatStandsIsToldOnceAndWhenItFlowsAgain() {
        write({record("k", "1")});
        m_broker->hold(true);
        auto watching = options();
        watching.stallAfter = 0ms;
        std::vector<bool> told;
        std::atomic<std::int64_t> pending = -1;
        watching.hooks.measured = [&](const Backlog& backlog) { pending = backlog.pending; };
        std::mutex mutex;
        watching.hooks.stalled = [&](bool stalled, const Backlog&) {
            const std::lock_guard lock(mutex);
            told.push_back(stalled);
        };
        const auto seen = [&] {
            const std::lock_guard lock(mutex);
            return told;
        };
        const auto running = relay(watching);
        QTRY_COMPARE(seen(), (std::vector<bool>{true}));
        QTRY_COMPARE(running->stats().backlog.pending, 1);
        m_broker->hold(false);
        QTRY_COMPARE(seen(), (std::vector<bool>{true, false}));
        QCOMPARE(pending.load(), 0);
    }

    void stopWaitsForWhatIsInFlightAndMarksIt() {
        write({record("k", "1")});
        m_broker->hold(true);
        const auto running = relay(options());
        QTRY_COMPARE(running->stats().inFlight, 1U);
        std::thread stopper([&] { running->stop(); });
        m_broker->hold(false);
        stopper.join();
        QCOMPARE(count("sent_at IS NOT NULL"), 1);
        QCOMPARE(running->stats().shards, 0);
    }

    void noDatabaseIsWaitedFor() {
        auto nowhere = options();
        nowhere.connection.urls = {"postgresql://postgres@127.0.0.1:1/none"};
        const auto running = relay(nowhere);
        QVERIFY(!running->stats().connected);
        running->stop();
    }
};

VIGIA_TEST_CLASS(RelayTest)
#include "relay_test.moc"
