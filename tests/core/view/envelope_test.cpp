#include "core/view/envelope.h"

#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using namespace vigia::core;
using namespace std::chrono_literals;

namespace {

const UtcTime kStart{1'800'000'000s};

/// A point at each of `seconds` after the start.
ops::Series seriesAt(const std::vector<int>& seconds) {
    ops::Series series;
    for (const int second : seconds)
        series.push_back({kStart + std::chrono::seconds(second), double(second)});
    return series;
}

/// Times after the start at which the line stops.
std::vector<double> gaps(const std::vector<view::DrawPoint>& points) {
    std::vector<double> found;
    for (const auto& point : points)
        if (std::isnan(point.value))
            found.push_back(point.seconds - 1'800'000'000);
    return found;
}

} // namespace

class EnvelopeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void evenSamplesAreOneLine() {
        const auto points =
            view::envelope(seriesAt({0, 2, 4, 6, 8, 11, 12}), kStart, kStart + 12s, 100);
        QCOMPARE(points.size(), std::size_t(7));
        QVERIFY(gaps(points).empty());
    }

    void aTimeWithoutSamplesIsAGapInTheLine() {
        const auto points =
            view::envelope(seriesAt({0, 2, 4, 6, 126, 128, 130}), kStart, kStart + 130s, 100);
        QCOMPARE(gaps(points), (std::vector<double>{66}));
        QVERIFY(std::is_sorted(points.begin(), points.end(),
                               [](const auto& a, const auto& b) { return a.seconds < b.seconds; }));
    }

    void anotherSampleIntervalIsNoGap() {
        const auto points = view::envelope(seriesAt({0, 60, 120, 122, 124, 126, 156, 186, 216}),
                                           kStart, kStart + 216s, 100);
        QVERIFY(gaps(points).empty());
    }

    void aPointWithoutValueIsAGap() {
        auto series = seriesAt({0, 2, 4});
        series[1].value.reset();
        QCOMPARE(gaps(view::envelope(series, kStart, kStart + 4s, 100)), (std::vector<double>{2}));
    }

    void manyPointsKeepTheirExtremesAndGaps() {
        ops::Series series;
        for (int i = 0; i < 10'000; ++i)
            if (i < 4000 || i >= 5000)
                series.push_back({kStart + std::chrono::seconds(i), i == 7000 ? 99.0 : 1.0});
        const auto points = view::envelope(series, kStart, kStart + 10'000s, 100);
        QVERIFY(points.size() <= 505);
        QCOMPARE(gaps(points).size(), std::size_t(1));
        QVERIFY(std::any_of(points.begin(), points.end(),
                            [](const auto& point) { return point.value == 99; }));
    }

    void aSparklineStopsWhereNobodySampled() {
        const auto values = view::sparkValues(seriesAt({0, 2, 4, 6, 30, 32, 34}), kStart, 100);
        QCOMPARE(values.size(), std::size_t(18)); // 0 to 34 by 2
        QCOMPARE(values[3], 6.0F);
        for (std::size_t i = 4; i < 15; ++i)
            QVERIFY(std::isnan(values[i]));
        QCOMPARE(values[15], 30.0F);
    }

    void aSparklineKeepsUnknownPointsAndItsBounds() {
        auto series = seriesAt({0, 2, 4, 6, 8, 10});
        series[2].value.reset();
        const auto values = view::sparkValues(series, kStart + 2s, 100);
        QCOMPARE(values.size(), std::size_t(5));
        QVERIFY(std::isnan(values[1]));
        const auto bounded = view::sparkValues(series, kStart, 3);
        QCOMPARE(bounded.size(), std::size_t(3));
        QCOMPARE(bounded.back(), 10.0F);
        QVERIFY(view::sparkValues(seriesAt({0}), kStart, 100).empty()); // one point is no line
        QVERIFY(view::sparkValues({}, kStart, 100).empty());
    }
};

VIGIA_TEST_CLASS(EnvelopeTest)
#include "envelope_test.moc"
