#include "core/base/json.h"
#include "core/load/recorder.h"
#include "core/load/run_compare.h"
#include "tests/core/load/runs.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <random>

using namespace vigia::core;
using namespace vigia::core::load;
using namespace std::chrono_literals;

class RunCompareTest : public QObject {
    Q_OBJECT

private:
    /// A hundred answers a second, log-normal around `medianMicros`; a second of warm-up.
    static RunResult run(std::uint64_t seed, double medianMicros, int seconds = 40,
                         double refused = 0) {
        Recorder recorder(
            *Course::create({{"warm-up", 100, 100, 1s, false}, {"hold", 100, 100, 120s}}));
        std::mt19937_64 random(seed);
        std::lognormal_distribution<double> latency(std::log(medianMicros), 0.4);
        std::bernoulli_distribution fails(refused);
        for (int i = 0; i < 100 * (seconds + 1); ++i) {
            const LoadTime due = 10ms * i;
            const auto micros = std::chrono::microseconds(std::llround(latency(random)));
            recorder.offered(due);
            recorder.sent(due, 10us);
            recorder.answered(due, micros, micros, fails(random) ? "503" : "");
        }
        return judged(runHead("run" + std::to_string(seed)), recorder.take());
    }
    static const Difference& of(const RunComparison& comparison, std::string_view metric) {
        return *std::find_if(comparison.differences.begin(), comparison.differences.end(),
                             [&](const auto& each) { return each.metric == metric; });
    }

private Q_SLOTS:
    void twoRunsOfTheSameHaveNoDifferenceBeyondNoise() {
        const auto comparison = compared(run(1, 20'000), run(2, 20'000));
        QVERIFY2(comparison.sentence() == "No difference beyond noise.",
                 comparison.sentence().c_str());
        QVERIFY(of(comparison, "p99").interval->first < 0);
        QVERIFY(of(comparison, "p99").interval->second > 0);
    }

    void noiseIsSeldomTakenForADifference() {
        int wrong = 0;
        for (std::uint64_t seed = 10; seed < 30; seed += 2)
            wrong += of(compared(run(seed, 20'000), run(seed + 1, 20'000)), "p95").beyondNoise();
        QVERIFY2(wrong <= 1, std::to_string(wrong).c_str());
    }

    void aPercentileWithFewAnswersAboveItClaimsNothing() {
        const auto comparison = compared(run(1, 20'000), run(2, 20'000));
        QVERIFY(of(comparison, "p99").interval);
        QVERIFY(!of(comparison, "p99.9").interval); // 4 of 4,000
    }

    void aRealDifferenceIsFoundWithAnIntervalAroundIt() {
        const auto comparison = compared(run(1, 20'000), run(2, 24'000));
        const auto& p50 = of(comparison, "p50");
        QVERIFY(p50.beyondNoise());
        QVERIFY(p50.interval->first < 0.004 && p50.interval->second > 0.004);
        QVERIFY(p50.interval->first > 0.002 && p50.interval->second < 0.006);
        QVERIFY(!of(comparison, "rate").beyondNoise());
        QVERIFY(comparison.sentence().starts_with("With 99 % confidence: p50 +"));
    }

    void moreErrorsAreFound() {
        const auto comparison = compared(run(1, 20'000, 40, 0.001), run(2, 20'000, 40, 0.03));
        QVERIFY(of(comparison, "errors").beyondNoise());
    }

    void aRunTooShortClaimsNothing() {
        const auto comparison = compared(run(1, 20'000, 15), run(2, 40'000));
        QVERIFY(!of(comparison, "p99").interval);
        QVERIFY(!of(comparison, "p99").beyondNoise());
        QVERIFY(comparison.sentence().starts_with("Too short to tell"));
        QVERIFY(comparisonText(run(1, 1, 3), run(2, 1, 3), comparison).find("too short to tell") !=
                std::string::npos);
    }

    void settingsThatDifferAreListed() {
        auto before = run(1, 20'000), after = run(2, 20'000);
        before.settings = {{"connections", "1000"}, {"seed", "1"}, {"command", "one"}};
        after.settings = {
            {"connections", "50"}, {"seed", "1"}, {"command", "two"}, {"acks", "all"}};
        after.brief = false;
        const auto comparison = compared(before, after);
        QCOMPARE(comparison.settings.size(), std::size_t{3});
        QCOMPARE(comparison.settings[0].name, std::string("acks"));
        QCOMPARE(comparison.settings[0].before, std::string());
        QCOMPARE(comparison.settings[1].after, std::string("50"));
        QCOMPARE(comparison.settings[2].name, std::string("form"));
    }

    void theSameRunsGiveTheSameIntervals() {
        const auto before = run(1, 20'000), after = run(2, 21'000);
        QCOMPARE(comparisonJson(before, after, compared(before, after)),
                 comparisonJson(before, after, compared(before, after)));
        QVERIFY(parseJson(comparisonJson(before, after, compared(before, after))));
    }
};

VIGIA_TEST_CLASS(RunCompareTest)
#include "run_compare_test.moc"
