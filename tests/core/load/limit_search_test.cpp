#include "core/load/limit_search.h"
#include "core/load/recorder.h"
#include "core/load/run_text.h"
#include "tests/core/load/runs.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core::load;
using namespace std::chrono_literals;

class LimitSearchTest : public QObject {
    Q_OBJECT

private:
    static Course course() {
        return *Course::create({{"warm-up", 100, 100, 5s, false},
                                {"100", 100, 100, 10s, true, true},
                                {"200", 200, 200, 10s, true, true},
                                {"400", 400, 400, 10s, true, true}});
    }
    /// A second of answers that take `micros`.
    static Interval second(std::uint64_t count, std::int64_t micros) {
        Interval interval;
        interval.offered = interval.sent = interval.answered = count;
        interval.latency.record(micros, count);
        return interval;
    }
    const std::vector<Threshold> m_thresholds{*parseThreshold("p99 < 200ms"),
                                              *parseThreshold("errors < 1%")};

private Q_SLOTS:
    void theLastStepThatHeldIsTheLimit() {
        const auto stages = course();
        LimitSearch search(stages, m_thresholds);
        for (int i = 1; i <= 30; ++i)
            QVERIFY(!search.take(second(100, i > 25 ? 900'000 : 20'000), 1s * i, 3));
        QVERIFY(!search.take(second(400, 900'000), 34s, 3));
        QVERIFY(search.take({}, 35s, 3));
        QCOMPARE(search.result()->sustained, 200.0);
        QCOMPARE(search.result()->brokenStage, std::optional<std::size_t>(3));
        QCOMPARE(search.result()->why, std::string("p99 was 900 ms, wanted p99 < 200 ms"));
    }

    void theSearchEndsAtTheFirstStepThatBreaks() {
        const auto stages = course();
        LimitSearch search(stages, m_thresholds);
        QVERIFY(!search.take(second(500, 1'000), 5s, 0)); // the warm-up is not judged
        QVERIFY(search.take(second(1'000, 300'000), 15s, 0));
        QCOMPARE(search.result()->sustained, 0.0);
        QVERIFY(search.take(second(1'000, 1'000), 25s, 0)); // nothing mends it
        QCOMPARE(search.result()->brokenStage, std::optional<std::size_t>(1));
    }

    void errorsDropsAndABacklogBreakAStepToo() {
        const auto stages = course();
        const auto why = [&](const Interval& interval, std::size_t backlog) {
            LimitSearch search(stages, m_thresholds);
            (void)search.take({}, 5s, 0);
            (void)search.take(interval, 15s, backlog);
            return search.result()->why;
        };
        auto refused = second(1'000, 1'000), dropped = refused;
        refused.errors["503"] = 20;
        dropped.dropped = 7;
        QVERIFY(why(refused, 0).starts_with("errors was 2 %"));
        QCOMPARE(why(dropped, 0), std::string("7 arrivals could not be sent, because the "
                                              "generator could not keep up"));
        dropped.crowdedOut = 4;
        QCOMPARE(why(dropped, 0), std::string("7 arrivals could not be sent, because the service "
                                              "was too slow to leave a place for them"));
        QVERIFY(why(second(1'000, 1'000), 101).starts_with("101 were still under way"));
        QCOMPARE(why(second(1'000, 1'000), 100), std::string());
    }

    void whenEveryStepHoldsTheLimitIsHigher() {
        const auto stages = course();
        LimitSearch search(stages, m_thresholds);
        for (int i = 1; i <= 36; ++i)
            QVERIFY(!search.take(second(100, 20'000), 1s * i, 0));
        QCOMPARE(search.result()->sustained, 400.0);
        QVERIFY(!search.result()->brokenStage);
    }

    void theStepThatBrokeIsNotCounted() {
        Recorder recorder(course());
        for (int i = 0; i < 35; ++i) {
            recorder.offered(1s * i);
            recorder.sent(1s * i, 1us);
            recorder.answered(1s * i, i < 25 ? 10ms : 900ms, 1ms, "");
        }
        const SearchResult found{.sustained = 200, .brokenStage = 3, .why = "p99 was too long"};
        auto head = runHead();
        head.thresholds = m_thresholds;
        const auto result = judged(head, recorder.take(found));
        QCOMPARE(result.record.counted.answered, std::uint64_t{20});
        QCOMPARE(result.record.countedSeconds(), 20.0);
        QCOMPARE(result.measured.at("limit"), 200.0);
        QVERIFY(result.verdict() == RunVerdict::Passed);
        QCOMPARE(verdictSentence(result),
                 std::string("200/s sustained; 400/s did not hold: p99 was too long."));
    }

    void withoutSearchStepsNothingIsFound() {
        const auto plain = *Course::create({{"hold", 10, 10, 2s}, {"more", 10, 20, 2s}});
        LimitSearch search(plain, m_thresholds);
        QVERIFY(!search.take(second(10, 900'000), 3s, 5'000));
        QVERIFY(!search.result());
    }
};

VIGIA_TEST_CLASS(LimitSearchTest)
#include "limit_search_test.moc"
