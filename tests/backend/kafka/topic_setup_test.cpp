#include "backend/kafka/topic_setup.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::backend::kafka;

namespace {

ClusterMetadata cluster(const std::vector<std::string>& topics, std::int32_t leader = 1) {
    ClusterMetadata metadata;
    metadata.brokers.resize(3);
    for (const auto& name : topics) {
        core::ops::TopicSample topic;
        topic.name = name;
        topic.partitions = {{0, 1, {}, {}, {}, {}, {}, {}}, {1, leader, {}, {}, {}, {}, {}, {}}};
        metadata.topics.push_back(std::move(topic));
    }
    return metadata;
}

/// How often it looked at what each answer shows; the last answer stays.
int looksAt(const std::vector<core::Result<ClusterMetadata>>& answers, int patience = 100) {
    int looks = 0;
    awaitTopics(
        [&] {
            const auto at = std::min(static_cast<std::size_t>(looks++), answers.size() - 1);
            return answers.at(at);
        },
        {"a", "b"}, [&] { return looks < patience; });
    return looks;
}

} // namespace

class TopicSetupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newTopicsAreAwaitedUntilEveryBrokerShowsThem() {
        QCOMPARE(looksAt({cluster({"a", "b", "c"})}), 6);
        QCOMPARE(looksAt({cluster({}), cluster({"a"}), cluster({"a", "b"})}), 8);
    }

    void brokerThatDoesNotKnowThemYetBeginsTheCountAgain() {
        const auto both = cluster({"a", "b"});
        QCOMPARE(looksAt({both, both, cluster({"b"}), both}), 9);
    }

    void topicWithoutLeaderOrAnswerIsNotThereYet() {
        QCOMPARE(looksAt({cluster({"a", "b"}, -1), cluster({"a", "b"})}), 7);
        const core::Result<ClusterMetadata> away =
            core::failure(core::ErrorCode::Timeout, "no answer");
        QCOMPARE(looksAt({away, cluster({"a", "b"})}), 7);
    }

    void patienceEndsTheWait() { QCOMPARE(looksAt({cluster({"a"})}, 5), 5); }

    void nothingCreatedIsNotWaitedFor() {
        awaitTopics([]() -> core::Result<ClusterMetadata> { qFatal("no look is due"); }, {},
                    [] { return true; });
    }
};

VIGIA_TEST_CLASS(TopicSetupTest)
#include "topic_setup_test.moc"
