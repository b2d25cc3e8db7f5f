#include "core/ops/cluster_events.h"
#include "core/ops/event_log.h"
#include "tests/core/ops/looks.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>

using namespace vigia::core;
using namespace vigia::core::ops;
using namespace vigia::tests;

namespace {

std::string kinds(const std::vector<Event>& events) {
    std::string text;
    for (const Event& event : events)
        text += event.kind + ";";
    return text;
}

GroupRow row(LagVerdict verdict) {
    GroupRow row;
    row.name = "billing";
    row.verdict = verdict;
    row.reason = "because";
    return row;
}

} // namespace

class ClusterEventsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstLookAndAnEqualOneSayNothing() {
        ClusterEvents events;
        QVERIFY(events.observe(shared(lookAt(0)), {}, {}).empty());
        QVERIFY(events.observe(shared(lookAt(2)), {}, {}).empty());
    }

    void aLostBrokerIsDownThenUpWithItsBounds() {
        ClusterEvents events;
        events.observe(shared(lookAt(0)), {}, {});
        auto sample = lookAt(2);
        sample.brokers[1].reachable = false;
        const auto down = events.observe(shared(sample), {}, {});
        QCOMPARE(kinds(down), std::string("broker_down;"));
        QCOMPARE(down.at(0).subject, std::string("broker 2"));
        QCOMPARE(down.at(0).title, std::string("broker 2 down"));
        QCOMPARE(*down.at(0).notBefore, at(-0.2));
        QCOMPARE(down.at(0).time, at(2));
        QCOMPARE(down.at(0).cluster, std::string("local"));
        const auto up = events.observe(shared(lookAt(8.2)), {}, {});
        QCOMPARE(kinds(up), std::string("broker_up;"));
        QCOMPARE(up.at(0).detail, std::string("after 6.2 s"));
    }

    void aBrokerMissingFromTheListIsDownToo() {
        ClusterEvents events;
        events.observe(shared(lookAt(0)), {}, {});
        auto sample = lookAt(2);
        sample.brokers.pop_back();
        QCOMPARE(kinds(events.observe(shared(sample), {}, {})), std::string("broker_down;"));
    }

    void brokersOfOursAreNotReportedTwice() {
        ClusterEvents events;
        events.observe(shared(lookAt(0)), {}, {});
        auto sample = lookAt(2);
        sample.brokers[1].reachable = false;
        QVERIFY(events.observe(shared(sample), {}, {1, 2, 3}).empty());
    }

    void leaderChangesAreCountedForEachCause() {
        ClusterEvents events;
        events.observe(shared(lookAt(0)), {}, {});
        auto sample = lookAt(2);
        sample.brokers[0].reachable = false;
        sample.topics[0].partitions[0].leader = 2;
        sample.topics[0].partitions[2].leader = 1; // without any cause that can be seen
        const auto found = events.observe(shared(sample), {}, {1});
        QCOMPARE(kinds(found), std::string("leader_change;leader_change;"));
        const auto has = [&](const std::string& detail) {
            return std::any_of(found.begin(), found.end(), [&](const Event& e) {
                return e.detail == detail && e.title == "1 leader moved";
            });
        };
        QVERIFY(has("broker 1 is away"));
        QVERIFY(has("a new election"));
        QCOMPARE(events.leaderChanges().at("orders"), std::uint64_t(2));
        const auto back = events.observe(shared(lookAt(4)), {}, {1});
        QCOMPARE(back.at(0).detail, std::string("back to the preferred replica"));
        QCOMPARE(back.at(0).title, std::string("2 leaders moved"));
        QCOMPARE(back.at(0).health, Health::Ok);
    }

    void aPartitionWithoutLeaderIsBroken() {
        ClusterEvents events;
        events.observe(shared(lookAt(0)), {}, {});
        auto sample = lookAt(2);
        sample.topics[0].partitions[0].leader = -1;
        const auto found = events.observe(shared(sample), {}, {});
        QCOMPARE(found.at(0).title, std::string("1 leader lost"));
        QCOMPARE(found.at(0).health, Health::Broken);
    }

    void controllerChangeNamesBoth() {
        ClusterEvents events;
        events.observe(shared(lookAt(0)), {}, {});
        auto sample = lookAt(2);
        sample.controller = 3;
        const auto found = events.observe(shared(sample), {}, {});
        QCOMPARE(found.at(0).title, std::string("controller is broker 3"));
        QCOMPARE(found.at(0).detail, std::string("it was broker 1"));
    }

    void anUnknownControllerIsNoChange() {
        ClusterEvents events;
        auto unknown = lookAt(0);
        unknown.controller = -1;
        events.observe(shared(unknown), {}, {});
        QVERIFY(events.observe(shared(lookAt(2)), {}, {}).empty());
    }

    void topicsComeAndGo() {
        ClusterEvents events;
        events.observe(shared(lookAt(0)), {}, {});
        auto sample = lookAt(2);
        sample.topics.push_back({"returns", "id-9", false, {}, {}});
        QCOMPARE(kinds(events.observe(shared(sample), {}, {})), std::string("topic_created;"));
        QCOMPARE(kinds(events.observe(shared(lookAt(4)), {}, {})), std::string("topic_deleted;"));
        auto anew = lookAt(6);
        anew.topics[0].topicId = "id-2";
        QCOMPARE(events.observe(shared(anew), {}, {}).at(0).title,
                 std::string("topic orders made anew"));
    }

    void aFailedLookDeletesNoTopics() {
        ClusterEvents events;
        events.observe(shared(lookAt(0)), {}, {});
        ClusterSample failed;
        failed.cluster = "local";
        failed.error = "no broker answers";
        failed.finishedAt = at(2);
        failed.brokers = lookAt(2).brokers;
        for (auto& broker : failed.brokers)
            broker.reachable = false;
        QCOMPARE(kinds(events.observe(shared(failed), {}, {})),
                 std::string("broker_down;broker_down;broker_down;"));
        QVERIFY(events.observe(shared(failed), {}, {}).empty());
        QCOMPARE(kinds(events.observe(shared(lookAt(6)), {}, {})),
                 std::string("broker_up;broker_up;broker_up;"));
    }

    void aRebalanceIsOneEventWithItsDuration() {
        ClusterEvents events;
        const auto look = [&](double seconds, const std::string& state, int members) {
            auto sample = lookAt(seconds);
            sample.groups.push_back(groupAt(seconds, state, members));
            return events.observe(shared(sample), {}, {});
        };
        look(0, "Stable", 1);
        QVERIFY(look(2, "PreparingRebalance", 0).empty());
        QVERIFY(look(4, "CompletingRebalance", 2).empty());
        const auto found = look(6, "Stable", 2);
        QCOMPARE(found.at(0).title, std::string("rebalance ~6.0 s"));
        QCOMPARE(found.at(0).subject, std::string("billing"));
        QCOMPARE(*found.at(0).notBefore, at(0));
        QVERIFY(look(8, "Stable", 2).empty());
    }

    void aRebalanceBetweenTwoLooksIsSeenByItsResult() {
        ClusterEvents events;
        const auto look = [&](double seconds, int members) {
            auto sample = lookAt(seconds);
            sample.groups.push_back(groupAt(seconds, "Stable", members));
            return events.observe(shared(sample), {}, {});
        };
        look(0, 1);
        const auto found = look(10, 2);
        QCOMPARE(found.at(0).title, std::string("rebalance"));
        QCOMPARE(found.at(0).detail, std::string("billing, 2 members"));
        QCOMPARE(*found.at(0).notBefore, at(0));
    }

    void verdictsAreReportedWhenTheirColourChanges() {
        ClusterEvents events;
        const auto look = [&](double seconds, LagVerdict verdict) {
            auto sample = lookAt(seconds);
            sample.groups.push_back(groupAt(0, "Stable", 1));
            return events.observe(shared(sample), {row(verdict)}, {});
        };
        QVERIFY(look(0, LagVerdict::Unknown).empty());
        QVERIFY(look(2, LagVerdict::Ok).empty());
        const auto stalled = look(4, LagVerdict::Stalled);
        QCOMPARE(stalled.at(0).title, std::string("billing STALLED"));
        QCOMPARE(stalled.at(0).detail, std::string("because"));
        QVERIFY(look(6, LagVerdict::Stopped).empty());
        QCOMPARE(look(8, LagVerdict::Ok).at(0).health, Health::Ok);
    }

    void theLogIsBoundedAndCounts() {
        EventLog log(3);
        log.add(std::vector<Event>(5));
        QCOMPARE(log.events().size(), std::size_t(3));
        QCOMPARE(log.events().front().sequence, std::uint64_t(3));
        QCOMPARE(log.stats().dropped, std::uint64_t(2));
    }
};

VIGIA_TEST_CLASS(ClusterEventsTest)
#include "cluster_events_test.moc"
