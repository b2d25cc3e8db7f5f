#include "core/load/histogram.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace vigia::core;
using load::Histogram;

class HistogramTest : public QObject {
    Q_OBJECT

private:
    static Histogram of(const std::vector<std::int64_t>& values) {
        Histogram histogram;
        for (const auto value : values)
            histogram.record(value);
        return histogram;
    }
    /// Microseconds over six magnitudes.
    static std::vector<std::int64_t> someValues(unsigned seed, std::size_t count) {
        std::mt19937_64 random(seed);
        std::uniform_real_distribution<double> magnitude(0, 9);
        std::vector<std::int64_t> values;
        for (std::size_t i = 0; i < count; ++i)
            values.push_back(static_cast<std::int64_t>(std::pow(10, magnitude(random))));
        return values;
    }

private Q_SLOTS:
    void nothingRecordedIsZeroEverywhere() {
        const Histogram none;
        QCOMPARE(none.count(), std::uint64_t{0});
        QCOMPARE(none.quantile(0.99), std::int64_t{0});
        QCOMPARE(none.min(), std::int64_t{0});
        QCOMPARE(none.max(), std::int64_t{0});
        QCOMPARE(none.mean(), 0.0);
    }

    void smallValuesAreExact() {
        for (std::int64_t value = 0; value < 2048; ++value)
            QCOMPARE(of({value}).quantile(0.5), value);
    }

    void everyQuantileIsWithinATenthOfAPercentAbove() {
        auto values = someValues(7, 20'000);
        const auto histogram = of(values);
        std::sort(values.begin(), values.end());
        for (const double fraction : {0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
            const auto rank = static_cast<std::size_t>(std::ceil(fraction * 20'000));
            const auto exact = static_cast<double>(values[std::max<std::size_t>(rank, 1) - 1]);
            const auto found = static_cast<double>(histogram.quantile(fraction));
            QVERIFY2(found >= exact && found <= exact * 1.001 + 0.5,
                     qPrintable(QString("%1: %2 for %3").arg(fraction).arg(found).arg(exact)));
        }
    }

    void extremesAndMeanAreExact() {
        const auto histogram = of({17, 123'456'789, 5'000'001});
        QCOMPARE(histogram.min(), std::int64_t{17});
        QCOMPARE(histogram.max(), std::int64_t{123'456'789});
        QCOMPARE(histogram.mean(), (17 + 123'456'789 + 5'000'001) / 3.0);
    }

    void whatIsBeyondAnHourOrBelowZeroIsCountedAtTheEnds() {
        auto histogram = of({-5, Histogram::kMost * 2});
        QCOMPARE(histogram.count(), std::uint64_t{2});
        QCOMPARE(histogram.min(), std::int64_t{0});
        QCOMPARE(histogram.max(), Histogram::kMost);
    }

    void mergedIsAsRecordedInOne() {
        const auto first = someValues(1, 3000);
        const auto second = someValues(2, 500);
        auto merged = of(first);
        merged.merge(of(second));
        auto both = first;
        both.insert(both.end(), second.begin(), second.end());
        QVERIFY(merged == of(both));
        auto other = of(second);
        other.merge(of(first));
        QVERIFY(merged == other);
    }

    void manyTimesIsRecordedSoOften() {
        Histogram once;
        once.record(500, 3);
        once.record(900, 0);
        QVERIFY(once == of({500, 500, 500}));
    }

    void countUpToCountsWhatIsNotLonger() {
        const auto histogram = of({0, 10, 10, 2000, 1'000'000});
        QCOMPARE(histogram.countUpTo(-1), std::uint64_t{0});
        QCOMPARE(histogram.countUpTo(9), std::uint64_t{1});
        QCOMPARE(histogram.countUpTo(10), std::uint64_t{3});
        QCOMPARE(histogram.countUpTo(Histogram::kMost), std::uint64_t{5});
    }

    void bytesBringBackTheSame() {
        for (const auto& values : {std::vector<std::int64_t>{}, std::vector<std::int64_t>{0},
                                   someValues(3, 1), someValues(4, 10'000)}) {
            const auto histogram = of(values);
            const auto again = Histogram::decoded(histogram.encoded());
            QVERIFY2(again.has_value(), again ? "" : again.error().message.c_str());
            QVERIFY(*again == histogram);
        }
    }

    void damagedBytesAreRefusedAndNeverCrash() {
        const auto bytes = of(someValues(5, 200)).encoded();
        for (std::size_t length = 0; length < bytes.size(); ++length)
            static_cast<void>(Histogram::decoded(std::string_view(bytes).substr(0, length)));
        QVERIFY(!Histogram::decoded(""));
        QVERIFY(!Histogram::decoded("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"));
        QVERIFY(!Histogram::decoded(std::string(100'000, '\x01')));
        QVERIFY(!Histogram::decoded(bytes + bytes));
        std::mt19937 random(11);
        for (int i = 0; i < 2000; ++i) {
            auto changed = bytes;
            changed[random() % changed.size()] = static_cast<char>(random());
            if (const auto read = Histogram::decoded(changed))
                QVERIFY(read->quantile(1) <= Histogram::kMost);
        }
    }

    /// A server that stands still for 1 s in every 10 s, asked 1,000 times a second: counted from
    /// the intended time its users wait up to the whole second.
    void aServerThatFreezesShowsTheAnalyticPercentiles() {
        Histogram felt;
        for (int arrival = 0; arrival < 100'000; ++arrival) {
            const int inCycle = arrival % 10'000; // ms
            felt.record(inCycle < 1000 ? (1000 - inCycle) * 1000 : 300);
        }
        for (const auto& [fraction, millis] :
             {std::pair{0.95, 500.0}, {0.99, 900.0}, {0.999, 990.0}}) {
            const auto found = static_cast<double>(felt.quantile(fraction)) / 1000;
            QVERIFY2(std::abs(found / millis - 1) < 0.003, qPrintable(QString::number(found)));
        }
    }

    void whatIsTooLongIsKeptInCoarserStepsWithTheSameEnds() {
        Histogram histogram;
        for (std::int64_t micros = 17; micros < 3'000'000; micros += micros / 900 + 1)
            histogram.record(micros);
        QVERIFY(histogram.encoded().size() > 4'000);
        QCOMPARE(histogram.encodedWithin(100'000), histogram.encoded());
        const auto bytes = histogram.encodedWithin(1'000);
        QVERIFY(bytes.size() <= 1'000);
        const auto coarse = Histogram::decoded(bytes);
        QVERIFY(coarse);
        QCOMPARE(coarse->count(), histogram.count());
        QCOMPARE(coarse->min(), histogram.min());
        QCOMPARE(coarse->max(), histogram.max());
        QCOMPARE(coarse->mean(), histogram.mean());
        for (const double part : {0.1, 0.5, 0.9, 0.99}) {
            const auto kept = static_cast<double>(coarse->quantile(part));
            const auto exact = static_cast<double>(histogram.quantile(part));
            QVERIFY(kept >= exact && kept < exact * 1.05);
        }
    }

    void stepsHoldEveryRecordOnce() {
        Histogram histogram;
        for (const std::int64_t micros : {5, 5, 100'000})
            histogram.record(micros);
        const auto steps = histogram.steps();
        QCOMPARE(steps.size(), std::size_t{2});
        QCOMPARE(steps[0].count, std::uint64_t{2});
        QCOMPARE(steps[1].largest, std::int64_t{100'000});
    }
};

VIGIA_TEST_CLASS(HistogramTest)
#include "histogram_test.moc"
