#include "backend/kafka/admin.h"
#include "backend/load/load_run.h"
#include "tests/backend/load/small_server.h"
#include "tests/support/patience.h"
#include "tests/support/test_main.h"
#include "tests/support/test_stack.h"

#include <QTest>

using namespace vigia;
using namespace vigia::core::load;
using namespace vigia::backend::load;
using namespace std::chrono_literals;
using tests::SmallServer;

/// Against a real broker: its pace is not judged here, only that the figures are right.
class KafkaLoadTest : public QObject {
    Q_OBJECT

private:
    std::string m_run;

    static Scenario scenario(bool consume) {
        Scenario scenario;
        scenario.spacing = Spacing::Even;
        scenario.timeout = 60s; // a broker on a busy machine may stand still for a while
        scenario.stages = {{"hold", 1000, 1000, 3s}};
        scenario.records = RecordPlan{.partitions = 3, .consume = consume};
        return scenario;
    }
    [[nodiscard]] LoadOptions options() const {
        return {.target = {},
                .runId = m_run,
                .progress = {},
                .kafka = KafkaTarget{.client = {.servers = tests::testStack().kafka}}};
    }
    [[nodiscard]] bool topicIsThere() const {
        auto admin = backend::kafka::Admin::create({.servers = tests::testStack().kafka});
        const auto topics = (*admin)->listTopics();
        return std::any_of(topics->begin(), topics->end(),
                           [&](const auto& topic) { return topic.name == "vigia-load-" + m_run; });
    }

private Q_SLOTS:
    void init() { m_run = tests::uniqueName("t"); }
    void cleanup() { QTRY_VERIFY(!topicIsThere()); }

    void everyDeliveryIsAccountedFor() {
        const auto record = runLoad(scenario(false), options(), {}, {});
        QVERIFY2(record, record ? "" : record.error().message.c_str());
        QCOMPARE(record->counted.sent, std::uint64_t{3000});
        QCOMPARE(record->counted.answered, std::uint64_t{3000});
        QCOMPARE(record->counted.failed(), std::uint64_t{0});
        QVERIFY(!record->correctness);
    }

    void whatIsReadBackIsCountedByItsNumbers() {
        const auto record = runLoad(scenario(true), options(), {}, {});
        QVERIFY2(record, record ? "" : record.error().message.c_str());
        for (const auto& [code, count] : record->counted.errors)
            QVERIFY2(count == 0, code.c_str());
        QCOMPARE(record->correctness->acknowledged, std::uint64_t{3000});
        QCOMPARE(record->correctness->received, std::uint64_t{3000});
        QCOMPARE(record->correctness->lost, std::uint64_t{0});
        QCOMPARE(record->correctness->duplicates, std::uint64_t{0});
        QCOMPARE(record->correctness->outOfOrder, std::uint64_t{0});
        QCOMPARE(record->counted.answered, std::uint64_t{3000});
        QVERIFY(record->lagMax && record->lagEnd);
    }

    void aLostAndADoubledRecordAreFoundAndNamed() {
        auto planted = options();
        planted.kafka->plant = [](std::int32_t partition, std::uint64_t number) {
            return partition != 1 ? 1 : number == 17 ? 0 : number == 20 ? 2 : 1;
        };
        auto brief = scenario(true);
        brief.timeout = 20s; // so long it waits for what is lost
        const auto record = runLoad(brief, planted, {}, {});
        QVERIFY2(record, record ? "" : record.error().message.c_str());
        QCOMPARE(record->correctness->lost, std::uint64_t{1});
        QCOMPARE(record->correctness->duplicates, std::uint64_t{1});
        auto examples = record->correctness->examples;
        std::sort(examples.begin(), examples.end());
        QCOMPARE(examples, (std::vector<std::string>{"lost: number 17 of partition 1",
                                                     "twice: number 20 of partition 1"}));
        QCOMPARE(record->counted.errors.at("lost"), std::uint64_t{1});
        QCOMPARE(record->counted.answered, std::uint64_t{3000});
        const auto measured = measure(*record);
        QCOMPARE(measured.at("lost"), 1.0);
        QCOMPARE(measured.at("duplicates"), 1.0);
    }

    void aMixedScenarioSendsBothByTheirWeights() {
        SmallServer server([](const std::string&) { return SmallServer::ok(); });
        auto mixed = scenario(true);
        RequestPlan plan;
        plan.weight = 3;
        plan.path = *TextTemplate::parse("/ping");
        mixed.requests = {plan};
        auto both = options();
        both.target = {"127.0.0.1", server.port(), ""};
        const auto record = runLoad(mixed, both, {}, {});
        QVERIFY2(record, record ? "" : record.error().message.c_str());
        QCOMPARE(record->counted.answered, std::uint64_t{3000});
        QCOMPARE(server.requests() + record->correctness->received, std::uint64_t{3000});
        QVERIFY(server.requests() > 2000 && server.requests() < 2500);
    }

    void usersThatWaitForTheirAcknowledgementAreServedToo() {
        auto closed = scenario(false);
        closed.model = Model::Closed;
        closed.stages = {{"hold", 200, 200, 60s}};
        std::uint64_t answered = 0;
        std::stop_source drain;
        auto until = options();
        until.progress = [&](const LoadProgress& progress) {
            answered += progress.recent.answered;
            if (answered > 1000)
                drain.request_stop();
        };
        const auto record = runLoad(closed, until, drain.get_token(), {});
        QVERIFY2(record, record ? "" : record.error().message.c_str());
        QVERIFY(record->counted.answered > 1000);
        QCOMPARE(record->counted.failed(), std::uint64_t{0});
    }

    void aClusterThatIsAwayIsToldBeforeAnythingIsSent() {
        auto away = options();
        away.kafka->client.servers = "127.0.0.1:1";
        const auto record = runLoad(scenario(false), away, {}, {});
        QVERIFY(!record);
    }
};

VIGIA_TEST_CLASS(KafkaLoadTest)
#include "kafka_load_kafkatest.moc"
