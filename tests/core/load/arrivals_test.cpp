#include "core/load/arrivals.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using namespace vigia::core;
using namespace vigia::core::load;
using namespace std::chrono_literals;

class ArrivalsTest : public QObject {
    Q_OBJECT

private:
    static Course course(std::vector<Stage> stages) { return *Course::create(std::move(stages)); }
    static Course rampAndHold() {
        return course(
            {{"warm-up", 0, 100, 10s, false}, {"hold", 100, 100, 20s}, {"down", 100, 0, 10s}});
    }
    static std::vector<LoadTime> all(Arrivals arrivals) {
        std::vector<LoadTime> times;
        while (const auto time = arrivals.next())
            times.push_back(*time);
        return times;
    }

private Q_SLOTS:
    void anEvenRateComesEvenly() {
        const auto times = all({course({{"hold", 250, 250, 4s}}), Spacing::Even, 1});
        QCOMPARE(times.size(), std::size_t{1000});
        for (std::size_t i = 0; i < times.size(); ++i)
            QCOMPARE(times[i], LoadTime(4ms) * static_cast<int>(i));
    }

    void aRampHoldsAsManyAsItsArea() {
        const auto times = all({rampAndHold(), Spacing::Even, 1});
        QCOMPARE(times.size(), std::size_t{500 + 2000 + 500});
        QVERIFY(std::is_sorted(times.begin(), times.end()));
        const auto until = [&](LoadTime end) {
            return std::count_if(times.begin(), times.end(), [&](LoadTime t) { return t < end; });
        };
        QCOMPARE(until(5s), 125); // a quarter of the ramp's area in half of its time
        QCOMPARE(until(10s), 500);
        QCOMPARE(until(30s), 2500);
    }

    void dueAndTimeAreEachOthersInverse() {
        const auto course = rampAndHold();
        for (const double due : {0.0, 0.3, 1.0, 499.9, 500.0, 1234.5, 2500.0, 2999.0}) {
            const auto time = course.timeOf(due);
            QVERIFY(time.has_value());
            QVERIFY2(std::abs(course.dueBy(*time) - due) < 1e-4, qPrintable(QString::number(due)));
        }
        QVERIFY(!course.timeOf(3000.0));
        QCOMPARE(course.dueBy(1h), 3000.0);
        QCOMPARE(course.dueBy(-1s), 0.0);
    }

    void theValueFollowsTheStages() {
        const auto course = rampAndHold();
        QCOMPARE(course.valueAt(0s), 0.0);
        QCOMPARE(course.valueAt(5s), 50.0);
        QCOMPARE(course.valueAt(29s), 100.0);
        QCOMPARE(course.valueAt(35s), 50.0);
        QCOMPARE(course.valueAt(40s), 0.0);
        QCOMPARE(course.stageAt(9999ms), std::size_t{0});
        QCOMPARE(course.stageAt(10s), std::size_t{1});
        QCOMPARE(course.stageAt(1h), std::size_t{2});
        QCOMPARE(course.duration(), LoadTime(40s));
    }

    void aPauseOfRateZeroIsJumpedOver() {
        const auto times = all({course({{"a", 10, 10, 1s}, {"pause", 0, 0, 5s}, {"b", 10, 10, 1s}}),
                                Spacing::Even, 1});
        QCOMPARE(times.size(), std::size_t{20});
        QCOMPARE(times[10], LoadTime(6s));
    }

    void poissonArrivalsHaveTheRateAndTheSpreadOfTheirProcess() {
        const auto times = all({course({{"hold", 1000, 1000, 100s}}), Spacing::Poisson, 42});
        const auto count = static_cast<double>(times.size());
        QVERIFY(std::abs(count - 100'000) < 5 * std::sqrt(100'000)); // five deviations
        double sum = 0, squares = 0;
        for (std::size_t i = 1; i < times.size(); ++i) {
            const double gap = 1e-6 * static_cast<double>((times[i] - times[i - 1]).count());
            sum += gap;
            squares += gap * gap;
        }
        const double mean = sum / count;
        const double deviation = std::sqrt(squares / count - mean * mean);
        QVERIFY(std::abs(mean - 1.0) < 0.02);
        QVERIFY2(std::abs(deviation / mean - 1.0) < 0.03, "exponential gaps deviate by their mean");
    }

    void theSameSeedGivesTheSameArrivals() {
        const auto once = all({rampAndHold(), Spacing::Poisson, 5});
        QVERIFY(once == all({rampAndHold(), Spacing::Poisson, 5}));
        QVERIFY(once != all({rampAndHold(), Spacing::Poisson, 6}));
    }

    void wrongStagesAreNamed_data() {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("no time") << 1.0 << 1.0 << qint64{0};
        QTest::newRow("negative time") << 1.0 << 1.0 << qint64{-1};
        QTest::newRow("more than a day") << 1.0 << 1.0 << qint64{86401};
        QTest::newRow("negative rate") << -1.0 << 1.0 << qint64{1};
        QTest::newRow("beyond a million") << 1.0 << 1e6 + 1 << qint64{1};
        QTest::newRow("no number") << 1.0 << std::nan("") << qint64{1};
        QTest::newRow("infinite") << HUGE_VAL << 1.0 << qint64{1};
    }
    void wrongStagesAreNamed() {
        QFETCH(double, from);
        QFETCH(double, to);
        QFETCH(qint64, seconds);
        const auto made = Course::create({{"peak", from, to, std::chrono::seconds(seconds)}});
        QVERIFY(!made);
        QVERIFY2(made.error().message.find("peak") != std::string::npos,
                 made.error().message.c_str());
    }

    void noStageIsNoCourse() { QVERIFY(!Course::create({})); }
};

VIGIA_TEST_CLASS(ArrivalsTest)
#include "arrivals_test.moc"
