#include "backend/kafka/topic_setup.h"
#include "tests/backend/kafka/kafka_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace vigia::core;
using namespace vigia::backend::kafka;
using vigia::tests::TestTopic;
using vigia::tests::uniqueName;

namespace {

std::string valueOf(const std::vector<ConfigEntry>& entries, const std::string& name) {
    for (const auto& entry : entries) {
        if (entry.name == name)
            return entry.value.value_or("(hidden)");
    }
    return {};
}

} // namespace

class AdminKafkaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theClusterTellsItsIdAndBrokers() {
        TestTopic topic;
        const auto cluster = topic.admin().describeCluster();
        QVERIFY(cluster);
        QVERIFY(!cluster->clusterId.empty());
        QVERIFY(!cluster->brokers.empty());
        QVERIFY(cluster->brokers.front().port > 0);
    }

    void theControllerIsTheLeaderOfTheQuorum() {
        TestTopic topic;
        const auto first = topic.admin().describeCluster();
        QVERIFY(first->kraft);
        QVERIFY(std::any_of(first->brokers.begin(), first->brokers.end(),
                            [&](const auto& broker) { return broker.id == first->controller; }));
        for (int i = 0; i < 5; ++i) // a random broker would change
            QCOMPARE(topic.admin().describeCluster()->controller, first->controller);
    }

    void topicsComeWithIdsLeadersAndReplicas() {
        TestTopic topic(3);
        const auto described = topic.admin().describeTopics({topic.name(), "vigia-no-such-topic"});
        QVERIFY(described);
        const auto& found =
            described->front().name == topic.name() ? described->front() : described->back();
        const auto& missing =
            described->front().name == topic.name() ? described->back() : described->front();
        QCOMPARE(found.partitions.size(), std::size_t(3));
        QCOMPARE(found.topicId.size(), std::size_t(22));
        QVERIFY(found.partitions[0].leader >= 0);
        QCOMPARE(found.partitions[0].inSync, found.partitions[0].replicas);
        QVERIFY(!missing.error.empty());
    }

    void aTopicMadeAnewHasAnotherId() {
        TestTopic topic;
        const auto before = topic.admin().describeTopics({topic.name()})->front().topicId;
        topic.makeAnew();
        QVERIFY(vigia::tests::eventually([&] {
            const auto now = topic.admin().describeTopics({topic.name()});
            return now && now->front().error.empty() && now->front().topicId != before;
        }));
    }

    void creatingTwiceIsAConflict() {
        TestTopic topic;
        const auto again = topic.admin().createTopic({.name = topic.name(), .configs = {}});
        QVERIFY(!again);
        QVERIFY(again.error().code == ErrorCode::Conflict);
        QVERIFY(again.error().message.find(topic.name()) != std::string::npos);
    }

    void deletingAMissingTopicSaysNotFound() {
        TestTopic topic;
        const auto gone = topic.admin().deleteTopic("vigia-no-such-topic");
        QVERIFY(!gone);
        QVERIFY(gone.error().code == ErrorCode::NotFound);
    }

    void configurationCarriesItsSource() {
        TestTopic topic(1, {{"retention.ms", "60000"}});
        const auto entries = topic.admin().topicConfig(topic.name());
        QVERIFY(entries);
        QCOMPARE(valueOf(*entries, "retention.ms"), std::string("60000"));
        const auto entry = std::find_if(entries->begin(), entries->end(),
                                        [](const auto& e) { return e.name == "retention.ms"; });
        QVERIFY(!entry->isDefault);
        QCOMPARE(entry->source, std::string("DYNAMIC_TOPIC_CONFIG"));
        QVERIFY(topic.admin().brokerConfig(topic.admin().describeCluster()->brokers.front().id));
    }

    void offsetsAreExactAndMissingPartitionsSaySo() {
        TestTopic topic(2);
        topic.fill({"a", "b", "c"}, 1);
        const auto rows = topic.admin().offsets(
            {{topic.name(), 0}, {topic.name(), 1}, {"vigia-no-such-topic", 0}},
            OffsetKind::HighWatermark);
        QCOMPARE(rows[0].offset, std::optional<std::int64_t>(0));
        QCOMPARE(rows[1].offset, std::optional<std::int64_t>(3));
        QVERIFY(!rows[2].offset.has_value());
        QVERIFY(!rows[2].error.empty());
        QCOMPARE(topic.admin().offsets({{topic.name(), 1}}, OffsetKind::LogStart)[0].offset,
                 std::optional<std::int64_t>(0));
        QCOMPARE(topic.admin().offsets({{topic.name(), 1}}, OffsetKind::LastStable)[0].offset,
                 std::optional<std::int64_t>(3));
    }

    void offsetsOfManyPartitionsGoInManyCalls() {
        TestTopic topic(600);
        std::vector<PartitionRef> all;
        for (std::int32_t i = 0; i < 600; ++i)
            all.push_back({topic.name(), i, 1});
        std::vector<PartitionOffset> rows;
        QVERIFY(vigia::tests::eventually([&] {
            rows = topic.admin().offsets(all, OffsetKind::HighWatermark);
            return std::all_of(rows.begin(), rows.end(),
                               [](const auto& row) { return row.offset.has_value(); });
        }));
        QCOMPARE(rows.size(), std::size_t(600));
        QCOMPARE(rows[599].partition, 599);
    }

    void missingTopicsAreCreatedOnce() {
        TestTopic holder;
        const std::string prefix = uniqueName("vigia-test") + "-";
        const auto names = *vigia::core::stream::TopicNames::create({.prefix = prefix});
        const auto& spec = *vigia::core::stream::findTopic("stock-audit-logs");
        const auto first = setUpTopics(holder.admin(), names, {spec});
        QVERIFY2(first.has_value(), first ? "" : first.error().message.c_str());
        QCOMPARE(first->created, std::vector<std::string>{prefix + "stock-audit-logs"});
        Result<TopicSetupReport> second = TopicSetupReport{};
        QVERIFY(vigia::tests::eventually([&] {
            second = setUpTopics(holder.admin(), names, {spec});
            return second && second->created.empty();
        }));
        QCOMPARE(second->warnings, std::vector<std::string>{});
        QVERIFY(holder.admin().deleteTopic(prefix + "stock-audit-logs"));
    }

    void tooFewPartitionsStopWithTheCommandThatAddsThem() {
        TestTopic topic(1);
        const auto names = *vigia::core::stream::TopicNames::create(
            {.names = {{"stock-audit-logs", topic.name()}}});
        const auto stopped = setUpTopics(topic.admin(), names,
                                         {*vigia::core::stream::findTopic("stock-audit-logs")});
        QVERIFY(!stopped);
        QVERIFY(stopped.error().message.find("--alter --topic " + topic.name() +
                                             " --partitions 2") != std::string::npos);
        QVERIFY(topic.admin().addPartitions(topic.name(), 2));
    }

    void otherDifferencesAreWarnings() {
        TestTopic topic(2, {{"retention.ms", "1000"}});
        const auto names = *vigia::core::stream::TopicNames::create(
            {.names = {{"stock-audit-logs", topic.name()}}});
        const auto report = setUpTopics(topic.admin(), names,
                                        {*vigia::core::stream::findTopic("stock-audit-logs")});
        QVERIFY(report);
        QVERIFY(std::any_of(
            report->warnings.begin(), report->warnings.end(), [](const std::string& warning) {
                return warning.find("retention.ms=1000 instead of 7776000000") != std::string::npos;
            }));
    }

    void configurationsOfManyTopicsComeInTheOrderAsked() {
        TestTopic one(1, {{"retention.ms", "1000"}});
        TestTopic two(1, {{"retention.ms", "2000"}});
        const auto all = one.admin().topicConfigs({two.name(), "vigia-no-such-topic", one.name()});
        QVERIFY(all);
        QCOMPARE(valueOf(*all->at(0), "retention.ms"), std::string("2000"));
        QVERIFY(!all->at(1));
        QCOMPARE(valueOf(*all->at(2), "retention.ms"), std::string("1000"));
    }

    void brokersAreToldWithoutTopics() {
        TestTopic topic;
        const auto brokers = topic.admin().brokers();
        QVERIFY(brokers && !brokers->empty());
        QVERIFY(brokers->front().port > 0);
    }

    void anUnreachableClusterIsToldInTime() {
        auto admin = *Admin::create({.servers = "127.0.0.1:1", .properties = {}, .log = {}},
                                    std::chrono::milliseconds(300));
        const auto topics = admin->listTopics();
        QVERIFY(!topics);
        QVERIFY(topics.error().code == ErrorCode::Unreachable ||
                topics.error().code == ErrorCode::Timeout);
        QVERIFY(!admin->describeCluster());
        QVERIFY(!admin->listGroups());
    }
};

VIGIA_TEST_CLASS(AdminKafkaTest)
#include "admin_kafkatest.moc"
