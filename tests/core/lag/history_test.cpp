#include "core/lag/history.h"
#include "core/base/varint.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <random>

using namespace vigia::core;
using namespace vigia::core::lag;

namespace {

constexpr std::int64_t kStart = 1'700'000'000'000;

std::vector<PackedPoint> randomPoints(unsigned seed, int count) {
    std::mt19937_64 random(seed);
    std::vector<PackedPoint> points;
    std::int64_t millis = kStart, value = 0;
    for (int i = 0; i < count; ++i) {
        millis += random() % 4 == 0 ? static_cast<std::int64_t>(random() % 100'000) + 1 : 2000;
        if (random() % 50 == 0)
            value = static_cast<std::int64_t>(random());
        else if (random() % 2 == 0)
            value = wrappedSum(value, static_cast<std::int64_t>(random() % 1000));
        points.push_back({millis, random() % 10 == 0 ? std::nullopt : std::optional(value)});
    }
    return points;
}

} // namespace

class HistoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void packedPointsComeBackAsTheyWere() {
        for (unsigned seed = 1; seed < 40; ++seed) {
            const auto points = randomPoints(seed, 900);
            PackedSeries series;
            for (const auto& point : points)
                series.add(point);
            QCOMPARE(series.count(), points.size());
            QVERIFY(series.points() == points);
        }
    }

    void extremeValuesSurvive() {
        PackedSeries series;
        const std::vector<PackedPoint> points = {
            {0, std::numeric_limits<std::int64_t>::min()},
            {1, std::numeric_limits<std::int64_t>::max()},
            {std::numeric_limits<std::int64_t>::max() / 4, -1}};
        for (const auto& point : points)
            series.add(point);
        QVERIFY(series.points() == points);
    }

    void aThinnedCourseKeepsThePeaksAndTheGaps() {
        History history;
        const auto at = [](int second) { return fromEpochMillis(kStart + second * 1000); };
        for (int second = 0; second < 600; ++second) {
            const bool silent = second >= 200 && second < 300;
            const std::int64_t value = second == 37 ? 999 : second % 10;
            history.add("k", at(second), silent ? std::nullopt : std::optional(value));
        }
        const auto all = history.series("k", at(0));
        QCOMPARE(all.size(), std::size_t{600});
        const auto thin = history.series("k", at(0), 1, std::chrono::seconds(20));
        QCOMPARE(thin.size(), std::size_t{30});
        QCOMPARE(*std::max_element(thin.begin(), thin.end(),
                                   [](const auto& a, const auto& b) {
                                       return a.value.value_or(0) < b.value.value_or(0);
                                   })
                      ->value,
                 999.0);
        const auto gaps =
            std::count_if(thin.begin(), thin.end(), [](const auto& point) { return !point.value; });
        QCOMPARE(gaps, std::ptrdiff_t{5});
        QVERIFY(std::is_sorted(thin.begin(), thin.end(),
                               [](const auto& a, const auto& b) { return a.time < b.time; }));
    }

    void anUnchangedDayIsARunOfAFewBytes() {
        PackedSeries series;
        for (int i = 0; i < 43'200; ++i)
            series.add({kStart + 2000 * i, 0});
        QVERIFY(series.bytes() < 43'200);
        QCOMPARE(series.points().size(), std::size_t(43'200));
    }

    void timeNeverRunsBackwards() {
        PackedSeries series;
        series.add({kStart, 1});
        series.add({kStart, 2});
        series.add({kStart - 5, 3});
        QCOMPARE(series.count(), std::size_t(1));
    }

    void tiersReachBackWithLessDetail() {
        TieredSeries series;
        const HistoryLimits limits;
        constexpr std::int64_t kDay = 86'400'000;
        for (std::int64_t t = 0; t < 8 * kDay; t += 5000)
            series.add({kStart + t, t / 5000 % 12}, limits);
        const auto points = series.points(0);
        QVERIFY(points.front().millis >= kStart + 8 * kDay - limits.longMillis - 256 * 60'000);
        QVERIFY(points.front().millis <= kStart + 8 * kDay - limits.longMillis);
        for (std::size_t i = 1; i < points.size(); ++i)
            QVERIFY(points[i].millis > points[i - 1].millis);
        QCOMPARE(points.front().value,
                 std::optional<std::int64_t>(11)); // the highest of its minute
        QVERIFY(points.size() < 7U * 1440 + 6 * 360 + 2 * 256 + 600);
    }

    void theBudgetEvictsTheOldestAndCounts() {
        HistoryLimits limits;
        limits.maxBytes = 20'000;
        History history(limits);
        std::mt19937 random(3);
        for (int i = 0; i < 3000; ++i) {
            for (const char* key : {"a", "b", "c"})
                history.add(key, fromEpochMillis(kStart + 1000 * i), random());
            history.tidy(fromEpochMillis(0));
            QVERIFY(history.bytes() <= limits.maxBytes);
        }
        QVERIFY(history.evicted() > 0);
        QVERIFY(!history.series("a", fromEpochMillis(0)).empty());
    }

    void forgottenSeriesDoNotComeBack() {
        History history;
        history.add("gone", fromEpochMillis(kStart), 1);
        history.tidy(fromEpochMillis(kStart + 1));
        QCOMPARE(history.size(), std::size_t(0));
    }

    void completedBucketsAreHandedOutOnce() {
        History history;
        for (int i = 0; i <= 10; ++i)
            history.add("g", fromEpochMillis(kStart + 2000 * i), i);
        const auto completed = history.takeCompleted();
        QCOMPARE(completed.size(), std::size_t(2));
        QCOMPARE(completed.at(0).second, (PackedPoint{kStart, 4}));
        QVERIFY(history.takeCompleted().empty());
    }

    void sparkIsTheNewestPart() {
        History history;
        for (int i = 0; i < 100; ++i)
            history.add("g", fromEpochMillis(kStart + 1000 * i), i);
        const auto spark = history.spark("g", fromEpochMillis(0), 60);
        QCOMPARE(spark.size(), std::size_t(60));
        QCOMPARE(spark.back(), 99.0F);
    }

    void theNewestPointsAreTheEndOfAll() {
        for (unsigned seed = 1; seed < 10; ++seed) {
            PackedSeries series;
            for (const auto& point : randomPoints(seed, 1000))
                series.add(point);
            for (const std::size_t most : {0U, 1U, 60U, 256U, 257U, 2000U}) {
                for (const auto from : {std::int64_t{0}, series.newest() - 100'000}) {
                    auto all = series.points(from);
                    all.erase(all.begin(),
                              all.end() - static_cast<std::ptrdiff_t>(std::min(most, all.size())));
                    QCOMPARE(series.last(most, from), all);
                }
            }
        }
    }

    void aSparkReachesIntoTheCoarserPoints() {
        History history;
        for (int i = 0; i < 50; ++i)
            history.recall("g", fromEpochMillis(kStart + 10'000 * i), i);
        for (int i = 0; i < 20; ++i)
            history.add("g", fromEpochMillis(kStart + 500'000 + 1000 * i), 1000 + i);
        const auto spark = history.spark("g", fromEpochMillis(0), 60);
        QCOMPARE(spark.size(), std::size_t(60));
        QCOMPARE(spark.back(), 1019.0F);
        QVERIFY(spark.front() < 1000.0F);
    }
};

VIGIA_TEST_CLASS(HistoryTest)
#include "history_test.moc"
