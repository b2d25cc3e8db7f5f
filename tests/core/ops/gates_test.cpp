#include "core/base/json.h"
#include "core/ops/caught_up.h"
#include "core/ops/duration_text.h"
#include "core/ops/group_check.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::ops;

namespace {

GroupPartitionRow partition(std::int32_t number, std::optional<std::int64_t> committed,
                            std::optional<std::int64_t> end) {
    GroupPartitionRow row;
    row.topic = "orders";
    row.partition = number;
    row.committed = committed;
    row.end = end;
    row.empty = end == 0;
    if (committed && end)
        row.lag = std::max<std::int64_t>(0, *end - *committed);
    return row;
}

GroupRow group(std::vector<GroupPartitionRow> partitions) {
    GroupRow row;
    row.name = "billing";
    row.partitions = std::move(partitions);
    return row;
}

GroupRow lagging(std::string name, std::optional<std::int64_t> lag) {
    GroupRow row;
    row.name = std::move(name);
    row.lag = lag;
    row.partitionCount = 3;
    row.partitionsKnown = lag ? 3 : 1;
    row.verdict = LagVerdict::SteadyLag;
    return row;
}

GroupCheck check(const ConsoleSnapshot& snapshot, const GroupCheckLimits& limits) {
    return *checkGroups(snapshot, limits);
}

} // namespace

class GatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aGroupIsThroughWhenItHasReadWhatWasThereAlsoWhileMoreComes() {
        CaughtUp gate;
        auto progress = gate.take(group({partition(0, 90, 100), partition(1, 50, 50)}));
        QVERIFY(!progress.done);
        QCOMPARE(progress.records, 10);
        QCOMPARE(progress.sentence, std::string("10 records on 1 partition still to be read"));
        progress = gate.take(group({partition(0, 99, 200), partition(1, 50, 150)}));
        QCOMPARE(progress.records, 1);
        QVERIFY(gate.take(group({partition(0, 100, 300), partition(1, 50, 250)})).done);
    }

    void whatIsUnknownIsNeverThrough() {
        CaughtUp gate;
        QVERIFY(!gate.take(group({})).done);
        const auto progress = gate.take(group({partition(0, {}, 100)}));
        QVERIFY(!progress.done);
        QVERIFY2(progress.sentence.ends_with("orders/0 has no commit"), progress.sentence.c_str());
        QVERIFY(!gate.take(group({partition(1, 5, {})})).done);
    }

    void anEmptyPartitionAndARestOfMarkersAreThrough() {
        CaughtUp gate;
        auto markers = partition(1, 99, 100);
        markers.markersOnly = true;
        markers.lag = 0;
        QVERIFY(gate.take(group({partition(0, {}, 0), markers})).done);
    }

    void checkSpeaksNagios() {
        ConsoleSnapshot snapshot;
        snapshot.groups = {lagging("billing", 37), lagging("audit", 5)};
        const auto good = check(snapshot, {1000, {}, {}});
        QCOMPARE(good.level, CheckLevel::Ok);
        QCOMPARE(good.text,
                 std::string("OK - 2 groups, largest lag 37 (billing) | lag=37;;1000;0"));
        const auto warned = check(snapshot, {1000, 30, {}});
        QCOMPARE(warned.level, CheckLevel::Warning);
        QCOMPARE(warned.text, std::string("WARNING - billing: lag 37 above 30 | lag=37;30;1000;0"));
        QCOMPARE(check(snapshot, {36, {}, {}}).level, CheckLevel::Critical);
        QCOMPARE(check(snapshot, {36, {}, "audit"}).level, CheckLevel::Ok);
    }

    void lagThatIsNotKnownIsNotOk() {
        ConsoleSnapshot snapshot;
        snapshot.groups = {lagging("billing", {}), lagging("audit", 5)};
        const auto unknown = check(snapshot, {1000, 1, {}});
        QCOMPARE(unknown.level, CheckLevel::Unknown);
        QVERIFY(unknown.text.starts_with("UNKNOWN - billing: lag known of 1 of 3 partitions"));
        snapshot.groups.push_back(lagging("late", 2000));
        QCOMPARE(check(snapshot, {1000, {}, {}}).level, CheckLevel::Critical);
    }

    void aGroupThatNeverCommittedIsLeftOutAndCounted() {
        ConsoleSnapshot snapshot;
        GroupRow console;
        console.name = "console-consumer-1";
        console.verdict = LagVerdict::NoCommit;
        snapshot.groups = {lagging("audit", 5), console};
        const auto all = check(snapshot, {1000, {}, {}});
        QCOMPARE(all.text, std::string("OK - 1 group, largest lag 5 (audit); 1 without commits and "
                                       "members left out | lag=5;;1000;0"));
        QCOMPARE(check(snapshot, {1000, {}, "console-consumer-1"}).level, CheckLevel::Unknown);
        snapshot.groups[1].members = 1; // it reads, and what it has read is not known
        QCOMPARE(check(snapshot, {1000, {}, {}}).level, CheckLevel::Unknown);
        snapshot.groups[1].members = 0;
        snapshot.groups[1].verdict = LagVerdict::Unknown; // its commits could not be read
        QCOMPARE(check(snapshot, {1000, {}, {}}).level, CheckLevel::Unknown);
        snapshot.groups = {console};
        QCOMPARE(check(snapshot, {1000, {}, {}}).level, CheckLevel::Unknown);
    }

    void groupsThatWeMayNotSeeAreNeverCalledNone() {
        ConsoleSnapshot snapshot;
        snapshot.missingRights =
            missingRights({{{"CREATE"}}, 5, 0, "User:bob"}); // no Describe on the cluster
        const auto none = check(snapshot, {1000, {}, {}});
        QCOMPARE(none.level, CheckLevel::Unknown);
        QVERIFY2(none.text.find("not authorised to see all groups") != std::string::npos,
                 none.text.c_str());
        QVERIFY(none.text.find("--allow-principal User:bob") != std::string::npos);
        QCOMPARE(std::count(none.text.begin(), none.text.end(), '|'), 1);
        snapshot.groups = {lagging("audit", 5)};
        snapshot.missingRights = missingRights({{{"CREATE"}}, 5, 1, "User:bob"});
        QCOMPARE(check(snapshot, {1000, {}, {}}).level, CheckLevel::Unknown); // some are not seen
        QCOMPARE(check(snapshot, {1000, {}, "audit"}).level, CheckLevel::Ok);
        QCOMPARE(check(snapshot, {1, {}, {}}).level, CheckLevel::Critical);
        const auto hidden = checkGroups(snapshot, {1000, {}, "billing"});
        QCOMPARE(hidden.error().code, ErrorCode::Rejected);
        QVERIFY(hidden.error().message.find("billing is not visible") != std::string::npos);
    }

    void whoMayAlterTheClusterKnowsThatThereAreNoTopics() {
        QVERIFY(missingRights({{{"DESCRIBE", "ALTER"}}, 0, 0}).empty());
        const auto missing = missingRights({{{"DESCRIBE"}}, 0, 0});
        QVERIFY(missingRightAbout(missing, "topics") != nullptr);
        QVERIFY(missingRightAbout(missing, "groups") == nullptr);
        QVERIFY(missingRightAbout(missingRights({{}, 0, 0}), "topics") != nullptr);
        QVERIFY(missingRights({{}, 3, 0}).empty()); // an old broker tells nothing
    }

    void noGroupAtAllIsNotOk() {
        const auto none = check({}, {1000, {}, {}});
        QCOMPARE(none.level, CheckLevel::Unknown);
        QCOMPARE(none.text, std::string("UNKNOWN - no consumer group is visible | lag=0;;1000;0"));
    }

    void lostRecordsAreCritical() {
        ConsoleSnapshot snapshot;
        snapshot.groups = {lagging("billing", 0)};
        snapshot.groups[0].verdict = LagVerdict::Lost;
        snapshot.groups[0].reason = "12 records were deleted unread";
        QCOMPARE(check(snapshot, {1000, {}, {}}).level, CheckLevel::Critical);
    }

    void namesCannotForgeFigures() {
        ConsoleSnapshot snapshot;
        snapshot.groups = {lagging("a|lag=0\nOK", 5)};
        const auto text = check(snapshot, {1000, {}, {}}).text;
        QCOMPARE(std::count(text.begin(), text.end(), '|'), 1);
        QCOMPARE(std::count(text.begin(), text.end(), '\n'), 0);
    }

    void anUnknownGroupNamesTheNearest() {
        ConsoleSnapshot snapshot;
        snapshot.groups = {lagging("billing", 5)};
        const auto missing = checkGroups(snapshot, {0, {}, "biling"});
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QVERIFY(missing.error().message.find("billing") != std::string::npos);
    }

    void theJsonOfACheckNamesEveryGroup() {
        ConsoleSnapshot snapshot;
        snapshot.groups = {lagging("billing", 37), lagging("audit", {})};
        const auto json = parseJson(check(snapshot, {10, {}, {}}).json);
        QVERIFY(json.has_value());
        QCOMPARE(json->integerAt("code"), std::optional<std::int64_t>(2));
        QCOMPARE(json->find("groups")->asArray()->size(), std::size_t(2));
        QVERIFY(json->find("groups")->asArray()->at(1).find("lag")->isNull());
    }

    void durationsAreReadStrictly() {
        using namespace std::chrono_literals;
        QCOMPARE(*parseDuration("500ms"), 500ms);
        QCOMPARE(*parseDuration("90s"), 90s);
        QCOMPARE(*parseDuration("10m"), 10min);
        QCOMPARE(*parseDuration("10min"), 10min);
        QCOMPARE(*parseDuration("2h"), 2h);
        QCOMPARE(*parseDuration("365d"), 24h * 365);
        for (const char* wrong : {"", "10", "m", "-1s", "1.5h", "10 m", "366d",
                                  "99999999999999999999s", "10M", "1h30m"})
            QVERIFY2(!parseDuration(wrong), wrong);
    }
};

VIGIA_TEST_CLASS(GatesTest)
#include "gates_test.moc"
