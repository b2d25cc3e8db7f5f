#include "core/lag/time_table.h"
#include "tests/support/moments.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <random>

using namespace vigia::core;
using lag::TimeTable;
using ops::TimeLagSource;
using vigia::tests::at;

class TimeTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingWaitsIsExactlyZero() {
        TimeTable table;
        table.add(at(0), 100);
        QCOMPARE(table.lagAt(100, 100, at(50)).source, TimeLagSource::Exact);
        QCOMPARE(table.lagAt(120, 100, at(50)).seconds, 0.0);
    }

    void withoutAnyEndItIsUnknown() {
        QCOMPARE(TimeTable().lagAt(1, 2, at(0)).source, TimeLagSource::Unknown);
    }

    void insideTheTableItIsInterpolated() {
        TimeTable table;
        table.add(at(0), 100);
        table.add(at(10), 200);
        const auto age = table.lagAt(150, 200, at(30));
        QCOMPARE(age.source, TimeLagSource::Interpolated);
        QCOMPARE(age.seconds, 25.0);
    }

    void beforeTheTableItIsABoundAndNeverExtrapolated() {
        TimeTable table;
        table.add(at(0), 100);
        table.add(at(10), 200);
        const auto age = table.lagAt(99, 200, at(1800));
        QCOMPARE(age.source, TimeLagSource::AtLeast);
        QCOMPARE(age.seconds, 1800.0);
    }

    void anIdleStretchDoesNotAgeWhatCameAfterIt() {
        TimeTable table;
        for (int s = 0; s <= 3600; ++s)
            table.add(at(s), 100);
        table.add(at(3601), 101);
        QVERIFY(table.lagAt(100, 101, at(3601)).seconds <= 1.0);
        QVERIFY(table.size() <= 4);
    }

    void aClockThatStepsBackNeverGivesNegativeAges() {
        TimeTable table;
        table.add(at(100), 10);
        table.add(at(200), 20);
        QCOMPARE(table.lagAt(15, 20, at(50)).seconds, 0.0);
        QCOMPARE(lag::exactTimeLag(at(100), at(50)).seconds, 0.0);
    }

    void aNewLogBeginsANewTable() {
        TimeTable table;
        table.add(at(0), 1000);
        table.add(at(10), 3);
        QCOMPARE(table.lagAt(2, 3, at(20)).source, TimeLagSource::AtLeast);
        QCOMPARE(table.size(), std::size_t(1));
    }

    void aFullTableReachesFurtherBackWithLessDetail() {
        TimeTable table(64);
        for (int s = 0; s < 100000; ++s)
            table.add(at(s), 10 * s);
        QVERIFY(table.size() <= 64);
        const auto recent = table.lagAt(10 * 99990, 999990, at(99999));
        QVERIFY(std::abs(recent.seconds - 9) < 2);
        const auto old = table.lagAt(10 * 60000, 999990, at(99999));
        QCOMPARE(old.source, TimeLagSource::Interpolated);
        QVERIFY(std::abs(old.seconds - 39999) < 400);
    }

    /// Older commits are never younger, and an interpolated age lies within the table's span.
    void agesFallAsCommitsRise() {
        std::mt19937 random(7);
        for (int round = 0; round < 50; ++round) {
            TimeTable table(32);
            std::int64_t end = 0;
            double now = 0;
            for (int i = 0; i < 200; ++i) {
                now += 0.5 + static_cast<double>(random() % 40) / 10;
                end += random() % 3 == 0 ? static_cast<std::int64_t>(random() % 900) : 0;
                table.add(at(now), end);
            }
            double younger = 1e18;
            for (std::int64_t committed = 0; committed <= end; committed += 1 + end / 40) {
                const auto age = table.lagAt(committed, end, at(now));
                QVERIFY(age.seconds >= 0 && age.seconds <= now);
                QVERIFY(age.seconds <= younger + 1e-6);
                younger = age.seconds;
            }
        }
    }
};

VIGIA_TEST_CLASS(TimeTableTest)
#include "time_table_test.moc"
