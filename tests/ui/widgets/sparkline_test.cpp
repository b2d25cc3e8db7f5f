#include "tests/support/gui_test.h"

#include "ui/plot/sparkline.h"

#include <limits>

using vigia::ui::plot::sparklineRuns;

namespace {
const QRectF kRect(0, 0, 100, 20);
const float kGap = std::numeric_limits<float>::quiet_NaN();
} // namespace

class SparklineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { vigia::tests::failOnQtWarnings(); }

    void zerosAreAFlatLineAtTheBottom() {
        const auto runs = sparklineRuns(kRect, std::vector<float>(60, 0.0F));
        QCOMPARE(runs.size(), std::size_t(1));
        for (const QPointF& point : runs[0])
            QCOMPARE(point.y(), kRect.bottom());
    }

    void heightMeansAmountAbovZero() {
        const auto runs = sparklineRuns(kRect, std::vector<float>{100, 101, 100});
        QVERIFY(runs[0][0].y() < 5); // not stretched between 100 and 101
        QVERIFY(std::abs(runs[0][0].y() - runs[0][1].y()) < 1);
    }

    void unknownPaintsNothing() {
        QVERIFY(sparklineRuns(kRect, {}).empty());
        QVERIFY(sparklineRuns(kRect, std::vector<float>{5}).empty());
        QVERIFY(sparklineRuns(kRect, std::vector<float>(10, kGap)).empty());
    }

    void aGapStaysAGap() {
        const auto runs = sparklineRuns(kRect, std::vector<float>{1, 2, kGap, 3, 4});
        QCOMPARE(runs.size(), std::size_t(2));
        QCOMPARE(runs[0].size(), std::size_t(2));
    }

    void infinityDoesNotSpoilTheScale() {
        const auto runs = sparklineRuns(
            kRect, std::vector<float>{1, 1, std::numeric_limits<float>::infinity(), 1, 1});
        QCOMPARE(runs.size(), std::size_t(2));
        QVERIFY(runs[0][0].y() < 10);
    }
};

VIGIA_TEST_CLASS(SparklineTest)
#include "sparkline_test.moc"
