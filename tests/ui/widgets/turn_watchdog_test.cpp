#include "tests/support/gui_test.h"

#include "ui/widgets/turn_watchdog.h"

#include <QTimer>

using vigia::ui::widgets::TurnTime;
using vigia::ui::widgets::TurnWatchdog;

class TurnWatchdogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }

    /// The clock stands still but for what the slot does, so the turn is exactly as long as that.
    void aTurnLastsFromItsFirstEventToTheNextWait() {
        TurnTime now;
        TurnWatchdog watchdog(nullptr, [&now] { return now; });
        QEventLoop loop; // waits between the two timers
        QTimer::singleShot(1, this, [&now] { now = {70, 20}; });
        QTimer::singleShot(100, &loop, &QEventLoop::quit);
        loop.exec();
        const auto turns = watchdog.turns();
        QCOMPARE(turns.maxMillis.wall, 70.0);
        QCOMPARE(turns.maxMillis.cpu, 20.0);
        QCOMPARE(turns.over50, 1U);
    }

    void wallAndProcessorTimeHaveTheirOwnShares() {
        TurnWatchdog watchdog(nullptr, [] { return TurnTime{}; });
        for (int i = 0; i < 98; ++i)
            watchdog.record({1, 0.5});
        watchdog.record({40, 1});
        watchdog.record({60, 8});
        const auto turns = watchdog.turns();
        QCOMPARE(turns.count, 100U);
        QCOMPARE(turns.p50Millis, 1.0);
        QCOMPARE(turns.p99Millis.wall, 60.0);
        QCOMPARE(turns.p99Millis.cpu, 8.0);
        QCOMPARE(turns.over50, 1U);
    }

    void memoryIsBoundedAndOldTurnsGo() {
        TurnWatchdog watchdog(nullptr, [] { return TurnTime{}; });
        watchdog.record({200, 200});
        for (int i = 0; i < 10'000; ++i)
            watchdog.record({2, 1});
        QCOMPARE(watchdog.turns().p99Millis.wall, 2.0);
        QCOMPARE(watchdog.turns().maxMillis.wall, 200.0); // since `reset`
        QCOMPARE(watchdog.turns().count, 10'001U);
    }

    void theLongestIsTakenOnceAndResetForgets() {
        TurnWatchdog watchdog(nullptr, [] { return TurnTime{}; });
        watchdog.record({55, 3});
        watchdog.record({4, 4});
        const TurnTime longest = watchdog.takeLongest();
        QCOMPARE(longest.wall, 55.0);
        QCOMPARE(longest.cpu, 4.0);
        QCOMPARE(watchdog.takeLongest().wall, 0.0);
        watchdog.reset();
        QCOMPARE(watchdog.turns().count, 0U);
        QCOMPARE(watchdog.turns().over50, 0U);
        QCOMPARE(watchdog.turns().maxMillis.wall, 0.0);
    }
};

VIGIA_TEST_CLASS(TurnWatchdogTest)
#include "turn_watchdog_test.moc"
