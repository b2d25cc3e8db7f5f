#include "core/load/recorder.h"
#include "core/load/run_record.h"
#include "tests/core/load/runs.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::load;
using namespace std::chrono_literals;

class RunRecordTest : public QObject {
    Q_OBJECT

private:
    static Course course() {
        return *Course::create({{"warm-up", 10, 10, 2s, false}, {"hold", 10, 10, 8s}});
    }
    /// Ten answers a second, 900 ms long in the warm-up, then `micros(second)`.
    template <class Micros> static Recorder record(Micros micros, int seconds = 10) {
        Recorder recorder(course());
        for (int i = 0; i < 10 * seconds; ++i) {
            const LoadTime due = 100ms * i;
            recorder.offered(due);
            recorder.sent(due, 50us);
            const auto latency = i < 20 ? 900'000us : std::chrono::microseconds(micros(i / 10));
            recorder.answered(due, latency, 8ms, "");
        }
        return recorder;
    }
    static int tenMillis(int) { return 10'000; }
    static RunRecord run() { return record(tenMillis).take(); }

private Q_SLOTS:
    void aWarmUpIsNotCounted() {
        const auto measured = measure(run());
        QCOMPARE(measured.at("max"), 0.01);
        QCOMPARE(measured.at("rate"), 10.0);
        QCOMPARE(measured.at("achieved"), 1.0);
        QCOMPARE(measured.at("errors"), 0.0);
    }

    void aRunStoppedInItsWarmUpIsNeitherPassedNorMissed() {
        RunHead head = runHead();
        head.thresholds = {*parseThreshold("p95 < 200ms"), *parseThreshold("dropped == 0"),
                           *parseThreshold("lag.max < 5")};
        auto recorder = record(tenMillis, 2);
        recorder.lag(1s, 39);
        const auto result = judged(std::move(head), recorder.take(), true);
        QVERIFY(result.verdict() == RunVerdict::Stopped);
        QCOMPARE(verdictSentence(result),
                 std::string("Stopped before a stage that counts began: nothing was measured."));
        for (const auto& judgement : result.judgements)
            QVERIFY(judgement.verdict == Verdict::NotMeasured);
        QVERIFY(runJson(result).find(R"("verdict":"stopped")") != std::string::npos);
    }

    void aRunStoppedLaterIsStoppedEvenIfItHeldSoFar() {
        const auto result = judged(runHead(), record(tenMillis, 6).take(), true);
        QVERIFY(result.verdict() == RunVerdict::Stopped);
        QVERIFY(result.judgements.front().verdict == Verdict::Held);
    }

    void theLagOfAWarmUpIsShownButNotCounted() {
        auto recorder = record(tenMillis);
        recorder.lag(1s, 39);
        recorder.lag(1200ms, 7);
        recorder.lag(5s, 4);
        recorder.lag(5200ms, 0);
        const auto run = recorder.take();
        QCOMPARE(run.seconds.at(1).lag, std::optional<std::uint64_t>(39)); // the largest in it
        QCOMPARE(run.seconds.at(5).lag, std::optional<std::uint64_t>(4));
        QCOMPARE(measure(run).at("lag.max"), 4.0);
        QCOMPARE(measure(run).at("lag.end"), 0.0);
    }

    void percentilesComeFromMergedSecondsNotFromTheirAverage() {
        const auto measured =
            measure(record([](int second) { return second == 9 ? 500'000 : 10'000; }).take());
        QVERIFY(measured.at("p50") < 0.0101);
        QVERIFY(measured.at("p90") > 0.49); // one second of eight is an eighth of all
    }

    void errorsAreAShareOfTheAnswers() {
        auto recorder = record(tenMillis);
        for (const char* error : {"503", "503", "timeout", "503"})
            recorder.answered(5s, 1ms, 1ms, error);
        const auto run = recorder.take();
        QCOMPARE(measure(run).at("errors"), 4.0 / 84);
        QCOMPARE(run.counted.errors.at("503"), std::uint64_t{3});
        QCOMPARE(run.seconds.at(5).failed, std::uint64_t{4});
    }

    void secondsArePackedAsTheyEndAndNothingIsLost() {
        auto whole = record(tenMillis);
        Recorder packed(course());
        for (int i = 0; i < 100; ++i) {
            packed.offered(100ms * i);
            packed.sent(100ms * i, 50us);
            packed.answered(100ms * i, i < 20 ? 900ms : 10ms, 8ms, "");
            packed.closeBefore(100ms * i);
        }
        const auto one = whole.take(), other = packed.take();
        QVERIFY(one.seconds == other.seconds);
        QVERIFY(one.counted == other.counted);
        QCOMPARE(one.seconds.size(), std::size_t{10});
        QCOMPARE(Histogram::decoded(one.seconds[0].latency)->max(), std::int64_t{900'000});
    }

    void aSecondWithoutArrivalsIsKeptEmpty() {
        Recorder recorder(course());
        recorder.offered(4s);
        recorder.closeBefore(7s);
        QCOMPARE(recorder.take().seconds.size(), std::size_t{7});
    }

    void anAnswerThatComesAfterItsSecondWasPackedIsCounted() {
        auto recorder = record(tenMillis);
        recorder.closeBefore(9s);
        recorder.answered(3s, 6s, 6s, "");
        QCOMPARE(recorder.take().counted.answered, std::uint64_t{81});
    }

    void whatWasNeverMeasuredIsAbsent() {
        auto whole = run();
        QVERIFY(!measure(whole).contains("lost"));
        whole.correctness = Correctness{.acknowledged = 5, .received = 4, .lost = 1};
        QCOMPARE(measure(whole).at("lost"), 1.0);
        const auto none = Recorder(course()).take();
        QVERIFY(!measure(none).contains("p95"));
        QVERIFY(!measure(none).contains("rate"));
    }

    void aRunThatWasEndedEarlyIsRatedOverItsOwnTime() {
        const auto early = record(tenMillis, 6).take();
        QCOMPARE(early.countedSeconds(), 4.0);
        QCOMPARE(measure(early).at("rate"), 10.0);
    }

    void abortingWaitsForItsGraceAndLeavesTheWarmUpOut() {
        auto limit = *parseThreshold("errors < 10%");
        limit.abort = true;
        limit.grace = 2s;
        Interval bad, good;
        bad.answered = 10;
        bad.errors = {{"500", 10}};
        good.answered = 200;
        AbortWatch watch({limit, *parseThreshold("p95 < 1ms")});
        QVERIFY(!watch.take(bad, 1s, false)); // the warm-up
        QVERIFY(!watch.take(good, 2s, true));
        QVERIFY(!watch.take(bad, 3s, true)); // 10 of 210
        for (int i = 0; i < 5; ++i)
            QVERIFY(!watch.take(bad, 4s, true)); // missed since now
        QVERIFY(!watch.take(bad, 5s, true));
        const auto missed = watch.take(bad, 6s, true);
        QVERIFY(missed && missed->metric == "errors");
        AbortWatch none({*parseThreshold("errors < 10%")});
        QVERIFY(!none.take(bad, 9s, true));
    }

    void aGeneratorThatCanNotKeepUpSaysSo() {
        QVERIFY(runWarnings(run()).empty());
        auto recorder = record(tenMillis);
        for (int i = 0; i < 7; ++i)
            recorder.dropped(5s, DropCause::Generator);
        recorder.sent(6s, 20ms);
        auto slow = recorder.take();
        slow.generatorCpu = 0.97;
        const auto warnings = runWarnings(slow);
        QCOMPARE(warnings.size(), std::size_t{3});
        QVERIFY(warnings[0].find("the generator could not send 7 of 80") != std::string::npos);
        QVERIFY(generatorWasLimit(slow));
        QCOMPARE(droppedSentence(slow.counted),
                 std::string("7 of 80 that were due were never sent, because the generator could "
                             "not keep up."));
    }

    void aServiceThatKeepsEveryPlaceIsNotTheGeneratorsFault() {
        auto recorder = record(tenMillis);
        for (int i = 0; i < 7; ++i)
            recorder.dropped(5s, i < 6 ? DropCause::Service : DropCause::Generator);
        recorder.dropped(500ms, DropCause::Service); // warm-up
        const auto crowded = recorder.take();
        QCOMPARE(crowded.counted.dropped, std::uint64_t{7});
        QCOMPARE(crowded.counted.crowdedOut, std::uint64_t{6});
        QVERIFY(!generatorWasLimit(crowded));
        const auto warnings = runWarnings(crowded);
        QCOMPARE(warnings.size(), std::size_t{2});
        QVERIFY(warnings[0].find("6 of 80") == 0);
        QVERIFY(warnings[0].find("the service's limit") != std::string::npos);
        QVERIFY(warnings[1].find("could not send 1 of 80") != std::string::npos);
        QCOMPARE(droppedSentence(crowded.counted),
                 std::string("7 of 80 that were due were never sent, because the service was too "
                             "slow to leave a place for them."));
        QCOMPARE(droppedSentence({}), std::string());
    }

    void whoIsLateOrHasNoCpuLeftDropsByItself() {
        QVERIFY(dropCause(0ms, 0) == DropCause::Service);
        QVERIFY(dropCause(10ms, 0.9) == DropCause::Service);
        QVERIFY(dropCause(11ms, 0) == DropCause::Generator);
        QVERIFY(dropCause(0ms, 0.91) == DropCause::Generator);
    }

    void theScoreIsTheTableOfTheContract() {
        QCOMPARE(runScore(0.9, 0.98, 0.95).value, 100);
        QCOMPARE(runScore(0.89, 0.97, 0.94).value, 90);
        QCOMPARE(runScore(0.67, 0.94, 0.89).value, 80);
        QCOMPARE(runScore(0.44, 0.89, 0.84).value, 66); // 0.4·70 + 0.4·60 + 0.2·70
        QCOMPARE(runScore(0, 0, 0).value, 58);          // 0.4·50 + 0.4·60 + 0.2·70
        QCOMPARE(runScore(1, 1, 1).word, std::string_view("excellent"));
        QCOMPARE(runScore(0.67, 0.94, 0.89).word, std::string_view("very good"));
        QCOMPARE(runScore(0, 0, 0).word, std::string_view("poor"));
    }
};

VIGIA_TEST_CLASS(RunRecordTest)
#include "run_record_test.moc"
