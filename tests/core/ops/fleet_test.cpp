#include "core/base/json.h"
#include "core/ops/fleet.h"
#include "tests/core/ops/looks.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::ops;
using namespace vigia::tests;

namespace {

constexpr HealthRules kRules{std::chrono::seconds(90)};

FleetTracker tracker() {
    return FleetTracker({"orders", "prod", "", true, true}, kRules);
}

/// `billing` has read `orders` up to `committed` of 100 records in each of two partitions.
FleetLook lookWith(double seconds, std::int64_t committed) {
    auto sample = lookAt(seconds);
    auto group = groupAt(seconds, "Stable", 1);
    group.commits = {{"orders", 0, committed, {}}, {"orders", 1, committed, {}}};
    sample.groups.push_back(std::move(group));
    FleetLook look;
    look.sample = std::move(sample);
    look.certificateDays = 41;
    return look;
}

FleetLook failedLook(const char* explanation = "") {
    FleetLook look;
    look.sample = failure(ErrorCode::Unreachable, "Local: all broker connections are down");
    look.explanation = explanation;
    return look;
}

} // namespace

class FleetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beforeTheFirstLookNothingIsKnownAndNothingIsZero() {
        const auto row = tracker().row(at(0), true);
        QCOMPARE(row.health, Health::Unknown);
        QCOMPARE(row.reason, std::string("not asked yet"));
        QVERIFY(!row.brokers && !row.groups && !row.totalLag && !row.offline && !row.ageSeconds);
        QVERIFY(row.readOnly);
    }

    void aLookFillsTheRow() {
        auto fleet = tracker();
        fleet.take(lookWith(0, 70));
        const auto row = fleet.row(at(3), true);
        QCOMPARE(row.brokers, std::optional<std::int64_t>(3));
        QCOMPARE(row.brokersUp, std::optional<std::int64_t>(3));
        QCOMPARE(row.topics, std::optional<std::int64_t>(1));
        QCOMPARE(row.groupsWithLag, std::optional<std::int64_t>(1));
        QCOMPARE(row.totalLag, std::optional<std::int64_t>(60));
        QCOMPARE(row.largestLagGroup, std::string("billing"));
        QCOMPARE(row.underReplicated, std::optional<std::int64_t>(0));
        QCOMPARE(row.ageSeconds, std::optional<double>(3));
        QCOMPARE(row.certificateDays, std::optional<std::int64_t>(41));
    }

    void aGroupThatHasReadAllIsNotAmongThoseWithLag() {
        auto fleet = tracker();
        fleet.take(lookWith(0, 100));
        const auto row = fleet.row(at(1), true);
        QCOMPARE(row.health, Health::Ok);
        QCOMPARE(row.groups, std::optional<std::int64_t>(1));
        QCOMPARE(row.groupsWithLag, std::optional<std::int64_t>(0));
        QVERIFY(row.largestLagGroup.empty());
    }

    void aFailedLookKeepsTheFiguresWithTheirAgeAndSaysWhy() {
        auto fleet = tracker();
        fleet.take(lookWith(0, 70));
        fleet.take(failedLook("kafka-1:9093: the certificate expired 3 days ago"));
        auto row = fleet.row(at(30), true);
        QCOMPARE(row.health, Health::Degraded);
        QCOMPARE(row.totalLag, std::optional<std::int64_t>(60));
        QCOMPARE(row.ageSeconds, std::optional<double>(30));
        QCOMPARE(row.brokersUp, std::optional<std::int64_t>(0));
        QVERIFY2(row.reason.find("expired 3 days ago") != std::string::npos, row.reason.c_str());
        row = fleet.row(at(91), true);
        QCOMPARE(row.health, Health::Broken);
        QVERIFY2(row.reason.starts_with("Down: Kafka has not answered for 91 s"),
                 row.reason.c_str());
    }

    void agesGoOnBetweenTheLooks() {
        auto seen = tracker();
        seen.take(lookWith(0, 70));
        auto never = tracker();
        const auto later = asOf({at(3), {seen.row(at(3), true), never.row(at(3), true)}}, at(25));
        QVERIFY(later.at == at(25));
        QCOMPARE(later.rows[0].ageSeconds, std::optional<double>(25));
        QVERIFY(!later.rows[1].ageSeconds);
    }

    void aClusterThatComesBackIsWellAgain() {
        auto fleet = tracker();
        fleet.take(failedLook());
        QCOMPARE(fleet.row(at(0), true).health, Health::Broken);
        fleet.take(lookWith(5, 100));
        const auto row = fleet.row(at(5), true);
        QCOMPARE(row.health, Health::Ok);
        QVERIFY(row.failure.empty());
    }

    void aMissingRightIsNotHealthy() {
        auto fleet = tracker();
        auto look = lookWith(0, 100);
        look.sample->missingRights = {{"cluster", "not all groups are listed", "Ask."}};
        fleet.take(look);
        QCOMPARE(fleet.row(at(1), true).health, Health::Degraded);
        QCOMPARE(fleet.row(at(1), true).reason,
                 std::string("Degraded: not authorised to see all groups: not all groups are "
                             "listed. Ask."));
        fleet.take(lookWith(2, 100)); // it was granted
        QCOMPARE(fleet.row(at(2), true).health, Health::Ok);
    }

    void aLocalPlatformThatNeverRanHasNoRow() {
        FleetMember member;
        member.cluster = "local";
        member.fromFirstLook = true;
        FleetTracker fleet(member);
        QVERIFY(!fleet.isShown());
        fleet.take(failedLook());
        QVERIFY(!fleet.isShown());
        fleet.take(lookWith(1, 0));
        QVERIFY(fleet.isShown());
        fleet.take(failedLook()); // from now on its going away is news
        QVERIFY(fleet.isShown());
    }

    void theExitCodeIsOfTheWorstCluster() {
        Fleet fleet;
        QCOMPARE(fleetExitCode(fleet), 3);
        fleet.rows.resize(3);
        QCOMPARE(fleetExitCode(fleet), 3);
        fleet.rows[0].health = Health::Ok;
        QCOMPARE(fleetExitCode(fleet), 0);
        fleet.rows[1].health = Health::Degraded;
        QCOMPARE(fleetExitCode(fleet), 10);
        fleet.rows[2].health = Health::Broken;
        QCOMPARE(fleetExitCode(fleet), 11);
    }

    void textIsWorstFirstAndEscaped() {
        Fleet fleet;
        fleet.rows.resize(2);
        fleet.rows[0].cluster = "well";
        fleet.rows[0].health = Health::Ok;
        fleet.rows[1].cluster = "ill";
        fleet.rows[1].health = Health::Broken;
        fleet.rows[1].reason = "\x1B[31mred";
        const auto text = fleetText(fleet);
        QVERIFY2(text.find("ill") < text.find("well"), text.c_str());
        QVERIFY(text.find('\x1B') == std::string::npos);
        QVERIFY(fleetText({}).find("vigia cluster add") != std::string::npos);
    }

    void jsonHoldsNullForWhatIsUnknown() {
        Fleet fleet;
        fleet.rows.push_back(tracker().row(at(0), true));
        const auto json = parseJson(fleetJson(fleet));
        QVERIFY(json.has_value());
        const auto& row = json->asArray()->front();
        QCOMPARE(row.stringAt("cluster"), std::optional<std::string>("orders"));
        QVERIFY(row.find("totalLag")->isNull());
        QVERIFY(row.find("sampledAt")->isNull());
        QVERIFY(row.find("certificateDays")->isNull());
    }
};

VIGIA_TEST_CLASS(FleetTest)
#include "fleet_test.moc"
