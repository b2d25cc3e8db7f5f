#include "core/load/run_record.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::load;
using namespace std::chrono_literals;

class RunRecordTest : public QObject {
    Q_OBJECT

private:
    /// Two seconds of warm-up with 900 ms answers, then eight of 10 ms.
    static RunRecord run() {
        RunRecord record{
            .course = *Course::create({{"warm-up", 10, 10, 2s, false}, {"hold", 10, 10, 8s}}),
            .seconds = {},
            .correctness = {},
            .lagMax = {},
            .lagEnd = {}};
        for (int second = 0; second < 10; ++second) {
            Interval interval;
            interval.offered = interval.sent = interval.answered = 10;
            interval.latency.record(second < 2 ? 900'000 : 10'000, 10);
            interval.service.record(8'000, 10);
            interval.delay.record(50, 10);
            record.seconds.push_back(interval);
        }
        return record;
    }

private Q_SLOTS:
    void aWarmUpIsNotCounted() {
        const auto measured = measure(run());
        QCOMPARE(measured.at("max"), 0.01);
        QCOMPARE(measured.at("rate"), 10.0);
        QCOMPARE(measured.at("achieved"), 1.0);
        QCOMPARE(measured.at("errors"), 0.0);
    }

    void percentilesComeFromMergedSecondsNotFromTheirAverage() {
        auto record = run();
        record.seconds[9].latency = {};
        record.seconds[9].latency.record(500'000, 10); // one second of eight: an eighth of all
        const auto measured = measure(record);
        QVERIFY(measured.at("p50") < 0.0101);
        QVERIFY(measured.at("p90") > 0.49);
    }

    void errorsAreAShareOfTheAnswers() {
        auto record = run();
        record.seconds[5].errors = {{"503", 3}, {"timeout", 1}};
        QCOMPARE(measure(record).at("errors"), 4.0 / 80);
        QCOMPARE(record.counted().failed(), std::uint64_t{4});
    }

    void whatWasNeverMeasuredIsAbsent() {
        auto record = run();
        QVERIFY(!measure(record).contains("lost"));
        record.correctness = Correctness{.acknowledged = 5, .received = 4, .lost = 1};
        QCOMPARE(measure(record).at("lost"), 1.0);
        record.seconds.clear();
        QVERIFY(!measure(record).contains("p95"));
        QVERIFY(!measure(record).contains("rate"));
    }

    void aRunThatWasEndedEarlyIsRatedOverItsOwnTime() {
        auto record = run();
        record.seconds.resize(6);
        QCOMPARE(record.countedSeconds(), 4.0);
        QCOMPARE(measure(record).at("rate"), 10.0);
    }

    void aGeneratorThatCanNotKeepUpSaysSo() {
        auto record = run();
        QVERIFY(generatorWarnings(record).empty());
        record.seconds[5].dropped = 7;
        record.seconds[6].delay.record(20'000, 1);
        record.generatorCpu = 0.97;
        const auto warnings = generatorWarnings(record);
        QCOMPARE(warnings.size(), std::size_t{3});
        QVERIFY(warnings[0].find("7 of 80") != std::string::npos);
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
