#include "core/lag/lag_book.h"
#include "tests/support/moments.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using namespace vigia::core;
using namespace vigia::core::lag;
using ops::LagVerdict;
using ops::TimeLagSource;
using vigia::tests::at;

namespace {

struct Part {
    std::optional<std::int64_t> committed;
    std::optional<std::int64_t> end;
    std::string error = {};
    std::optional<std::int64_t> stable = {};
};

/// One topic `t`, one group `g` with one live member that owns all of it.
ops::ClusterSample look(double seconds, const std::vector<Part>& parts) {
    ops::ClusterSample sample;
    sample.cluster = "local";
    sample.endsAt = at(seconds);
    sample.finishedAt = at(seconds);
    ops::TopicSample topic{"t", "id-1", false, {}, {}};
    ops::GroupSample group{"g", "Stable",    "consumer",
                           1,   {},          {{"m-1", "client-1", "/10.0.0.7", {}, {}}},
                           {},  at(seconds), at(seconds)};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto id = static_cast<std::int32_t>(i);
        ops::PartitionSample partition{
            id, 1, {1}, {1}, 0, parts[i].end, parts[i].stable ? parts[i].stable : parts[i].end, {}};
        topic.partitions.push_back(partition);
        group.members[0].assigned.emplace_back("t", id);
        group.commits.push_back({"t", id, parts[i].committed, parts[i].error});
    }
    sample.topics.push_back(topic);
    sample.groups.push_back(group);
    return sample;
}

} // namespace

class LagBookTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGroupWhoseCommitsCannotBeReadIsUnknown() {
        LagBook book;
        auto sample = look(0, {});
        sample.groups[0].error = "the coordinator is loading";
        const auto rows = book.observe(sample, {});
        QCOMPARE(rows.at(0).verdict, ops::LagVerdict::Unknown);
        QCOMPARE(rows.at(0).reason, std::string("the coordinator is loading"));
        sample.groups[0].error.clear();
        QCOMPARE(book.observe(sample, {}).at(0).verdict, ops::LagVerdict::NoCommit);
    }

    void rule1_lagIsEndMinusCommitAndNeverNegative() {
        LagBook book;
        const auto rows = book.observe(look(0, {{90, 100}, {105, 100}}), {});
        QCOMPARE(rows.at(0).partitions.at(0).lag, std::optional<std::int64_t>(10));
        QCOMPARE(rows.at(0).partitions.at(1).lag, std::optional<std::int64_t>(0));
    }

    void rule2_noCommitStaysOutOfTheSumAndIsCounted() {
        LagBook book;
        const auto row = book.observe(look(0, {{90, 100}, {std::nullopt, 5000}}), {}).at(0);
        QCOMPARE(row.lag, std::optional<std::int64_t>(10));
        QCOMPARE(row.partitionsKnown, 1);
        QCOMPARE(row.partitionCount, 2);
        QVERIFY(!row.partitions.at(1).lag);
    }

    void rule2_ownedPartitionsWithoutCommitAreListed() {
        LagBook book;
        auto sample = look(0, {{90, 100}, {std::nullopt, 100}});
        sample.groups[0].commits.pop_back();
        QCOMPARE(book.observe(sample, {}).at(0).partitionCount, 2);
    }

    void rule3_anErrorOnOnePartitionDoesNotPoisonTheTotal() {
        LagBook book;
        const auto row =
            book.observe(look(0, {{90, 100}, {std::nullopt, std::nullopt, "no leader"}, {70, 100}}),
                         {})
                .at(0);
        QCOMPARE(row.lag, std::optional<std::int64_t>(40));
        QCOMPARE(row.partitionsKnown, 2);
        QCOMPARE(row.partitions.at(1).reason, std::string("no leader"));
    }

    void rule3_nothingKnownIsNoSumAtAll() {
        LagBook book;
        const auto row = book.observe(look(0, {{std::nullopt, 100}}), {}).at(0);
        QVERIFY(!row.lag);
        QVERIFY(!row.skew);
    }

    void rule4_deletedUnreadRecordsAreLostWithTheirNumber() {
        LagBook book;
        auto sample = look(0, {{90, 300}});
        sample.topics[0].partitions[0].logStart = 200;
        const auto row = book.observe(sample, {}).at(0);
        QCOMPARE(row.verdict, LagVerdict::Lost);
        QVERIFY(row.reason.find("110 records") != std::string::npos);
        QVERIFY(row.reason.find("t:0") != std::string::npos);
    }

    void rule5_oursUseTheLastStableOffsetOthersTheHighWatermark() {
        LagBook book;
        GroupHints ours;
        ours.ours.insert("g");
        const auto mine = book.observe(look(0, {{90, 100, {}, 95}}), ours).at(0).partitions.at(0);
        QCOMPARE(mine.lag, std::optional<std::int64_t>(5));
        QVERIFY(!mine.lagToStable);
        LagBook other;
        const auto theirs = other.observe(look(0, {{90, 100, {}, 95}}), {}).at(0).partitions.at(0);
        QCOMPARE(theirs.lag, std::optional<std::int64_t>(10));
        QCOMPARE(theirs.lagToStable, std::optional<std::int64_t>(5));
    }

    void rule6_unchangedSmallLagAsksForRecordsAndShowsZeroWhenThereAreNone() {
        LagBook book;
        for (int poll = 0; poll < 3; ++poll)
            book.observe(look(2 * poll, {{99, 100}}), {});
        const auto questions = book.questions(10);
        QCOMPARE(questions.size(), std::size_t(1));
        QCOMPARE(questions.at(0).committed, std::int64_t(99));
        book.answer(questions.at(0), std::nullopt);
        const auto row = book.observe(look(6, {{99, 100}}), {}).at(0);
        QVERIFY(row.partitions.at(0).markersOnly);
        QCOMPARE(row.lag, std::optional<std::int64_t>(0));
        QCOMPARE(row.verdict, LagVerdict::Ok);
        QVERIFY(book.questions(10).empty());
    }

    void rule6_newRecordsBehindMarkersCountAgain() {
        LagBook book;
        for (int poll = 0; poll < 3; ++poll)
            book.observe(look(2 * poll, {{99, 100}}), {});
        book.answer(book.questions(10).at(0), std::nullopt);
        const auto row = book.observe(look(6, {{99, 104}}), {}).at(0);
        QCOMPARE(row.lag, std::optional<std::int64_t>(5));
        QVERIFY(!row.partitions.at(0).markersOnly);
    }

    void rule7_sumLargestAndSkew() {
        LagBook book;
        const auto row = book.observe(look(0, {{90, 100}, {40, 100}, {98, 100}}), {}).at(0);
        QCOMPARE(row.lag, std::optional<std::int64_t>(72));
        QCOMPARE(row.largestPartitionLag, std::optional<std::int64_t>(60));
        QCOMPARE(*row.skew, 2.5);
    }

    void exactTimeReplacesTheTableUntilTheCommitMoves() {
        LagBook book;
        book.observe(look(0, {{50, 100}}), {});
        book.observe(look(2, {{50, 100}}), {});
        const auto questions = book.questions(1);
        QCOMPARE(questions.size(), std::size_t(1));
        book.answer(questions.at(0), at(-58));
        const auto row = book.observe(look(4, {{50, 100}}), {}).at(0);
        QCOMPARE(row.timeLag.source, TimeLagSource::Exact);
        QCOMPARE(row.timeLag.seconds, 62.0);
        const auto moved = book.observe(look(6, {{60, 100}}), {}).at(0);
        QCOMPARE(moved.timeLag.source, TimeLagSource::AtLeast);
    }

    void rememberedEndsGiveATimeAfterARestart() {
        LagBook book;
        book.recallEnd("t", 0, at(-600), 0);
        book.recallEnd("t", 0, at(-300), 60);
        const auto row = book.observe(look(0, {{50, 100}}), {}).at(0);
        QCOMPARE(row.timeLag.source, TimeLagSource::Interpolated);
        QCOMPARE(qRound(row.timeLag.seconds), 350);
    }

    void groupTakesItsWorstPartitionAndNamesIt() {
        LagBook book;
        std::vector<ops::GroupRow> rows;
        for (int poll = 0; poll < 60; ++poll)
            rows = book.observe(look(2 * poll, {{100 + poll, 100 + poll}, {10, 500}}), {});
        QCOMPARE(rows.at(0).verdict, LagVerdict::Stalled);
        QVERIFY(rows.at(0).reason.find("t:1") != std::string::npos);
        QVERIFY(std::isinf(*rows.at(0).etaSeconds));
    }

    void groupWithoutMembersIsStoppedNotStalled() {
        LagBook book;
        std::vector<ops::GroupRow> rows;
        for (int poll = 0; poll < 60; ++poll) {
            auto sample = look(2 * poll, {{10, 500}});
            sample.groups[0].state = "Empty";
            sample.groups[0].members.clear();
            rows = book.observe(sample, {});
        }
        QCOMPARE(rows.at(0).verdict, LagVerdict::Stopped);
        QCOMPARE(rows.at(0).members, 0);
    }

    void emptyPartitionWithoutCommitDoesNotGreyTheGroup() {
        LagBook book;
        const auto row = book.observe(look(0, {{100, 100}, {std::nullopt, 0}}), {}).at(0);
        QCOMPARE(row.verdict, LagVerdict::Ok);
    }

    void etaIsTheSlowestPartition() {
        LagBook book;
        std::vector<ops::GroupRow> rows;
        for (int poll = 0; poll <= 30; ++poll)
            rows =
                book.observe(look(2 * poll, {{100 + 20 * poll, 1000}, {100 + 2 * poll, 1000}}), {});
        QCOMPARE(qRound(*rows.at(0).etaSeconds), 840);
        QCOMPARE(*rows.at(0).recordsPerSecond, 11.0);
    }

    void recreatedTopicBeginsAnew() {
        LagBook book;
        book.observe(look(0, {{900, 900}}), {});
        auto sample = look(2, {{1, 2}});
        sample.topics[0].topicId = "id-2";
        QVERIFY(book.observe(sample, {}).at(0).verdict != LagVerdict::Rewind);
    }

    void vanishedGroupsAreForgotten() {
        LagBook book;
        book.observe(look(0, {{1, 2}}), {});
        auto sample = look(2, {});
        sample.groups.clear();
        book.observe(sample, {});
        QCOMPARE(book.trackers(), std::size_t(0));
    }

    void worstGroupsComeFirst() {
        std::vector<ops::GroupRow> rows(3);
        rows[0].name = "b";
        rows[0].verdict = LagVerdict::Ok;
        rows[1].name = "a";
        rows[1].verdict = LagVerdict::Ok;
        rows[2].name = "z";
        rows[2].verdict = LagVerdict::Stalled;
        sortWorstFirst(rows);
        QCOMPARE(rows[0].name + rows[1].name + rows[2].name, std::string("zab"));
    }

    void etaOfUnknownRatesIsUnknownAndOfNoLagZero() {
        QVERIFY(!etaSeconds({{10, std::nullopt, 5.0}}));
        QCOMPARE(*etaSeconds({{0, std::nullopt, std::nullopt}}), 0.0);
        QVERIFY(std::isinf(*etaSeconds({{10, 5.0, 5.0}})));
    }
};

VIGIA_TEST_CLASS(LagBookTest)
#include "lag_book_test.moc"
