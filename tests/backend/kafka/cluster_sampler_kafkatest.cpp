#include "backend/kafka/cluster_sampler.h"

#include "tests/backend/kafka/kafka_fixture.h"
#include "tests/backend/kafka/raw_group.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::ops;
using namespace vigia::backend::kafka;
using vigia::tests::testClient;
using vigia::tests::TestTopic;

namespace {

SamplerOptions testOptions() {
    return {.cluster = "local", .client = testClient(), .interval = std::chrono::seconds(5)};
}

const TopicSample* topicIn(const ClusterSample& sample, const std::string& name) {
    for (const auto& topic : sample.topics) {
        if (topic.name == name)
            return &topic;
    }
    return nullptr;
}

const GroupSample* groupIn(const ClusterSample& sample, const std::string& name) {
    for (const auto& group : sample.groups) {
        if (group.name == name)
            return &group;
    }
    return nullptr;
}

} // namespace

class ClusterSamplerKafkaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTopicHasItsEndsAndItsId() {
        TestTopic topic(2);
        topic.fill({"a", "b", "c"}, 1);
        ClusterSampler sampler(testOptions(), m_clock);
        const auto sample = sampler.sample();
        QVERIFY(sample);
        const auto* found = topicIn(*sample, topic.name());
        QVERIFY(found != nullptr);
        QCOMPARE(found->topicId.size(), std::size_t(22));
        QCOMPARE(found->partitions[1].highWatermark, std::optional<std::int64_t>(3));
        QCOMPARE(found->partitions[1].logStart, std::optional<std::int64_t>(0));
        QVERIFY(!found->partitions[1].sizeBytes.has_value());
        QVERIFY(sample->clusterId.size() > 0 && !sample->brokers.empty());
        QCOMPARE(sample->cluster, std::string("local"));
    }

    void aGroupHasItsCommitsBeforeTheEnds() {
        TestTopic topic(2);
        topic.fill({"a", "b", "c"}, 0);
        const std::string group = vigia::tests::uniqueName("vigia-test");
        vigia::tests::commitAs(group, topic.name(), 0, 2);
        ClusterSampler sampler(testOptions(), m_clock);
        const auto sample = sampler.sample();
        const auto* found = groupIn(*sample, group);
        QVERIFY(found != nullptr);
        QCOMPARE(found->state, std::string("Empty"));
        QCOMPARE(found->commits.size(), std::size_t(1));
        QCOMPARE(found->commits[0].committed, std::optional<std::int64_t>(2));
        QVERIFY(found->commitsAt <= sample->endsAt);
        QCOMPARE(topicIn(*sample, topic.name())->partitions[0].lastStableOffset,
                 std::optional<std::int64_t>(3));
        QVERIFY(!topicIn(*sample, topic.name())->partitions[1].lastStableOffset.has_value());
        QVERIFY(topic.admin().deleteGroup(group));
    }

    void aGroupThatIsDeletedDisappears() {
        TestTopic topic;
        const std::string group = vigia::tests::uniqueName("vigia-test");
        vigia::tests::commitAs(group, topic.name(), 0, 0);
        ClusterSampler sampler(testOptions(), m_clock);
        QVERIFY(groupIn(*sampler.sample(), group) != nullptr);
        QVERIFY(topic.admin().deleteGroup(group));
        QVERIFY(
            vigia::tests::eventually([&] { return groupIn(*sampler.sample(), group) == nullptr; }));
    }

    void aTopicMadeAnewGetsItsNewIdAndLogStart() {
        TestTopic topic;
        topic.fill({"a"});
        SamplerOptions options = testOptions();
        options.describeEvery = std::chrono::milliseconds(0);
        ClusterSampler sampler(options, m_clock);
        const std::string before = topicIn(*sampler.sample(), topic.name())->topicId;
        topic.makeAnew();
        QVERIFY(vigia::tests::eventually([&] {
            const auto sample = sampler.sample();
            const auto* found = topicIn(*sample, topic.name());
            return found != nullptr && found->topicId != before && !found->partitions.empty() &&
                   found->partitions[0].highWatermark == std::optional<std::int64_t>(0);
        }));
    }

    void theTimeOfARecordIsExact() {
        TestTopic topic;
        const auto before = std::chrono::floor<std::chrono::milliseconds>(m_clock.now());
        topic.fill({"a", "b"});
        ClusterSampler sampler(testOptions(), m_clock);
        const auto time = sampler.recordTime(topic.name(), 0, 1);
        QVERIFY2(time.has_value(), time ? "" : time.error().message.c_str());
        QVERIFY(time->has_value() && **time >= before && **time <= m_clock.now());
    }

    void thereIsNoTimeAtTheEndNorOutsideTheLog() {
        TestTopic topic;
        topic.fill({"a"});
        ClusterSampler sampler(testOptions(), m_clock);
        const auto end = sampler.recordTime(topic.name(), 0, 1);
        QVERIFY(end && !end->has_value());
        const auto beyond = sampler.recordTime(topic.name(), 0, 100);
        QVERIFY(!beyond);
        QVERIFY(beyond.error().code == ErrorCode::NotFound);
    }

    void recordTimesBeyondTheLimitAreRefused() {
        TestTopic topic;
        topic.fill({"a"});
        SamplerOptions options = testOptions();
        options.recordTimesPerSecond = 0;
        ClusterSampler sampler(options, m_clock);
        const auto time = sampler.recordTime(topic.name(), 0, 0);
        QVERIFY(!time);
        QVERIFY(time.error().code == ErrorCode::Rejected);
    }

    void lookingLeavesNoGroupBehind() {
        TestTopic topic;
        topic.fill({"a"});
        ClusterSampler sampler(testOptions(), m_clock);
        QVERIFY(sampler.recordTime(topic.name(), 0, 0));
        const auto sample = sampler.sample();
        QVERIFY(sample);
        QVERIFY(groupIn(*sample, "vigia-look") == nullptr);
    }

    void aDeadClusterIsToldWithinTheInterval() {
        SamplerOptions options = testOptions();
        options.client.servers = "127.0.0.1:1";
        options.interval = std::chrono::milliseconds(300);
        ClusterSampler sampler(options, m_clock);
        const auto sample = sampler.sample();
        QVERIFY(!sample);
        QVERIFY(!sample.error().message.empty());
    }

private:
    vigia::backend::host::SystemClock m_clock;
};

VIGIA_TEST_CLASS(ClusterSamplerKafkaTest)
#include "cluster_sampler_kafkatest.moc"
