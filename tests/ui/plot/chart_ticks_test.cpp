#include "tests/support/gui_test.h"

#include "ui/plot/chart_ticks.h"

#include <limits>

using namespace vigia::ui::plot;
using std::chrono::seconds;
using vigia::core::UtcTime;

class ChartTicksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }

    void theTopIsFourRoundSteps_data() {
        QTest::addColumn<double>("most");
        QTest::addColumn<double>("top");
        QTest::newRow("small") << 0.3 << 0.4;
        QTest::newRow("exact") << 4.0 << 4.0;
        QTest::newRow("a bit above") << 4.01 << 8.0;
        QTest::newRow("rates") << 1480.0 << 2000.0;
        QTest::newRow("large") << 9.3e6 << 1e7;
    }
    void theTopIsFourRoundSteps() {
        QFETCH(double, most);
        QFETCH(double, top);
        QCOMPARE(niceTop(most, 0.001), top);
    }

    void nothingToShowGivesTheLeast() {
        QCOMPARE(niceTop(0, 4), 4.0);
        QCOMPARE(niceTop(-3, 4), 4.0);
        QCOMPARE(niceTop(std::numeric_limits<double>::infinity(), 4), 4.0);
        QCOMPARE(niceTop(std::numeric_limits<double>::quiet_NaN(), 4), 4.0);
    }

    void timesAreRoundAndInside() {
        const UtcTime from(seconds(52'037));
        const auto ticks = timeTicks(from, from + seconds(900), 7);
        QVERIFY(ticks.size() >= 4 && ticks.size() <= 7);
        for (const TimeTick& tick : ticks) {
            QVERIFY(tick.time >= from && tick.time <= from + seconds(900));
            QCOMPARE(tick.time.time_since_epoch().count() % 60'000'000, 0);
            QCOMPARE(tick.label.size(), std::size_t(5));
        }
    }

    void daysAreWrittenWhereTheClockDoesNotTell() {
        const UtcTime from(seconds(1'732'233'600)); // 2024-11-22 00:00
        const auto days = timeTicks(from, from + seconds(6 * 86'400), 7);
        QCOMPARE(days.at(1).label, std::string("11-23"));
        const auto hours = timeTicks(from, from + seconds(2 * 86'400), 7);
        QCOMPARE(hours.at(1).label, std::string("12:00"));
        QCOMPARE(hours.at(2).label, std::string("11-23"));
    }

    void shortRangesShowSeconds() {
        const auto ticks = timeTicks(UtcTime(seconds(100)), UtcTime(seconds(120)), 6);
        QVERIFY(!ticks.empty());
        QCOMPARE(ticks.front().label, std::string("00:01:40"));
    }

    void anEmptyRangeHasNoTicks() {
        QVERIFY(timeTicks(UtcTime(seconds(10)), UtcTime(seconds(10)), 6).empty());
        QVERIFY(timeTicks(UtcTime(seconds(10)), UtcTime(seconds(5)), 6).empty());
    }
};

VIGIA_TEST_CLASS(ChartTicksTest)
#include "chart_ticks_test.moc"
