#include "tests/backend/kafka/engine_rig.h"
#include "tests/backend/kafka/raw_group.h"
#include "tests/support/test_main.h"

#include <pqxx/pqxx>

#include <QTest>

#include <atomic>
#include <future>

using namespace vigia::backend::kafka;
using vigia::tests::EngineRig;
using vigia::tests::eventually;
using vigia::tests::TestTopic;

namespace {

/// Consumes what is there with an engine of its own, so that the group's offsets are stored.
void consume(EngineRig& rig, TestTopic& topic, int expected) {
    auto engine = rig.engine(topic.name());
    QVERIFY(engine->start());
    QVERIFY(eventually([&] { return rig.effects(topic.name()) >= expected; }));
    engine->stop();
}

const std::string kNext = "SELECT next_offset FROM stock.consumer_offsets";

} // namespace

/// The rules of platform.md 4.5 that name a fault.
class EngineFaultsKafkaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aZombieAsleepInItsTransactionIsEnded() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a"});
        consume(rig, topic, 1);
        pqxx::connection zombie(rig.url() + "?application_name=vigia:zombie");
        pqxx::work asleep(zombie);
        asleep.exec("UPDATE stock.consumer_offsets SET owner = 'zombie'");
        topic.fill({"b"});
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 2; }));
        engine->stop();
        QVERIFY_EXCEPTION_THROWN(asleep.commit(), std::exception);
        QCOMPARE(rig.ask("SELECT owner FROM stock.consumer_offsets"), std::string("test-1"));
    }

    void aTopicMadeAnewStaysPausedUntilItsOffsetsAreReset() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a", "b", "c"});
        consume(rig, topic, 3);
        topic.makeAnew();
        topic.fill({"new"});
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.probe.saw(EngineEventKind::TopicRecreated); }));
        QVERIFY(eventually([&] { return rig.probe.wasPausedFor("offsets reset needed"); }));
        QCOMPARE(rig.effects(topic.name()), 3);
        rig.run("UPDATE stock.consumer_offsets SET next_offset = 0, topic_id = NULL, epoch = epoch "
                "+ 1");
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 4; }));
        engine->stop();
    }

    void aTopicMadeAnewUnderARunningEngineIsNoticed() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a", "b", "c"});
        rig.options.client.properties = {{"topic.metadata.refresh.interval.ms", "1000"}};
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 3; }));
        topic.makeAnew();
        topic.fill({"new"});
        QVERIFY(eventually([&] { return rig.probe.saw(EngineEventKind::TopicRecreated); }));
        QCOMPARE(rig.effects(topic.name()), 3);
        engine->stop();
    }

    void anOffsetBeyondTheLogStaysPausedUntilItIsReset() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a"});
        consume(rig, topic, 1);
        rig.run("UPDATE stock.consumer_offsets SET next_offset = 999");
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.probe.saw(EngineEventKind::OffsetsAhead); }));
        QCOMPARE(rig.probe.events(EngineEventKind::OffsetsAhead).front().count, std::int64_t(998));
        topic.fill({"b"});
        rig.run("UPDATE stock.consumer_offsets SET next_offset = 1, epoch = epoch + 1");
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 2; }));
        engine->stop();
    }

    void offsetsLostToRetentionAreCountedAndConsumingGoesOn() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a", "b", "c", "d", "e"});
        consume(rig, topic, 5);
        topic.fill({"f", "g", "h", "i", "j"});
        vigia::tests::deleteRecordsBefore(topic.name(), 0, 8);
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 7; }));
        engine->stop();
        QCOMPARE(rig.probe.events(EngineEventKind::OffsetsLost).size(), std::size_t(1));
        QCOMPARE(rig.probe.events(EngineEventKind::OffsetsLost).front().count, std::int64_t(3));
        QCOMPARE(rig.ask(kNext), std::string("10"));
    }

    /// The first member is still inside its transaction when its partitions are taken away.
    void aBatchThatOutlivesItsRevocationIsAbandonedAndComesAgainElsewhere() {
        TestTopic topic(2);
        EngineRig rig;
        EngineRig other;
        other.options.group = rig.options.group;
        rig.options.revokeLimit = std::chrono::milliseconds(200);
        std::atomic<bool> reached{false};
        std::promise<void> free;
        const auto freed = free.get_future().share();
        rig.handler.insideTransaction = [&] {
            if (!reached.exchange(true))
                freed.wait();
        };
        auto first = rig.engine(topic.name());
        QVERIFY(first->start());
        topic.fill({"a", "b"}, 0);
        topic.fill({"c", "d"}, 1);
        QVERIFY(eventually([&] { return reached.load(); }));
        auto second = rig.engineOn(other, topic.name());
        QVERIFY(second->start());
        QVERIFY(eventually([&] { return !second->status().partitions.empty(); }));
        free.set_value();
        QVERIFY(eventually([&] { return rig.effects(topic.name()) >= 4; }));
        first->stop();
        second->stop();
        QCOMPARE(rig.effects(topic.name()), 4);
        QCOMPARE(rig.ask("SELECT count(*) FROM stock.outbox"), std::string("0"));
    }

    void aMissingTablePartitionPausesAndDeadLettersNothing() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a", "no-partition", "b"});
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.probe.wasPausedFor("database"); }));
        QCOMPARE(rig.ask("SELECT count(*) FROM stock.outbox"), std::string("0"));
        QCOMPARE(rig.ask(kNext), std::string("0"));
        rig.run("CREATE TABLE stock.test_months_all PARTITION OF stock.test_months DEFAULT");
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 3; }));
        engine->stop();
        QCOMPARE(rig.ask("SELECT count(*) FROM stock.outbox"), std::string("0"));
        QVERIFY(rig.probe.saw(EngineEventKind::DatabaseUp));
    }

    void aDatabaseAwayAtAssignmentIsWaitedFor() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a"});
        rig.closeDatabase(true);
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.probe.saw(EngineEventKind::DatabaseDown); }));
        QVERIFY(eventually([&] { return !engine->status().partitions.empty(); }));
        QCOMPARE(engine->status().partitions.front().pausedReason, pause::kDatabase);
        rig.closeDatabase(false);
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 1; }));
        engine->stop();
    }

    void aDatabaseThatGoesAwayUnderLoadLosesAndDoublesNothing() {
        TestTopic topic(2);
        EngineRig rig;
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        for (int round = 0; round < 5; ++round) {
            topic.fill(std::vector<std::string>(400, "v"), round % 2);
            rig.closeDatabase(true);
            topic.fill(std::vector<std::string>(100, "v"), round % 2);
            rig.closeDatabase(false);
        }
        QVERIFY(eventually([&] { return rig.effects(topic.name()) >= 2500; }));
        engine->stop();
        QCOMPARE(rig.effects(topic.name()), 2500);
        QCOMPARE(
            rig.ask("SELECT count(DISTINCT (partition_id, offset_value)) FROM stock.test_effects"),
            std::string("2500"));
        QCOMPARE(rig.ask("SELECT count(*) FROM stock.outbox"), std::string("0"));
    }

    void aCurrentMemberWhoseRowWasTakenClaimsItAgain() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a"});
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 1; }));
        rig.run("UPDATE stock.consumer_offsets SET epoch = epoch + 1, owner = 'somebody'");
        topic.fill({"b", "c"});
        QVERIFY(eventually([&] { return rig.effects(topic.name()) >= 3; }));
        engine->stop();
        QCOMPARE(rig.effects(topic.name()), 3);
        QCOMPARE(rig.ask("SELECT owner FROM stock.consumer_offsets"), std::string("test-1"));
    }

    void aGroupMadeAnewCountsFromOneAndIsClaimedAllTheSame() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a"});
        consume(rig, topic, 1);
        rig.run("UPDATE stock.consumer_offsets SET generation = 100000");
        topic.fill({"b"});
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 2; }));
        engine->stop();
    }

    void aStaticMemberReplacedByAnotherIsFencedAndSaysSo() {
        TestTopic topic;
        EngineRig first;
        EngineRig second;
        first.options.groupInstanceId = second.options.groupInstanceId = "stock-1";
        second.options.group = first.options.group;
        topic.fill({"a"});
        auto replaced = first.engine(topic.name());
        QVERIFY(replaced->start());
        QVERIFY(eventually([&] { return first.effects(topic.name()) == 1; }));
        auto successor = second.engine(topic.name());
        QVERIFY(successor->start());
        QVERIFY(eventually([&] { return replaced->status().failed; }));
        QVERIFY(first.probe.saw(EngineEventKind::Fenced));
        QVERIFY(!successor->status().failed);
        replaced->stop();
        successor->stop();
    }

    void anAliasIsReadAsSoonAsItsTopicExists() {
        TestTopic topic;
        TestTopic alias;
        EngineRig rig;
        QVERIFY(topic.admin().deleteTopic(alias.name()));
        rig.options.aliases = {alias.name()};
        rig.options.aliasesEvery = std::chrono::milliseconds(200);
        topic.fill({"a"});
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 1; }));
        alias.create();
        alias.fill({"b", "c"});
        QVERIFY(eventually([&] { return rig.effects(alias.name()) == 2; }));
        topic.fill({"d"});
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 2; }));
        engine->stop();
    }

    void theLagIsWhatTheDatabaseHasNotSettled() {
        TestTopic topic;
        EngineRig rig;
        topic.fill({"a", "b"});
        auto engine = rig.engine(topic.name());
        const auto lag = [&] {
            const auto partitions = engine->status().partitions;
            return partitions.size() == 1 ? partitions[0].lag : std::nullopt;
        };
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) == 2; }));
        QVERIFY(eventually([&] { return lag() == std::int64_t(0); }));
        rig.closeDatabase(true);
        topic.fill({"c"});
        QVERIFY(eventually([&] { return lag() == std::int64_t(1); }));
        rig.closeDatabase(false);
        QVERIFY(eventually([&] { return lag() == std::int64_t(0); }));
        engine->stop();
        QCOMPARE(rig.ask(kNext), std::string("3"));
    }

    void stoppingWhileTheDatabaseIsAwayEnds() {
        TestTopic topic;
        EngineRig rig;
        topic.fill(std::vector<std::string>(300, "v"));
        auto engine = rig.engine(topic.name());
        QVERIFY(engine->start());
        QVERIFY(eventually([&] { return rig.effects(topic.name()) >= 100; }));
        rig.closeDatabase(true);
        topic.fill(std::vector<std::string>(300, "v"));
        QVERIFY(eventually([&] { return rig.probe.saw(EngineEventKind::DatabaseDown); }));
        engine->stop();
        rig.closeDatabase(false);
        consume(rig, topic, 600);
        QCOMPARE(rig.effects(topic.name()), 600);
    }
};

VIGIA_TEST_CLASS(EngineFaultsKafkaTest)
#include "engine_faults_kafkatest.moc"
