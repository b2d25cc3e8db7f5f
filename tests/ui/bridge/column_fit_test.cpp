#include "tests/support/gui_test.h"
#include "ui/bridge/column_fit.h"

#include <QTest>

#include <numeric>

using vigia::ui::bridge::ColumnNeed;
using vigia::ui::bridge::fitColumns;

class ColumnFitTest : public QObject {
    Q_OBJECT

    /// A state, a name, a figure that may leave and one that leaves before it.
    static std::vector<ColumnNeed> table() {
        return {{80, 150, false, true, 0},
                {200, 240, true, true, 0},
                {60, 60, false, true, 1},
                {70, 70, false, true, 2}};
    }

private Q_SLOTS:
    void spareRoomGoesToTheElasticColumns() {
        QCOMPARE(fitColumns(table(), 600), (std::vector<int>{150, 320, 60, 70}));
    }

    void missingRoomComesFromWhatIsAboveTheLeast() {
        const auto widths = fitColumns(table(), 465);
        QCOMPARE(widths[2], 60);
        QCOMPARE(widths[3], 70);
        QVERIFY(widths[0] < 150 && widths[0] >= 80);
        QVERIFY(widths[1] < 240 && widths[1] >= 200);
        QVERIFY(std::accumulate(widths.begin(), widths.end(), 0) <= 465);
    }

    void theLeastImportantColumnLeavesFirst() {
        QCOMPARE(fitColumns(table(), 400)[3], 0);
        QCOMPARE(fitColumns(table(), 400)[2], 60);
        QCOMPARE(fitColumns(table(), 300)[2], 0);
    }

    void ofEqualColumnsTheOneAtTheRightLeaves() {
        auto needs = table();
        needs[2].yields = 2;
        const auto widths = fitColumns(needs, 400);
        QCOMPARE(widths[3], 0);
        QCOMPARE(widths[2], 60);
    }

    void aNameNeverGivesWayAndTheViewScrolls() {
        const auto widths = fitColumns(table(), 100);
        QCOMPARE(widths, (std::vector<int>{80, 200, 0, 0}));
    }

    void aHiddenColumnTakesNoPlace() {
        auto needs = table();
        needs[1].shown = false;
        QCOMPARE(fitColumns(needs, 600), (std::vector<int>{150, 0, 60, 70}));
    }

    void nothingIsThereForNoColumns() { QVERIFY(fitColumns({}, 600).empty()); }
};

VIGIA_TEST_CLASS(ColumnFitTest)
#include "column_fit_test.moc"
