#include "tests/support/gui_test.h"

#include "ui/plot/time_chart.h"

#include <QSignalSpy>

using namespace vigia;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ui::plot::TimeChart;

namespace {

const core::UtcTime kNow{seconds(1'800'000'000)};

core::ops::Series ramp(int points) {
    core::ops::Series series;
    for (int i = 0; i < points; ++i)
        series.push_back(
            {kNow - milliseconds(900'000 - std::int64_t(i) * 900'000 / points), double(i % 50)});
    return series;
}

std::unique_ptr<TimeChart> chart(const core::ops::Series& series) {
    auto made = std::make_unique<TimeChart>();
    made->setLook(ui::theme::darkTokens(), tests::theme().font(ui::theme::TextRole::Caption));
    made->setLines({{QStringLiteral("in"), 0, false}});
    made->resize(600, 200);
    made->show();
    made->setRange(kNow - seconds(900), kNow);
    made->setSeries(0, series);
    made->refresh();
    return made;
}

} // namespace

class TimeChartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void aRedrawCostsByWidthAndNotByHistory() {
        const auto small = chart(ramp(20'000));
        QVERIFY(small->drawnPoints() <= 600 * 5);
        QVERIFY(small->drawnPoints() > 600);
    }

    void shortSeriesAreDrawnWhole() { QCOMPARE(chart(ramp(100))->drawnPoints(), std::size_t(100)); }

    void theLineHasItsTokensColour() {
        core::ops::Series flat = ramp(400);
        for (auto& point : flat)
            point.value = 20;
        const QImage image = chart(flat)->toImage(1);
        const QColor wanted = ui::theme::darkTokens().series[0];
        int hits = 0; // antialiased, so near it
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QColor seen = image.pixelColor(x, y);
                hits += std::abs(seen.red() - wanted.red()) +
                                    std::abs(seen.green() - wanted.green()) +
                                    std::abs(seen.blue() - wanted.blue()) <
                                200
                            ? 1
                            : 0;
            }
        QVERIFY(hits > 300);
    }

    void draggingAsksForAZoom() {
        const auto made = chart(ramp(400));
        QSignalSpy zoomed(made.get(), &TimeChart::zoomRequested);
        QWidget* inside = made->findChildren<QWidget*>().value(0);
        QTest::mousePress(inside, Qt::LeftButton, {}, QPoint(200, 100));
        QTest::mouseMove(inside, QPoint(300, 100));
        QTest::mouseRelease(inside, Qt::LeftButton, {}, QPoint(300, 100));
        QCOMPARE(zoomed.count(), 1);
        const auto from = zoomed[0][0].value<core::UtcTime>();
        const auto to = zoomed[0][1].value<core::UtcTime>();
        QVERIFY(from < to && from > kNow - seconds(900) && to < kNow);
    }

    void aClickIsNoZoom() {
        const auto made = chart(ramp(400));
        QSignalSpy zoomed(made.get(), &TimeChart::zoomRequested);
        QTest::mouseClick(made->findChildren<QWidget*>().value(0), Qt::LeftButton, {},
                          QPoint(200, 100));
        QCOMPARE(zoomed.count(), 0);
    }

    void aChartThatWasFilledWhileHiddenIsDrawnInItsSizeWhenItIsShown() {
        QWidget room;
        room.resize(600, 200);
        auto* made = new TimeChart(&room);
        made->setLook(ui::theme::darkTokens(), tests::theme().font(ui::theme::TextRole::Caption));
        made->setLines({{QStringLiteral("in"), 0, false}});
        made->setRange(kNow - seconds(900), kNow);
        made->setSeries(0, ramp(400));
        made->refresh();
        QCoreApplication::processEvents();
        made->resize(600, 200);
        QCoreApplication::processEvents();
        room.show();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        const QImage seen = room.grab().toImage().convertToFormat(QImage::Format_RGB32);
        int drawn = 0; // pixels at the right that are not the background
        for (int y = 0; y < seen.height(); ++y)
            for (int x = seen.width() / 2; x < seen.width(); ++x)
                drawn += seen.pixelColor(x, y) != ui::theme::darkTokens().panel ? 1 : 0;
        QVERIFY(drawn > 500);
    }

    void anSvgIsAPictureOfTheChart() {
        const QByteArray svg = chart(ramp(50))->toSvg();
        QVERIFY(svg.startsWith("<?xml"));
        QVERIFY(svg.contains("<polyline") || svg.contains("<path"));
    }

    void gapsAndNothingAtAllAreFine() {
        core::ops::Series gaps = ramp(30);
        gaps[10].value.reset();
        for (auto& point : gaps)
            if (point.time > kNow - seconds(200))
                point.value.reset();
        QVERIFY(!chart(gaps)->toImage(1).isNull());
        QVERIFY(!chart({})->toImage(1.5).isNull());
    }
};

VIGIA_TEST_CLASS(TimeChartTest)
#include "time_chart_test.moc"
