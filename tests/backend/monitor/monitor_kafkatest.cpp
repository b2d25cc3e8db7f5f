#include "backend/kafka/cluster_sampler.h"
#include "backend/monitor/monitor.h"
#include "tests/backend/kafka/kafka_fixture.h"
#include "tests/backend/monitor/live_member.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <optional>

using namespace vigia;
using namespace vigia::backend::monitor;
using backend::kafka::ClusterSampler;
using core::ops::ConsoleSnapshot;
using core::ops::LagVerdict;
using vigia::tests::LiveMember;
using vigia::tests::TestTopic;

namespace {

/// The machine's time plus what the test adds, so that minutes of watching pass in a moment.
class LeapingClock final : public core::Clock {
public:
    [[nodiscard]] core::UtcTime now() const override { return m_system.now() + m_ahead; }
    [[nodiscard]] core::SteadyTime steadyNow() const override {
        return m_system.steadyNow() + m_ahead;
    }
    void leap(std::chrono::seconds by) { m_ahead += by; }

private:
    backend::host::SystemClock m_system;
    std::chrono::seconds m_ahead{0};
};

/// A real sampler whose looks go straight into a builder.
class Watch {
public:
    explicit Watch(const std::string& servers = tests::testStack().kafka)
        : m_sampler(options(servers), m_clock), m_builder({}) {}

    ConsoleSnapshot look() {
        auto sample = m_sampler.sample();
        ++m_inputs.cluster.round;
        if (sample) {
            m_inputs.cluster.error = sample->error;
            m_inputs.cluster.value =
                std::make_shared<const core::ops::ClusterSample>(std::move(*sample));
        } else {
            m_inputs.cluster.error = sample.error().message;
        }
        return m_builder.build(m_inputs, m_clock.now());
    }
    /// Looks every three seconds of its own time, for so many of them.
    ConsoleSnapshot watchFor(std::chrono::seconds span) {
        ConsoleSnapshot snapshot = look();
        for (std::chrono::seconds passed{0}; passed < span; passed += std::chrono::seconds(3)) {
            m_clock.leap(std::chrono::seconds(3));
            snapshot = look();
        }
        return snapshot;
    }
    void answerQuestions() {
        for (const auto& question : m_builder.questions(100)) {
            const auto time =
                m_sampler.recordTime(question.topic, question.partition, question.committed);
            if (time)
                m_inputs.answers.emplace_back(question, *time);
        }
    }

private:
    static backend::kafka::SamplerOptions options(const std::string& servers) {
        backend::kafka::SamplerOptions options{
            .cluster = "local", .client = tests::testClient(), .interval = std::chrono::seconds(5)};
        options.client.servers = servers;
        options.describeEvery = std::chrono::milliseconds(0);
        options.logStartEvery = std::chrono::milliseconds(0);
        return options;
    }

    LeapingClock m_clock;
    ClusterSampler m_sampler;
    SnapshotBuilder m_builder;
    MonitorInputs m_inputs;
};

std::optional<core::ops::GroupRow> groupIn(const ConsoleSnapshot& snapshot,
                                           const std::string& name) {
    for (const auto& row : snapshot.groups) {
        if (row.name == name)
            return row;
    }
    return std::nullopt;
}

bool hasEvent(const ConsoleSnapshot& snapshot, const std::string& kind,
              const std::string& subject) {
    return std::any_of(snapshot.events.begin(), snapshot.events.end(), [&](const auto& event) {
        return event.kind == kind && event.subject == subject;
    });
}

std::vector<std::string> records(int count) {
    return std::vector<std::string>(static_cast<std::size_t>(count), "x");
}

} // namespace

class MonitorKafkaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGroupStallsCatchesUpAndIsStopped() {
        TestTopic topic;
        topic.fill(records(100));
        const std::string group = tests::uniqueName("vigia-test");
        Watch watch;
        {
            LiveMember member(group, topic.name());
            QVERIFY(member.joined());
            QVERIFY(member.commit(topic.name(), 0, 10));
            const auto stalled = groupIn(watch.watchFor(std::chrono::seconds(75)), group);
            QVERIFY(stalled.has_value());
            QCOMPARE(core::ops::lagVerdictWord(stalled->verdict), std::string_view("STALLED"));
            QCOMPARE(stalled->lag, std::optional<std::int64_t>(90));
            QCOMPARE(stalled->partitions.at(0).owner, std::string("live-member"));
            QVERIFY(member.commit(topic.name(), 0, 100));
            const auto well = groupIn(watch.watchFor(std::chrono::seconds(6)), group);
            QCOMPARE(core::ops::lagVerdictWord(well->verdict), std::string_view("OK"));
        }
        topic.fill(records(50));
        const auto snapshot = watch.watchFor(std::chrono::seconds(400));
        const auto stopped = groupIn(snapshot, group);
        QCOMPARE(core::ops::lagVerdictWord(stopped->verdict), std::string_view("STOPPED"));
        QCOMPARE(stopped->lag, std::optional<std::int64_t>(50));
        QVERIFY(hasEvent(snapshot, "verdict", group));
        QVERIFY(topic.admin().deleteGroup(group).has_value());
    }

    void aTailOfTransactionMarkersIsNoLag() {
        TestTopic topic;
        tests::sendTransactions(topic.name(), 3); // offsets 0, 2, 4; markers at 1, 3, 5
        const std::string group = tests::uniqueName("vigia-test");
        Watch watch;
        {
            LiveMember member(group, topic.name());
            QVERIFY(member.joined());
            QVERIFY(member.commit(topic.name(), 0, 5));
            const auto before = groupIn(watch.look(), group);
            QCOMPARE(before->lag, std::optional<std::int64_t>(1));
            watch.watchFor(std::chrono::seconds(12));
            watch.answerQuestions();
            const auto after = groupIn(watch.watchFor(std::chrono::seconds(3)), group);
            QCOMPARE(after->lag, std::optional<std::int64_t>(0));
            QVERIFY(after->partitions.at(0).markersOnly);
            QCOMPARE(core::ops::lagVerdictWord(after->verdict), std::string_view("OK"));
            QVERIFY(member.commit(topic.name(), 0, 3)); // a record and two markers behind
            watch.watchFor(std::chrono::seconds(12));
            watch.answerQuestions();
            const auto real = groupIn(watch.watchFor(std::chrono::seconds(3)), group);
            QCOMPARE(real->lag, std::optional<std::int64_t>(3));
            QVERIFY(!real->partitions.at(0).markersOnly);
        }
        QVERIFY(topic.admin().deleteGroup(group).has_value());
    }

    void theTimeOfARestingCommitIsExact() {
        TestTopic topic;
        topic.fill(records(5));
        const std::string group = tests::uniqueName("vigia-test");
        Watch watch;
        {
            LiveMember member(group, topic.name());
            QVERIFY(member.joined());
            QVERIFY(member.commit(topic.name(), 0, 2));
        }
        watch.watchFor(std::chrono::seconds(60));
        watch.answerQuestions();
        const auto row = groupIn(watch.look(), group);
        QCOMPARE(row->timeLag.source, core::ops::TimeLagSource::Exact);
        QVERIFY(row->timeLag.seconds >= 60 && row->timeLag.seconds < 120);
        QVERIFY(topic.admin().deleteGroup(group).has_value());
    }

    void topicsThatComeAndGoAreEvents() {
        Watch watch;
        watch.look();
        std::string name;
        {
            TestTopic topic(2);
            name = topic.name();
            QVERIFY(
                tests::eventually([&] { return hasEvent(watch.look(), "topic_created", name); }));
            topic.fill(records(20), 1);
            const auto snapshot = watch.watchFor(std::chrono::seconds(3));
            const auto row = std::find_if(snapshot.topics.begin(), snapshot.topics.end(),
                                          [&](const auto& t) { return t.name == name; });
            QVERIFY(row != snapshot.topics.end());
            QCOMPARE(row->records, std::optional<std::int64_t>(20));
            QCOMPARE(*row->skew, 2.0);
        }
        QVERIFY(tests::eventually([&] { return hasEvent(watch.look(), "topic_deleted", name); }));
    }

    void aClusterThatIsAwayIsDownAndSaysWhy() {
        Watch watch("127.0.0.1:1");
        const auto snapshot = watch.look();
        QCOMPARE(snapshot.health, core::ops::Health::Broken);
        QVERIFY2(snapshot.headline.starts_with("Down: Kafka has not answered"),
                 snapshot.headline.c_str());
        QCOMPARE(core::ops::statusExitCode(snapshot), 11);
    }

    void theMonitorPublishesARealCluster() {
        backend::host::SystemClock clock;
        core::Published<ConsoleSnapshot> published;
        MonitorOptions options;
        options.builder.hasPlatform = false;
        backend::kafka::SamplerOptions sampler{
            .cluster = "local", .client = tests::testClient(), .interval = std::chrono::seconds(2)};
        MonitorParts parts;
        parts.cluster = std::make_unique<ClusterSampler>(sampler, clock);
        Monitor monitor(options, std::move(parts), clock, published);
        monitor.start();
        QTRY_VERIFY_WITH_TIMEOUT(published.read() && !published.read()->brokers.empty(), 10000);
        QCOMPARE(published.read()->brokers.at(0).health, core::ops::Health::Ok);
        QVERIFY(!published.read()->summary.empty());
        monitor.stop();
    }
};

VIGIA_TEST_CLASS(MonitorKafkaTest)
#include "monitor_kafkatest.moc"
