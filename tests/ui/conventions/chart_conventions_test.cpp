#include "tests/support/window_rig.h"

#include "ui/widgets/chart_card.h"
#include "ui/widgets/chart_window.h"
#include "ui/widgets/page_stack.h"

#include <QSignalSpy>

using namespace vigia;
using tests::WindowRig;
using ui::widgets::ChartCard;
using ui::widgets::ChartWindow;

/// The conventions of charts, one function each; the number in the name is that of the convention
/// (ui/README.md).
class ChartConventionsTest : public QObject {
    Q_OBJECT

    static QList<ChartCard*> openCharts(WindowRig& rig) {
        rig.publishHealthy();
        rig.window.openPage(QStringLiteral("overview"));
        WindowRig::settle();
        QList<ChartCard*> shown;
        for (auto* card : rig.window.stack().current()->findChildren<ChartCard*>())
            if (card->isVisible())
                shown << card;
        return shown;
    }
    /// The widget inside of a chart that takes the mouse.
    static QWidget* face(const ChartCard& card) { return card.chart().findChild<QWidget*>(); }
    static void drag(const ChartCard& card, int from, int to) {
        QWidget* inside = face(card);
        const int y = inside->height() / 2;
        QTest::mousePress(inside, Qt::LeftButton, {}, QPoint(from, y));
        QTest::mouseMove(inside, QPoint((from + to) / 2, y));
        QTest::mouseMove(inside, QPoint(to, y));
        QTest::mouseRelease(inside, Qt::LeftButton, {}, QPoint(to, y));
    }

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void c12DraggingZoomsEveryChartAndCtrlZGoesBack() {
        WindowRig rig;
        const auto charts = openCharts(rig);
        QVERIFY(charts.size() >= 2);
        const auto before = rig.context.timeRange();
        drag(*charts[0], 120, 220);
        QVERIFY(rig.context.timeRange().zoomed());
        const auto from = *rig.context.timeRange().from;
        const auto to = *rig.context.timeRange().to;
        QVERIFY(to - from < before.length);
        for (const auto* card : charts)
            for (const auto& mark : card->chart().visibleMarks())
                QVERIFY(mark.time >= from && mark.time <= to);
        QTest::keyClick(&rig.window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(rig.context.timeRange() == before);
    }

    void c12TheCrosshairIsShared() {
        WindowRig rig;
        const auto charts = openCharts(rig);
        const QImage before = charts[1]->chart().toImage(1);
        QSignalSpy moved(&rig.context, &ui::widgets::ConsoleContext::crosshairChanged);
        QTest::mouseMove(face(*charts[0]), QPoint(150, 60));
        QVERIFY(moved.count() > 0);
        QVERIFY(moved.last()[0].value<std::optional<core::UtcTime>>().has_value());
        QVERIFY(charts[1]->chart().toImage(1) != before);
    }

    void c18ADoubleClickOpensAChartInAWindowThatFollows() {
        WindowRig rig;
        const auto charts = openCharts(rig);
        QTest::mouseDClick(face(*charts[0]), Qt::LeftButton, {}, QPoint(150, 60));
        auto* window = charts[0]->findChild<ChartWindow*>();
        QVERIFY(window && window->isVisible());
        QVERIFY(window->windowTitle().startsWith(charts[0]->accessibleName()));
        auto& copy = window->findChild<ChartCard*>()->chart();
        QTRY_COMPARE(copy.drawnPoints(), charts[0]->chart().drawnPoints());
        auto later = ui::testing::healthySnapshot(rig.now);
        later.recordsIn.history.clear();
        later.recordsOut.history.clear();
        later.sampledAt += std::chrono::seconds(2);
        rig.window.openPage(QStringLiteral("topics")); // the chart's own page is hidden
        rig.publish(later);
        QTRY_COMPARE(copy.drawnPoints(), std::size_t{0});
        window->close();
    }

    void c18AChartInAWindowFollowsTheSharedTimeRange() {
        WindowRig rig;
        const auto charts = openCharts(rig);
        auto* window = charts[0]->detach();
        QVERIFY(window);
        auto& copy = window->findChild<ChartCard*>()->chart();
        QTRY_COMPARE(copy.drawnPoints(), charts[0]->chart().drawnPoints()); // as fine as it
        const std::size_t whole = copy.drawnPoints();
        rig.context.zoomTo(rig.now - std::chrono::minutes(5), rig.now - std::chrono::minutes(4));
        QVERIFY(copy.drawnPoints() < whole);
        rig.context.zoomBack();
        QCOMPARE(copy.drawnPoints(), whole);
        QCOMPARE(rig.window.findChildren<ChartWindow*>().size(), 1);
        window->close();
        QTRY_COMPARE(rig.window.findChildren<ChartWindow*>().size(), 0);
    }

    void c09AChartInAWindowStandsStillWhileTheViewIsPaused() {
        WindowRig rig;
        const auto charts = openCharts(rig);
        auto* window = charts[0]->detach();
        auto& copy = window->findChild<ChartCard*>()->chart();
        QTRY_COMPARE(copy.drawnPoints(), charts[0]->chart().drawnPoints());
        const std::size_t before = copy.drawnPoints();
        rig.window.setPaused(true);
        auto later = ui::testing::healthySnapshot(rig.now);
        later.recordsIn.history.clear();
        later.recordsOut.history.clear();
        rig.publish(later);
        Q_EMIT rig.context.timeRangeChanged(); // asks every chart to draw anew
        QCOMPARE(copy.drawnPoints(), before);
        rig.window.setPaused(false);
        Q_EMIT rig.context.timeRangeChanged();
        QCOMPARE(copy.drawnPoints(), std::size_t{0});
    }

    void c20EventsAreMarksOnEveryChart() {
        WindowRig rig;
        rig.publish(ui::testing::degradedSnapshot(rig.now));
        rig.window.openPage(QStringLiteral("overview"));
        WindowRig::settle();
        for (const auto* card : rig.window.stack().current()->findChildren<ChartCard*>())
            if (card->isVisible())
                QVERIFY2(!card->chart().visibleMarks().empty(), qPrintable(card->accessibleName()));
    }

    void c25AChartIsAPngOrAnSvg() {
        WindowRig rig;
        const auto charts = openCharts(rig);
        const QImage image = charts[0]->chart().toImage(2);
        QCOMPARE(image.width(), charts[0]->chart().width() * 2);
        QVERIFY(charts[0]->chart().toSvg().contains("<svg"));
        const QString path = rig.folder.filePath(QStringLiteral("chart.svg"));
        rig.context.saveFile(path, charts[0]->chart().toSvg());
        QTRY_VERIFY(QFile::exists(path));
    }
};

VIGIA_TEST_CLASS(ChartConventionsTest)
#include "chart_conventions_test.moc"
