#include "tests/core/lag/course.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace vigia::core;
using namespace vigia::core::lag;
using ops::LagVerdict;
using vigia::tests::Course;

namespace {

bool red(const Judgement& judgement) {
    return ops::lagVerdictHealth(judgement.verdict) == ops::Health::Broken;
}

/// A judgement that must never appear along a course.
std::function<void(const Judgement&)> neverRed() {
    return [](const Judgement& judgement) {
        QVERIFY2(!red(judgement), std::string(ops::lagVerdictWord(judgement.verdict)).c_str());
    };
}

/// The commit of a consumer that commits every `period` seconds what it had read `delay` seconds
/// before.
std::function<double(double)> sawtooth(double rate, double period, double delay = 0) {
    return
        [=](double t) { return std::max(0.0, rate * (std::floor(t / period) * period - delay)); };
}

std::function<double(double)> line(double rate) {
    return [=](double t) { return rate * t; };
}

} // namespace

/// Situations in which verdicts by silence raise false alarms, and random courses.
class BurrowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void idleTopicThatGetsARecordIsNotStalled() {
        Course course;
        course.watch = neverRed();
        course.until(
            4 * 3600.0, [](double) { return 500.0; }, [](double) { return 500.0; });
        course.until(
            4 * 3600.0 + 50, [](double) { return 500.0; }, [](double) { return 501.0; });
    }

    void rareRecordsReadAtOnceAreNeverRed() {
        Course course;
        course.watch = neverRed();
        const auto end = [](double t) { return std::floor(t / 300); };
        course.until(
            3600, [&](double t) { return end(std::max(0.0, t - 3)); }, end);
    }

    void sawtoothOfSlowCommitsNeitherStalledNorFallingBehind() {
        for (const double period : {5.0, 30.0, 55.0}) {
            Course course;
            course.watch = [](const Judgement& judgement) {
                QVERIFY(!red(judgement));
                QVERIFY(judgement.verdict != LagVerdict::FallingBehind);
            };
            course.until(3600, sawtooth(100, period), line(100));
        }
    }

    void commitsEveryTwoMinutesWidenTheWindow() {
        Course course;
        course.until(900, sawtooth(100, 120), line(100));
        QCOMPARE(course.tracker().window(), std::chrono::microseconds(std::chrono::seconds(600)));
        course.watch = neverRed();
        course.until(3600, sawtooth(100, 120), line(100));
    }

    void restartWithinTheWindowIsNotStopped() {
        Course course;
        course.watch = neverRed();
        const auto committed = [](double t) {
            return t < 300 ? 100 * t : t < 340 ? 30000.0 : 100 * t;
        };
        course.change = [](Observation& seen, double t) {
            seen.owner = t > 300 && t < 340 ? Owner::None : Owner::Alive;
        };
        course.until(600, committed, line(100));
    }

    void rebalanceHidesTheOwnerButIsNoStop() {
        Course course;
        course.watch = [](const Judgement& judgement) {
            QVERIFY(judgement.verdict != LagVerdict::Stopped);
        };
        course.change = [](Observation& seen, double) { seen.owner = Owner::Unknown; };
        course.until(
            600, [](double t) { return 100 * std::min(t, 300.0); }, line(100));
    }

    void lateEndNeverGivesNegativeLag() {
        Course course;
        const auto judgement = course.one(520, 500);
        QCOMPARE(judgement.lag, std::optional<std::int64_t>(0));
    }

    void producerBurstsAreNotFallingBehind() {
        Course course;
        course.watch = [](const Judgement& judgement) {
            QVERIFY(judgement.verdict != LagVerdict::FallingBehind);
        };
        const auto end = [](double t) { return 6000 * std::floor(t / 60); };
        course.until(
            3600, [&](double t) { return std::max(0.0, std::min(end(t), 120 * t - 3600)); }, end);
    }

    void stoppedGroupStaysStoppedHoweverLong() {
        Course course;
        course.step = 10;
        course.change = [](Observation& seen, double t) {
            seen.owner = t > 600 ? Owner::None : Owner::Alive;
        };
        const auto judgement = course.until(
            7 * 86400.0, [](double t) { return 100 * std::min(t, 600.0); }, line(100));
        QCOMPARE(judgement.verdict, LagVerdict::Stopped);
    }

    /// Whatever the course: lag is never negative, unknown is never a number, a live owner is never
    /// STOPPED, no owner never STALLED, and a caught-up sample is never red for more than one
    /// sample.
    void randomCoursesKeepTheLaws() {
        for (unsigned seed = 1; seed <= 60; ++seed)
            randomCourse(seed);
    }

private:
    static void randomCourse(unsigned seed) {
        std::mt19937 random(seed);
        const auto below = [&](unsigned n) { return static_cast<std::int64_t>(random() % n); };
        Course course;
        course.step = 1 + static_cast<double>(below(8));
        std::int64_t end = below(1000), committed = below(static_cast<unsigned>(end + 1)),
                     caughtUp = 0;
        for (int i = 0; i < 400; ++i) {
            end += below(3) == 0 ? below(500) : 0;
            committed = below(4) == 0 ? std::min(end, committed + below(900)) : committed;
            const bool known = below(20) != 0;
            const Owner owner = below(2) == 0 ? Owner::Alive : Owner::None;
            course.change = [&](Observation& seen, double) { seen.owner = owner; };
            const Judgement judgement =
                course.one(known ? std::optional(committed) : std::nullopt, end);
            QCOMPARE(judgement.lag.has_value(), known);
            QVERIFY(judgement.lag.value_or(0) >= 0);
            QVERIFY(!judgement.reason.empty());
            caughtUp = known && committed == end ? caughtUp + 1 : 0;
            QVERIFY(caughtUp < 2 || judgement.verdict == LagVerdict::Ok);
        }
    }
};

VIGIA_TEST_CLASS(BurrowTest)
#include "burrow_test.moc"
