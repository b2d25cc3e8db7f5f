#include "tests/backend/kafka/engine_rig.h"
#include "tests/backend/kafka/raw_group.h"
#include "tests/support/test_main.h"

#include <pqxx/pqxx>

#include <QTest>

using namespace vigia::core;
using namespace vigia::backend::kafka;
using vigia::core::stream::OutcomeKind;
using vigia::tests::EngineRig;
using vigia::tests::eventually;
using vigia::tests::TestTopic;

namespace {

std::vector<std::string> values(int count) {
    std::vector<std::string> all;
    for (int i = 0; i < count; ++i)
        all.push_back("v" + std::to_string(i));
    return all;
}

} // namespace

/// The plain course of the engine, and outcomes.
class ConsumerEngineKafkaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRecordHasItsEffectOnceAndKafkaShowsIt() {
        TestTopic topic(3);
        EngineRig rig;
        for (int partition = 0; partition < 3; ++partition)
            topic.fill(values(250), partition);
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) >= 750; }));
        engine->stop();
        QCOMPARE(rig.effects(topic.name()), 750);
        QCOMPARE(
            rig.ask("SELECT count(DISTINCT (partition_id, offset_value)) FROM stock.test_effects"),
            std::string("750"));
        QCOMPARE(rig.ask("SELECT sum(records) FROM stock.test_totals"), std::string("750"));
        QCOMPARE(rig.ask("SELECT sum(next_offset) FROM stock.consumer_offsets"),
                 std::string("750"));
        std::int64_t committed = 0;
        for (const auto& commit : topic.admin().committed(rig.group).value_or({}))
            committed += commit.committed.value_or(0);
        QCOMPARE(committed, std::int64_t(750));
        QVERIFY(rig.probe.saw(EngineEventKind::Rebalanced));
    }

    void aRestartGoesOnWhereTheDatabaseSays() {
        TestTopic topic;
        EngineRig rig;
        topic.fill(values(10));
        auto first = rig.engine(topic.name());
        QVERIFY(first->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 10; }));
        first->stop();
        vigia::tests::commitAs(rig.group, topic.name(), 0,
                               0); // Kafka's commit is for observers only
        topic.fill(values(5));
        auto second = rig.engine(topic.name());
        QVERIFY(second->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) >= 15; }));
        second->stop();
        QCOMPARE(rig.effects(topic.name()), 15);
    }

    void aNewPartitionBeginsAtTheKafkaCommit() {
        TestTopic topic;
        EngineRig rig;
        topic.fill(values(10));
        vigia::tests::commitAs(rig.group, topic.name(), 0, 7);
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) >= 3; }));
        engine->stop();
        QCOMPARE(rig.effects(topic.name()), 3);
    }

    void aGroupWithoutRecordsShowsWhereItStands() {
        TestTopic topic;
        EngineRig rig;
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] {
            const auto commits = topic.admin().committed(rig.group);
            return commits && commits->size() == 1 &&
                   commits->front().committed == std::optional<std::int64_t>(0);
        }));
        engine->stop();
    }

    void retriesAndDeadLettersAreOutboxRowsOfTheSameTransaction() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"ok", "retry", "dead", "discard", "ok"});
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) >= 5; }));
        engine->stop();
        QCOMPARE(rig.ask("SELECT count(*) FROM stock.outbox"), std::string("2"));
        QCOMPARE(
            rig.ask(
                "SELECT headers->>'x-attempt' FROM stock.outbox WHERE topic = 'stock-retry-topic'"),
            std::string("1"));
        QCOMPARE(rig.ask("SELECT headers->>'x-origin-topic' FROM stock.outbox WHERE topic = "
                         "'stock-retry-topic'"),
                 topic.name());
        QCOMPARE(rig.ask("SELECT headers->>'x-error-class' FROM stock.outbox WHERE topic = "
                         "'stock-dead-letter-topic'"),
                 std::string("SCHEMA"));
        QCOMPARE(rig.ask("SELECT convert_from(payload, 'UTF8') FROM stock.outbox WHERE topic = "
                         "'stock-dead-letter-topic'"),
                 std::string("dead"));
        QCOMPARE(rig.probe.outcomes(OutcomeKind::Discard), 1);
    }

    void aHandlerThatThrowsOnOneRecordDeadLettersItAfterThreeTries() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a", "throw", "b", "sql22", "c"});
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually(
            [&] { return rig.ask("SELECT next_offset FROM stock.consumer_offsets") == "5"; }));
        engine->stop();
        QCOMPARE(rig.effects(topic.name()), 3);
        QCOMPARE(
            rig.ask("SELECT count(*) FROM stock.outbox WHERE topic = 'stock-dead-letter-topic' "
                    "AND headers->>'x-error-class' = 'HANDLER_ERROR'"),
            std::string("2"));
        QCOMPARE(
            rig.ask("SELECT headers->>'x-error-message' FROM stock.outbox ORDER BY id LIMIT 1"),
            std::string("the handler was told to throw"));
    }

    void moreThanTenOfAHundredFailingPauseAndAlert() {
        TestTopic topic;
        EngineRig rig;
        rig.handler.broken = true;
        topic.fill(values(50));
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.probe.saw(EngineEventKind::HandlerFailing); }));
        QVERIFY(eventually([&] { return rig.probe.wasPausedFor("handler failing"); }));
        QCOMPARE(rig.ask("SELECT count(*) FROM stock.outbox"), std::string("10"));
        rig.handler.broken = false;
        engine->resume();
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 40; }));
        engine->stop();
        QCOMPARE(rig.ask("SELECT count(*) FROM stock.outbox"), std::string("10"));
    }

    void aRetryWaitsForItsTimeWithoutBlockingTheOthers() {
        TestTopic topic(2);
        EngineRig rig;
        const auto due = epochMillis(vigia::backend::host::SystemClock().now()) + 6000;
        Producer producer(vigia::tests::testClient(), {});
        QVERIFY(producer.start());
        QVERIFY(producer.produce(1, {.topic = topic.name(),
                                     .partition = 0,
                                     .key = "k",
                                     .value = "later",
                                     .headers = {{"x-not-before", std::to_string(due)}}}));
        producer.stop();
        topic.fill({"now"}, 1);
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 1; }));
        QCOMPARE(rig.ask("SELECT value FROM stock.test_effects"), std::string("now"));
        QVERIFY(eventually([&] { return rig.probe.wasPausedFor("not-before"); }));
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 2; }));
        QVERIFY(epochMillis(vigia::backend::host::SystemClock().now()) >= due);
        engine->stop();
    }

    void aSecondMemberTakesItsShareAndNothingIsDoubled() {
        TestTopic topic(4);
        EngineRig rig;
        EngineRig* shared = &rig;
        auto first = rig.engine(topic.name());
        rig.options.owner = "test-2";
        auto second = rig.engine(topic.name());
        QVERIFY(first->start());
        for (int partition = 0; partition < 4; ++partition)
            topic.fill(values(300), partition);
        QVERIFY(second->start());
        for (int partition = 0; partition < 4; ++partition)
            topic.fill(values(300), partition);
        QVERIFY(eventually([&] { return second->status().partitions.size() == 2; }));
        QVERIFY(eventually([&] { return shared->effects(topic.name()) >= 2400; }));
        first->stop();
        topic.fill(values(100), 0);
        QVERIFY(eventually([&] { return shared->effects(topic.name()) >= 2500; }));
        second->stop();
        QCOMPARE(
            rig.ask("SELECT count(DISTINCT (partition_id, offset_value)) FROM stock.test_effects"),
            std::string("2500"));
        QCOMPARE(rig.effects(topic.name()), 2500);
    }

    void optionsThatCannotWorkAreRefused() {
        EngineRig rig;
        rig.options.failures.deadLetter.clear();
        const auto refused = rig.engine("t")->start();
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("dead-letter") != std::string::npos);
        rig.options.failures.deadLetter = "d";
        rig.options.client.properties = {{"enable.auto.commit", "true"}};
        QVERIFY(!rig.engine("t")->start());
    }
};

VIGIA_TEST_CLASS(ConsumerEngineKafkaTest)
#include "consumer_engine_kafkatest.moc"
