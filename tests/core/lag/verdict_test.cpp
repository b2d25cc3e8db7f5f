#include "tests/core/lag/course.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using namespace vigia::core;
using namespace vigia::core::lag;
using ops::LagVerdict;
using vigia::tests::Course;

namespace {

const char* word(LagVerdict verdict) {
    return ops::lagVerdictWord(verdict).data();
}

double fixed100(double) {
    return 100;
}
double fixed500(double) {
    return 500;
}

} // namespace

#define COMPARE_VERDICT(judgement, expected)                                                       \
    QCOMPARE(word((judgement).verdict), word(LagVerdict::expected))

class VerdictTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fetchErrorIsUnknownWithItsSentence() {
        Course course;
        course.change = [](Observation& seen, double) { seen.error = "coordinator is loading"; };
        const auto judgement = course.one(100, 500);
        COMPARE_VERDICT(judgement, Unknown);
        QCOMPARE(judgement.reason, std::string("coordinator is loading"));
    }

    void lagWithTooFewSamplesIsUnknown() {
        Course course;
        COMPARE_VERDICT(course.one(100, 500), Unknown);
        COMPARE_VERDICT(course.one(100, 500), Unknown);
        COMPARE_VERDICT(course.one(100, 500), Unknown); // 3 samples, but over 4 s
        const auto later = course.until(32, fixed100, fixed500);
        QVERIFY(later.verdict != LagVerdict::Unknown);
    }

    void noCommitIsNeitherZeroNorTheEnd() {
        Course course;
        const auto judgement = course.one(std::nullopt, 500);
        COMPARE_VERDICT(judgement, NoCommit);
        QVERIFY(!judgement.lag);
    }

    void commitBelowTheLogStartIsLostWithTheCount() {
        Course course;
        course.change = [](Observation& seen, double) { seen.logStart = 1384; };
        const auto judgement = course.one(100, 2000);
        COMPARE_VERDICT(judgement, Lost);
        QVERIFY(judgement.reason.find("1,284 records") != std::string::npos);
    }

    void commitBeyondTheEndIsAheadOnlyOnTheSecondPoll() {
        Course course;
        COMPARE_VERDICT(course.one(600, 500), Ok);
        COMPARE_VERDICT(course.one(600, 500), Ahead);
    }

    void noLagIsOkFromTheFirstSample() {
        Course course;
        const auto judgement = course.one(500, 500);
        COMPARE_VERDICT(judgement, Ok);
        QCOMPARE(judgement.lag, std::optional<std::int64_t>(0));
    }

    void allowedLagIsOk() {
        Course course;
        course.rules.allowedLag = 50;
        COMPARE_VERDICT(course.one(449, 500), Unknown);
        COMPARE_VERDICT(course.one(450, 500), Ok);
    }

    void smallTimeLagIsOkOnlyWhenMeasured() {
        Course course;
        course.change = [](Observation& seen, double) {
            seen.timeLag = {ops::TimeLagSource::Interpolated, 9.5};
        };
        COMPARE_VERDICT(course.until(200, fixed100, fixed500), Ok);
        course.change = [](Observation& seen, double) {
            seen.timeLag = {ops::TimeLagSource::AtLeast, 9.5};
        };
        COMPARE_VERDICT(course.one(100, 500), Stalled);
    }

    void markersOnlyAreShownAsZero() {
        Course course;
        const auto before = course.until(200, fixed100, [](double) { return 103.0; });
        QVERIFY(before.wantsMarkerCheck);
        course.change = [](Observation& seen, double) { seen.markersOnly = true; };
        const auto judgement = course.one(100, 103);
        QVERIFY(judgement.markersOnly);
        QCOMPARE(judgement.lag, std::optional<std::int64_t>(0));
        COMPARE_VERDICT(course.one(100, 103), Ok); // the second good sample leaves the red state
    }

    void stuckTransactionIsRedAfterTwiceItsTimeout() {
        Course course;
        course.change = [](Observation& seen, double) { seen.lastStable = 100; };
        course.watch = [&](const Judgement& judgement) {
            if (course.now() < 120)
                QVERIFY(judgement.verdict != LagVerdict::TxnStuck);
        };
        const auto judgement = course.until(122, fixed100, fixed500);
        COMPARE_VERDICT(judgement, TxnStuck);
        QVERIFY(judgement.reason.find("400 records") != std::string::npos);
    }

    void fallenCommitIsRewindUntilRegained() {
        Course course;
        course.until(
            40, [](double) { return 400.0; }, fixed500);
        COMPARE_VERDICT(course.one(300, 500), Rewind);
        COMPARE_VERDICT(course.one(399, 500), Rewind);
        course.one(400, 500);
        QVERIFY(course.one(410, 500).verdict != LagVerdict::Rewind);
    }

    void pausedOfOursIsBlueAndComesBeforeStalled() {
        Course course;
        course.change = [](Observation& seen, double) { seen.pausedBecause = "breaker open"; };
        const auto judgement = course.until(200, fixed100, fixed500);
        COMPARE_VERDICT(judgement, Paused);
        QVERIFY(judgement.reason.find("breaker open") != std::string::npos);
        QCOMPARE(ops::lagVerdictHealth(judgement.verdict), ops::Health::Working);
    }

    void unmovedWithoutOwnerIsStopped() {
        Course course;
        course.change = [](Observation& seen, double) { seen.owner = Owner::None; };
        COMPARE_VERDICT(course.until(90, fixed100, fixed500), Stopped);
    }

    void unmovedWithLiveOwnerIsStalled() {
        Course course;
        COMPARE_VERDICT(course.until(90, fixed100, fixed500), Stalled);
    }

    void unknownOwnerIsNeitherStoppedNorStalled() {
        Course course;
        course.change = [](Observation& seen, double) { seen.owner = Owner::Unknown; };
        COMPARE_VERDICT(course.until(200, fixed100, fixed500), SteadyLag);
    }

    void growthOverTwoWindowsIsFallingBehind() {
        Course course;
        const auto end = [](double t) { return 100000 + 100 * t; };
        const auto slow = [](double t) { return 90000 + 60 * t; };
        COMPARE_VERDICT(course.until(118, slow, end), SteadyLag);
        const auto judgement = course.until(130, slow, end);
        COMPARE_VERDICT(judgement, FallingBehind);
        QVERIFY(judgement.reason.find("40.0 a second") != std::string::npos);
    }

    void aGroupThatIsNewHasASentenceThatSaysItsLagGrows() {
        Course course;
        const auto end = [](double t) { return 100000 + 100 * t; };
        const auto slow = [](double t) { return 90000 + 60 * t; };
        COMPARE_VERDICT(course.until(28, slow, end), Unknown);
        course.watch = [](const Judgement& judgement) {
            COMPARE_VERDICT(judgement, SteadyLag);
            QVERIFY2(judgement.reason.find("40.0 a second more; falling behind when that has gone "
                                           "on for 2 min") != std::string::npos,
                     judgement.reason.c_str());
        };
        course.until(118, slow, end);
    }

    void aSawtoothIsNoGrowth() {
        Course course;
        const auto end = [](double t) { return 100000 + 100 * t; };
        const auto steps = [](double t) { return 90000 + 1000 * std::floor(t / 10); };
        course.until(28, steps, end);
        course.watch = [](const Judgement& judgement) {
            QVERIFY2(judgement.reason.find("neither more nor less") != std::string::npos,
                     judgement.reason.c_str());
        };
        course.until(118, steps, end);
    }

    void growthBelowFivePercentOfTheInflowIsSteady() {
        Course course;
        const auto end = [](double t) { return 100000 + 100 * t; };
        COMPARE_VERDICT(course.until(
                            300, [](double t) { return 90000 + 96 * t; }, end),
                        SteadyLag);
    }

    void shrinkingLagIsCatchingUpWithRates() {
        Course course;
        const auto end = [](double t) { return 100000 + 100 * t; };
        const auto judgement = course.until(
            100, [](double t) { return 90000 + 150 * t; }, end);
        COMPARE_VERDICT(judgement, CatchingUp);
        QCOMPARE(qRound(*judgement.outPerSecond), 150);
        QCOMPARE(qRound(*judgement.inPerSecond), 100);
    }

    void sameLagAllTheTimeIsSteady() {
        Course course;
        const auto end = [](double t) { return 100000 + 100 * t; };
        COMPARE_VERDICT(course.until(
                            200, [&](double t) { return end(t) - 5000; }, end),
                        SteadyLag);
    }

    void redIsLeftOnlyAfterTwoGoodSamples() {
        Course course;
        COMPARE_VERDICT(course.until(90, fixed100, fixed500), Stalled);
        COMPARE_VERDICT(course.one(500, 500), Stalled);
        COMPARE_VERDICT(course.one(500, 500), Ok);
    }

    void aFailedPollIsNoGoodSample() {
        Course course;
        course.until(90, fixed100, fixed500);
        course.one(500, 500);
        course.change = [](Observation& seen, double) { seen.error = "no answer"; };
        COMPARE_VERDICT(course.one(500, 500), Stalled);
        course.change = [](Observation&, double) {};
        COMPARE_VERDICT(course.one(500, 500), Ok);
    }

    void otherRedReplacesRedAtOnce() {
        Course course;
        COMPARE_VERDICT(course.until(90, fixed100, fixed500), Stalled);
        course.change = [](Observation& seen, double) { seen.logStart = 200; };
        COMPARE_VERDICT(course.one(100, 500), Lost);
    }

    void caughtUpWithinTwoPollsIsNeverStalled() {
        Course course;
        course.step = 45;
        course.one(100, 100);
        course.one(100, 100);
        QVERIFY(course.one(100, 200).verdict != LagVerdict::Stalled);
        QVERIFY(course.one(100, 200).verdict != LagVerdict::Stalled);
        COMPARE_VERDICT(course.one(100, 200), Stalled);
    }
};

VIGIA_TEST_CLASS(VerdictTest)
#include "verdict_test.moc"
