#include "core/base/json.h"
#include "core/ops/health.h"
#include "core/ops/status_report.h"
#include "core/ops/text_tables.h"
#include "tests/core/ops/looks.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <limits>

using namespace vigia::core;
using namespace vigia::core::ops;
using namespace vigia::tests;

namespace {

ConsoleSnapshot well() {
    ConsoleSnapshot snapshot;
    snapshot.cluster = "local";
    snapshot.hasPlatform = true;
    snapshot.sampledAt = at(0);
    for (int id = 1; id <= 3; ++id) {
        BrokerRow row;
        row.id = id;
        row.health = Health::Ok;
        snapshot.brokers.push_back(row);
    }
    for (const char* name : {"analytics-1", "gateway-1", "stock-1", "stock-2"}) {
        ServiceRow row;
        row.instance = name;
        row.roles = std::string(name).substr(0, std::string(name).find('-'));
        row.health = Health::Ok;
        snapshot.services.push_back(row);
    }
    for (const char* name : {"analytics-consumer-group", "billing"}) {
        GroupRow row;
        row.name = name;
        row.verdict = LagVerdict::Ok;
        row.state = "Stable";
        row.lag = 1284;
        row.partitionCount = row.partitionsKnown = 2;
        row.timeLag = {TimeLagSource::Interpolated, 0.4};
        snapshot.groups.push_back(row);
    }
    snapshot.databaseUp = true;
    snapshot.outbox = {{"stock", 0, 0, 0}};
    return snapshot;
}

ConsoleSnapshot judged(ConsoleSnapshot snapshot, double now = 1, const std::string& error = "") {
    judgeHealth(snapshot, at(now), error);
    return snapshot;
}

} // namespace

class HealthTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allWellReadsAsInTheMock() {
        const auto snapshot = judged(well());
        QCOMPARE(snapshot.headline, std::string("Healthy"));
        QCOMPARE(
            snapshot.summary,
            std::string("3 of 3 brokers · 4 of 4 services · 2 groups, none in trouble · nothing "
                        "under-replicated · outbox empty"));
        QCOMPARE(statusExitCode(snapshot), 0);
        QVERIFY(snapshot.notWell.empty());
    }

    void oneBrokerDownDegradesAndIsNamed() {
        auto snapshot = well();
        snapshot.brokers[1].health = Health::Broken;
        snapshot.brokers[1].reason = "down";
        snapshot.underReplicated = 7;
        snapshot = judged(std::move(snapshot));
        QCOMPARE(snapshot.headline, std::string("Degraded: broker 2 is down and 1 more"));
        QVERIFY(snapshot.summary.starts_with("2 of 3 brokers"));
        QVERIFY(snapshot.summary.find("7 under-replicated") != std::string::npos);
        QCOMPARE(statusExitCode(snapshot), 10);
    }

    void whatIsDownComesBeforeWhatDegrades() {
        auto snapshot = well();
        snapshot.brokers[0].health = Health::Broken;
        snapshot.brokers[0].reason = "down";
        snapshot.databaseUp = false;
        snapshot = judged(std::move(snapshot));
        QCOMPARE(snapshot.notWell.front().second, std::string("PostgreSQL does not answer"));
        QCOMPARE(statusExitCode(snapshot), 11);
    }

    void aBrokerThatStartsAgainIsNotCountedAsUp() {
        auto snapshot = well();
        snapshot.brokers[0].health = Health::Working;
        snapshot.brokers[0].reason = "starting: was killed by signal 9; starts again in 2 s";
        snapshot.underReplicated = 30; // the broker is why: it comes first
        snapshot = judged(std::move(snapshot));
        QVERIFY2(snapshot.headline.starts_with("Degraded: broker 1 is starting"),
                 snapshot.headline.c_str());
        QVERIFY(snapshot.summary.starts_with("2 of 3 brokers"));
        QCOMPARE(statusExitCode(snapshot), 10);
        for (auto& row : snapshot.brokers)
            row.health = Health::Working;
        QCOMPARE(statusExitCode(judged(std::move(snapshot))), 11);
    }

    void aPlatformWithoutServicesIsNotHealthy() {
        auto snapshot = well();
        snapshot.services.clear();
        snapshot = judged(std::move(snapshot));
        QVERIFY2(snapshot.headline.starts_with("Degraded: no service runs"),
                 snapshot.headline.c_str());
        QCOMPARE(statusExitCode(snapshot), 10);
        snapshot.hasPlatform = false; // a watched cluster has none
        QCOMPARE(statusExitCode(judged(std::move(snapshot))), 0);
    }

    void servicesThatNobodyHasAskedAboutAreNotHealthy() {
        auto snapshot = well();
        snapshot.services.clear();
        snapshot.databaseUp.reset();
        snapshot = judged(std::move(snapshot));
        QCOMPARE(snapshot.headline, std::string("No data yet"));
        QCOMPARE(statusExitCode(snapshot), 3);
    }

    void aServiceThatStartsCountsOnlyWhileNoOtherServesItsRole() {
        auto snapshot = well();
        snapshot.services[3].health = Health::Working;
        snapshot.services[3].reason = "starting";
        QCOMPARE(judged(snapshot).headline, std::string("Healthy"));
        snapshot.services[2].health = Health::Working;
        snapshot.services[2].reason = "starting";
        QCOMPARE(judged(snapshot).headline,
                 std::string("Degraded: stock-1 is starting and 1 more"));
        for (auto& row : snapshot.services)
            row.asked = row.health == Health::Ok; // the console has only just begun to look
        QCOMPARE(judged(snapshot).headline, std::string("Healthy"));
    }

    void allBrokersDownIsDown() {
        auto snapshot = well();
        for (auto& row : snapshot.brokers)
            row.health = Health::Broken;
        QCOMPARE(statusExitCode(judged(std::move(snapshot))), 11);
    }

    void offlinePartitionsAreDown() {
        auto snapshot = well();
        snapshot.offline = 1;
        QCOMPARE(judged(std::move(snapshot)).headline, std::string("Down: 1 partition is offline"));
    }

    void oneOfTwoWorkersDegradesTheLastOneIsDown() {
        auto snapshot = well();
        snapshot.services[3].health = Health::Broken;
        snapshot.services[3].reason = "stopped";
        QCOMPARE(statusExitCode(judged(snapshot)), 10);
        snapshot.services[2].health = Health::Broken;
        QCOMPARE(statusExitCode(judged(snapshot)), 11);
    }

    void groupsInTroubleDegradeUnjudgedOnesDoNot() {
        auto snapshot = well();
        snapshot.groups[0].verdict = LagVerdict::Unknown;
        QCOMPARE(statusExitCode(judged(snapshot)), 0);
        QVERIFY(judged(snapshot).summary.find("2 groups, 1 not judged yet") != std::string::npos);
        snapshot.groups[0].verdict = LagVerdict::Stalled;
        snapshot.groups[0].reason = "no commit for 2 min";
        const auto result = judged(snapshot);
        QCOMPARE(statusExitCode(result), 10);
        QVERIFY(result.summary.find("2 groups, 1 in trouble") != std::string::npos);
        QCOMPARE(result.notWell.at(0).second,
                 std::string("group analytics-consumer-group is STALLED: no commit for 2 min"));
    }

    void aStandingOutboxDegrades() {
        auto snapshot = well();
        snapshot.outbox = {{"stock", 12, 75, 0}};
        QCOMPARE(judged(snapshot).headline,
                 std::string("Degraded: outbox stock stands still for 75 s"));
        snapshot.outbox = {{"stock", 12, 3, 0}};
        QVERIFY(judged(snapshot).summary.ends_with("outbox 12 waiting"));
    }

    void oldDataIsDownWithItsAge() {
        QCOMPARE(judged(well(), 41).headline, std::string("Down: Kafka has not answered for 41 s"));
        QCOMPARE(judged(well(), 5, "timed out").headline,
                 std::string("Degraded: the last look at Kafka failed: timed out"));
    }

    void nothingAskedYetIsUnknown() {
        const auto snapshot = judged(ConsoleSnapshot{});
        QCOMPARE(snapshot.headline, std::string("No data yet"));
        QCOMPARE(statusExitCode(snapshot), 3);
    }

    void statusNamesThePartsThatAreNotWell() {
        auto snapshot = well();
        snapshot.brokers[1].health = Health::Broken;
        snapshot.brokers[1].reason = "down";
        const std::string text = statusText(judged(std::move(snapshot)));
        QVERIFY(text.starts_with("Degraded: broker 2 is down\n"));
        QVERIFY(text.find("\nNot well:\n  broken: broker 2 is down\n") != std::string::npos);
        QVERIFY(text.find("end to end p95 —") != std::string::npos);
        QVERIFY(text.find("1,284") != std::string::npos);
        QVERIFY(text.find('\x1b') == std::string::npos);
    }

    void statusJsonIsStrictAndUnknownIsNull() {
        const auto json = parseJson(statusJson(judged(well())));
        QVERIFY(json.has_value());
        QCOMPARE(json->stringAt("status"), std::optional<std::string>("healthy"));
        QVERIFY(json->find("figures")->find("recordsInPerSecond")->isNull());
        QCOMPARE(json->find("groups")->asArray()->at(0).integerAt("lag"),
                 std::optional<std::int64_t>(1284));
    }

    void hostileNamesAreEscaped() {
        auto snapshot = well();
        snapshot.groups[0].name = "\x1b]0;owned\x07\x1b[2J\nbilling";
        snapshot.groups[0].verdict = LagVerdict::Stalled;
        snapshot.groups[0].reason = "\x1b[31mred";
        snapshot = judged(std::move(snapshot));
        for (const std::string& text : {statusText(snapshot), groupsText(snapshot),
                                        *groupText(snapshot, snapshot.groups[0].name)}) {
            QVERIFY(text.find('\x1b') == std::string::npos);
            QVERIFY(text.find('\x07') == std::string::npos);
        }
        QVERIFY(parseJson(groupsJson(snapshot)).has_value());
    }

    void tablesHaveTheirColumns() {
        auto snapshot = well();
        snapshot.groups[0].etaSeconds = std::numeric_limits<double>::infinity();
        const std::string text = groupsText(snapshot);
        const std::string head = text.substr(0, text.find('\n'));
        for (const char* title : {"State", "Group", "Members", "Partitions", "Known", "Lag",
                                  "Time lag", "Through in", "Rate /s", "Reason"})
            QVERIFY2(head.find(title) != std::string::npos, title);
        QVERIFY(text.find("never") != std::string::npos);
        QVERIFY(text.find("~0.4 s") != std::string::npos);
    }

    void describeShowsPartitionsAndNamesTheNearest() {
        auto snapshot = well();
        TopicRow topic;
        topic.name = "orders";
        topic.health = Health::Ok;
        topic.partitionCount = 1;
        topic.partitions.push_back({0, -1, {1, 2}, {1}, 0, 123456, {}, {}});
        snapshot.topics.push_back(topic);
        const auto text = topicText(snapshot, "orders");
        QVERIFY(text.has_value());
        QVERIFY(text->find("123,456") != std::string::npos);
        QVERIFY(text->find("none") != std::string::npos);
        QVERIFY(topicsText(snapshot).find("Topic") != std::string::npos);
        QVERIFY(parseJson(*topicJson(snapshot, "orders")).has_value());
        const auto missing = topicText(snapshot, "order");
        QCOMPARE(missing.error().code, ErrorCode::NotFound);
        QVERIFY(missing.error().message.find("did you mean orders?") != std::string::npos);
        QCOMPARE(groupJson(snapshot, "biling").error().code, ErrorCode::NotFound);
        QVERIFY(parseJson(*groupJson(snapshot, "billing")).has_value());
    }
};

VIGIA_TEST_CLASS(HealthTest)
#include "health_test.moc"
