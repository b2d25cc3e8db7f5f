#include "core/load/load_desk.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace core::load;

namespace {

RunSummary kept(const char* id, int hour, bool baseline = false) {
    RunSummary run;
    run.head.id = id;
    run.head.scenario = "mixed";
    run.head.begunAt = core::UtcTime(std::chrono::hours(hour));
    run.baseline = baseline;
    return run;
}

} // namespace

class LoadDeskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofSeveralRunsTheBaselineIsHeldAgainstElseTheOldest() {
        std::vector<RunSummary> runs{kept("c", 3), kept("b", 2, true), kept("a", 1)};
        QCOMPARE(heldAgainst(runs, {"a", "b", "c"})->head.id, "b");
        QCOMPARE(heldAgainst(runs, {"a", "c"})->head.id, "a");
        runs[2].state = RunState::Running;
        QCOMPARE(heldAgainst(runs, {"a", "c"})->head.id, "c");
    }

    void oneRunIsHeldAgainstTheBaselineOfItsScenario() {
        std::vector<RunSummary> runs{kept("c", 3), kept("b", 2, true)};
        QCOMPARE(heldAgainst(runs, {"c"})->head.id, "b");
        QVERIFY(heldAgainst(runs, {"b"}) == nullptr);
        QVERIFY(heldAgainst(runs, {"gone"}) == nullptr);
        runs[1].head.scenario = "spike";
        QVERIFY(heldAgainst(runs, {"c"}) == nullptr);
    }

    void aTrendHasFinishedRunsOfOneScenarioAndFormTheOldestFirst() {
        std::vector<RunSummary> runs{kept("d", 4), kept("c", 3), kept("b", 2), kept("a", 1)};
        runs[1].state = RunState::Interrupted;
        runs[2].head.brief = true;
        const auto trend = trendOf(runs, runs[0].head);
        QCOMPARE(trend.size(), std::size_t{2});
        QCOMPARE(trend.front()->head.id, "a");
        QCOMPARE(trend.back()->head.id, "d");
    }
};

VIGIA_TEST_CLASS(LoadDeskTest)
#include "load_desk_test.moc"
