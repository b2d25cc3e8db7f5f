#include "app/commands/offset_plan.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using app::OffsetWish;
using app::planOffsets;
using core::ErrorCode;

namespace {

core::ops::ClusterSample cluster() {
    core::ops::TopicSample topic{"orders", "hd0PZrIjQDyv5VpX0QWPhA", false, {}, {}};
    for (std::int32_t id = 0; id < 2; ++id)
        topic.partitions.push_back({id, 1, {1}, {1}, 10 + id, 100 + id, 100 + id, {}});
    core::ops::ClusterSample sample;
    sample.topics.push_back(std::move(topic));
    return sample;
}

std::vector<backend::postgres::StoredOffset> stored() {
    return {{{"g", "orders", 0}, 500, 3, 1, "old-id", "analytics-1"},
            {{"g", "orders", 1}, 50, 3, 1, "old-id", "analytics-1"},
            {{"g", "other", 0}, 7, 3, 1, {}, "analytics-1"}};
}

} // namespace

class OffsetPlanTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void earliestIsTheStartOfEachLogUnderTheTopicsPresentId() {
        const auto steps = planOffsets({"g", "orders", "earliest", ""}, stored(), cluster());
        QVERIFY(steps.has_value());
        QCOMPARE(steps->size(), std::size_t(2));
        QCOMPARE(steps->at(0).from, std::int64_t(500));
        QCOMPARE(steps->at(0).to, std::int64_t(10));
        QCOMPARE(steps->at(1).to, std::int64_t(11));
        QCOMPARE(steps->at(0).topicId,
                 std::optional<std::string>("85dd0f66-b223-403c-afe5-5a57d1058f84"));
    }

    void latestAndOnePartition() {
        const auto steps = planOffsets({"g", "orders", "latest", "1"}, stored(), cluster());
        QCOMPARE(steps->size(), std::size_t(1));
        QCOMPARE(steps->at(0).to, std::int64_t(101));
    }

    void anOffsetMustLieInTheLog() {
        QCOMPARE(planOffsets({"g", "orders", "42", "0"}, stored(), cluster())->at(0).to,
                 std::int64_t(42));
        const auto outside = planOffsets({"g", "orders", "9", "0"}, stored(), cluster());
        QCOMPARE(outside.error().code, ErrorCode::InvalidInput);
        QVERIFY(outside.error().message.find("holds offsets 10 to 100") != std::string::npos);
    }

    void wrongWishesAreRefused_data() {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("topic");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("partition");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, const char* group, const char* topic, const char* to,
                            const char* partition, const char* said) {
            QTest::newRow(name) << QString::fromUtf8(group) << QString::fromUtf8(topic)
                                << QString::fromUtf8(to) << QString::fromUtf8(partition)
                                << QString::fromUtf8(said);
        };
        row("no group", "", "orders", "latest", "", "--group GROUP");
        row("no topic", "g", "", "latest", "", "--topic TOPIC");
        row("word", "g", "orders", "erliest", "", "--to takes");
        row("negative", "g", "orders", "-1", "", "--to takes");
        row("out of range", "g", "orders", "99999999999999999999", "", "--to takes");
        row("partition", "g", "orders", "latest", "x", "--partition takes");
        row("no such partition", "g", "orders", "latest", "9", "stores no offsets");
        row("foreign group", "theirs", "orders", "latest", "", "other groups are never changed");
        row("escape", "\x1B[2J", "orders", "latest", "", "stores no offsets");
        row("topic that is gone", "g", "other", "latest", "", "stores no offsets");
    }
    void wrongWishesAreRefused() {
        QFETCH(QString, group);
        QFETCH(QString, topic);
        QFETCH(QString, to);
        QFETCH(QString, partition);
        QFETCH(QString, said);
        const auto plan = planOffsets(
            {group.toStdString(), topic.toStdString(), to.toStdString(), partition.toStdString()},
            stored(), cluster());
        QVERIFY(!plan.has_value());
        QVERIFY2(plan.error().message.find(said.toStdString()) != std::string::npos,
                 plan.error().message.c_str());
        QVERIFY(plan.error().message.find('\x1B') == std::string::npos);
    }

    void aLogThatIsNotKnownIsNotGuessed() {
        auto unknown = cluster();
        unknown.topics[0].partitions[0].logStart.reset();
        const auto plan = planOffsets({"g", "orders", "earliest", "0"}, stored(), unknown);
        QCOMPARE(plan.error().code, ErrorCode::NotFound);
    }
};

VIGIA_TEST_CLASS(OffsetPlanTest)
#include "offset_plan_test.moc"
