#include "core/load/observed.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::load;
using namespace std::chrono_literals;

class ObservedTest : public QObject {
    Q_OBJECT

private:
    static constexpr UtcTime kBegun{std::chrono::seconds(1'735'787'045)};

    static ops::Event event(std::uint64_t sequence, UtcTime time) {
        ops::Event event;
        event.sequence = sequence;
        event.time = time;
        event.health = ops::Health::Broken;
        event.title = "event " + std::to_string(sequence);
        return event;
    }
    /// What the monitor says so long after the run began; its series reach ten seconds back.
    static ops::ConsoleSnapshot snapshot(std::chrono::seconds after) {
        ops::ConsoleSnapshot seen;
        seen.sampledAt = kBegun + after;
        ops::GroupRow group;
        group.name = "acl";
        for (auto at = after - 10s; at <= after; at += 2s)
            group.lagHistory.push_back({kBegun + at, static_cast<double>(at.count())});
        seen.groups = {group};
        ops::ServiceRow worker;
        worker.instance = "stock-1";
        worker.cpuPercent = static_cast<double>(after.count());
        ops::ServiceRow unknown;
        unknown.instance = "stock-2";
        seen.services = {worker, unknown};
        return seen;
    }

private Q_SLOTS:
    void theLagReachesBackToTheBeginningThoughASnapshotDoesNot() {
        ObservedBuilder builder(kBegun);
        for (auto after = 2s; after <= 40s; after += 2s)
            builder.take(snapshot(after));
        const auto observed = builder.observed(kBegun + 40s);
        QCOMPARE(observed.lags.size(), std::size_t{1});
        const auto& points = observed.lags[0].points;
        QCOMPARE(points.size(), std::size_t{21}); // none twice, none of before
        QCOMPARE(points.front().first, 0.0);
        QCOMPARE(points.back(), std::make_pair(40.0, 40.0));
    }

    void theCpuOfAWorkerIsKeptFromLookToLook() {
        ObservedBuilder builder(kBegun);
        builder.generator(1, 12);
        builder.take(snapshot(2s));
        builder.take(snapshot(2s)); // the same look again
        builder.take(snapshot(4s));
        const auto cpus = builder.observed(kBegun + 9s).cpus;
        QVERIFY(cpus == (std::vector<ObservedCpu>{{"generator", {{1, 12}}},
                                                  {"stock-1", {{2, 2}, {4, 4}}}}));
    }

    void onlyEventsOfTheRunAreKeptAndEachOnce() {
        ObservedBuilder builder(kBegun);
        auto seen = snapshot(2s);
        seen.events = {event(1, kBegun - 1s), event(2, kBegun + 1s)};
        builder.take(seen);
        seen.events.push_back(event(3, kBegun + 2s));
        builder.take(seen);
        const auto& events = builder.observed(kBegun + 9s).events;
        QCOMPARE(events.size(), std::size_t{2});
        QCOMPARE(events[1].title, std::string("event 3"));
        QCOMPARE(builder.observed(kBegun + 1s).events.size(), std::size_t{1});
    }

    void whatNobodyLookedAtIsSaidSo() {
        ObservedBuilder builder(kBegun);
        builder.generator(1, 12);
        const auto observed = builder.observed(kBegun + 9s);
        QVERIFY(!observed.watched && observed.lags.empty());
        QCOMPARE(observed.cpus.size(), std::size_t{1});
    }

    void hoursAreKeptInFewPointsWithTheirPeaks() {
        ObservedBuilder builder(kBegun);
        for (int second = 1; second <= 20'000; ++second)
            builder.generator(second, second == 7'777 ? 99 : 10);
        const auto points = builder.observed(kBegun + 20'000s).cpus.at(0).points;
        QVERIFY(points.size() <= Observed::kMostPoints);
        QVERIFY(std::any_of(points.begin(), points.end(),
                            [](const auto& point) { return point.second == 99; }));
    }

    void theGroupsWithTheLargestLagAreKept() {
        ObservedBuilder builder(kBegun);
        ops::ConsoleSnapshot seen;
        seen.sampledAt = kBegun + 2s;
        for (int i = 0; i < 20; ++i) {
            ops::GroupRow group;
            group.name = "group-" + std::to_string(i);
            group.lag = i;
            seen.groups.push_back(group);
        }
        builder.take(seen);
        const auto lags = builder.observed(kBegun + 9s).lags;
        QCOMPARE(lags.size(), Observed::kMostGroups);
        QCOMPARE(lags[0].group, std::string("group-19"));
    }
};

VIGIA_TEST_CLASS(ObservedTest)
#include "observed_test.moc"
