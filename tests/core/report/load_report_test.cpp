#include "core/report/formats.h"
#include "tests/core/report/sample_run.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::report;
using namespace vigia::tests;

class LoadReportTest : public QObject {
    Q_OBJECT

private:
    template <class B> static std::vector<B> blocks(const Report& report) {
        std::vector<B> all;
        for (const auto& section : report.sections) {
            for (const auto& block : section.blocks) {
                if (const auto* one = std::get_if<B>(&block))
                    all.push_back(*one);
            }
        }
        return all;
    }
    static LineChart chart(const Report& report, const std::string& title) {
        for (const auto& one : blocks<LineChart>(report)) {
            if (one.title == title)
                return one;
        }
        return {};
    }

    static std::string tile(const Report& report, const std::string& name) {
        for (const auto& facts : blocks<Facts>(report)) {
            for (const auto& fact : facts.facts) {
                if (fact.name == name)
                    return fact.value;
            }
        }
        return "";
    }

private Q_SLOTS:
    void theOutcomeIsTheRunsVerdict() {
        const auto report = sampleReport();
        QCOMPARE(int(report.outcome), int(Outcome::Failed));
        QCOMPARE(report.checks.size(), std::size_t(3)); // two thresholds and the course
        QCOMPARE(int(report.checks[0].result), int(CheckResult::Held));
        QCOMPARE(int(report.checks[1].result), int(CheckResult::Missed));
    }

    void aStoppedRunIsNeitherPassedNorFailed() {
        auto run = sampleRun();
        run.stopped = true;
        const auto report = loadReport(run, sampleContext());
        QCOMPARE(int(report.outcome), int(Outcome::Stopped));
        QCOMPARE(int(report.checks.back().result), int(CheckResult::NotMeasured));
        QCOMPARE(report.checks.back().measured, std::string("stopped"));
    }

    void aRunStoppedInItsWarmUpMeasuredNothing() {
        const auto report = loadReport(stoppedInWarmUp(), sampleContext());
        QCOMPARE(int(report.outcome), int(Outcome::Stopped));
        QVERIFY(report.verdict.ends_with("nothing was measured."));
        for (const auto& check : report.checks)
            QCOMPARE(int(check.result), int(CheckResult::NotMeasured));
        const auto junit = junitOf(CleanReport(report));
        QVERIFY(junit.find("<failure") == std::string::npos);
        QVERIFY(junit.find("failures=\"0\" errors=\"3\"") != std::string::npos);
    }

    void anEventIsMarkedAtItsSecondAndStagesAreShaded() {
        const auto throughput = chart(sampleReport(), "Throughput");
        QCOMPARE(throughput.marks.size(), std::size_t(1));
        QCOMPARE(throughput.marks[0].at, 6.0);
        QCOMPARE(throughput.marks[0].text, std::string("broker 2 down"));
        QCOMPARE(throughput.shades.size(), std::size_t(2));
        QCOMPARE(throughput.shades[0].name, std::string("warm-up (not counted)"));
        QCOMPARE(throughput.shades[1].to, 10.0);
    }

    void anEventOfAnotherTimeIsNotMarked() {
        auto run = sampleRun();
        run.record.observed.events[0].at += 3600;
        QVERIFY(chart(loadReport(run, sampleContext()), "Throughput").marks.empty());
    }

    void theLagOfTheGroupsStandsBesideTheEvents() {
        const auto lag = chart(sampleReport(), "Lag");
        QCOMPARE(lag.lines.size(), std::size_t(1));
        QCOMPARE(lag.lines[0].name, std::string("acl-consumer"));
        QCOMPARE(*lag.lines[0].points.at(1).second, 120.0);
        QCOMPARE(lag.marks.size(), std::size_t(1));
        auto run = sampleRun();
        run.record.observed = {};
        QVERIFY(chart(loadReport(run, sampleContext()), "Lag").title.empty());
    }

    void theLargestLagIsTheTopOfItsLineInTheChart() {
        auto run = sampleRun();
        run.record.lagMax = 4; // of ticks of 200 ms, in stages that count
        run.record.seconds[0].lag = 39;
        run.record.seconds[5].lag = 4;
        const auto report = loadReport(run, sampleContext());
        const auto lines = chart(report, "Lag").lines;
        std::vector<std::vector<std::string>> rows;
        for (const auto& table : blocks<Table>(report)) {
            for (const auto& row : table.rows) {
                if (table.columns[0].title == "Records of")
                    rows.push_back({row[0].text, row[1].text, row[2].text, row[3].text});
            }
        }
        QCOMPARE(rows.size(), lines.size());
        QVERIFY(rows[0] == (std::vector<std::string>{"the run's own topic", "39", "0", "4"}));
        QVERIFY(rows[1] == (std::vector<std::string>{"acl-consumer", "120", "5.0 s", "120"}));
        QCOMPARE(tile(report, "Largest lag"), std::string());
    }

    void theCpuOfGeneratorAndWorkersStandsAmongTheResources() {
        const auto cpu = chart(sampleReport(), "CPU");
        QCOMPARE(cpu.lines.size(), std::size_t(2));
        QCOMPARE(cpu.lines[0].name, std::string("generator"));
        QCOMPARE(*cpu.lines[1].points.at(1).second, 95.0);
        auto run = sampleRun();
        run.record.observed = {};
        QVERIFY(chart(loadReport(run, sampleContext()), "CPU").title.empty());
    }

    void errorsAreShownAsTheyLookedFirst() {
        bool found = false;
        for (const auto& table : blocks<Table>(sampleReport())) {
            for (const auto& row : table.rows)
                found = found || row.back().text == "the pool is full";
        }
        QVERIFY(found);
    }

    void aBurstSaysWhatBecameOfItsUnits() {
        auto run = sampleRun();
        run.record.units = load::UnitCount{100, 200, 101, 0, 0, 101, 101};
        QCOMPARE(tile(loadReport(run, sampleContext()), "Oversold"), std::string("1"));
    }

    /// 160 of 50 kB in the eight seconds that count.
    void theBytesThatWereSentStandWithTheThroughput() {
        QCOMPARE(tile(sampleReport(), "Answered"), std::string("160"));
        QCOMPARE(tile(sampleReport(), "Bytes sent"), std::string("8 MB"));
        QCOMPARE(tile(sampleReport(), "Bytes a second"), std::string("1 MB"));
        QVERIFY(load::runText(sampleRun()).find("Bytes sent 8 MB (1 MB/s)\n") != std::string::npos);
    }

    void theSpectrumRisesToTheSlowestAnswer() {
        const auto line = chart(sampleReport(), "Percentile spectrum").lines.at(0);
        for (std::size_t i = 1; i < line.points.size(); ++i)
            QVERIFY(*line.points[i].second >= *line.points[i - 1].second);
        QCOMPARE(*line.points.back().second, 800.0);
        QVERIFY(*line.points.front().second <= 10.1);
    }

    void theLatencyOfASecondStandsAtItsSecond() {
        const auto slowest = chart(sampleReport(), "Latency").lines.at(2);
        QCOMPARE(slowest.name, std::string("max"));
        QCOMPARE(*slowest.points.at(6).second, 800.0);
        QVERIFY(*slowest.points.at(5).second < 40);
    }

    void figuresAreInMillisecondsAndShares() {
        std::map<std::string, Figure> figures;
        for (const auto& figure : sampleReport().figures)
            figures[figure.name] = figure;
        QCOMPARE(figures["max"].value, 800.0);
        QCOMPARE(figures["max"].unit, std::string("ms"));
        QCOMPARE(figures["rate"].value, 20.0);
        QCOMPARE(figures["errors"].unit, std::string("share"));
    }

    void theBottleneckIsNamed() {
        auto run = sampleRun();
        QCOMPARE(bottleneckSentence(run),
                 std::string("The server answered 1.88 % of the requests with errors."));
        run.measured["errors"] = 0;
        QVERIFY(bottleneckSentence(run).starts_with("No bottleneck"));
        run.measured["service.p99"] = 0.01;
        run.measured["p99"] = 0.5;
        QVERIFY(bottleneckSentence(run).starts_with("Requests queued"));
        run.measured["achieved"] = 0.8;
        QVERIFY(bottleneckSentence(run).starts_with("The server answered 80 %"));
        run.record.counted.dropped = 5;
        QVERIFY(bottleneckSentence(run).starts_with("The generator was the limit"));
        run.record.counted.crowdedOut = 4;
        run.record.generatorCpu = 0.34;
        QCOMPARE(bottleneckSentence(run),
                 std::string("The service was the limit: it was too slow to leave a place for 4 of "
                             "160 requests that were due, while the generator had time to spare "
                             "(34 % of a core used)."));
    }

    void theVerdictSaysWhatWasNeverSent() {
        auto run = sampleRun("");
        run.record.counted.dropped = 5;
        run.record.counted.crowdedOut = 5;
        const auto sentence = load::verdictSentence(load::judged(run, run.record));
        QVERIFY2(sentence.ends_with("5 of 160 that were due were never sent, because the service "
                                    "was too slow to leave a place for them."),
                 sentence.c_str());
        QCOMPARE(tile(loadReport(run, sampleContext()), "Not sent, the service was too slow"),
                 std::string("5"));
    }

    void aFewLateRequestsAreAWarningAndNoBottleneck() {
        auto run = sampleRun("");
        for (int i = 0; i < 500; ++i)
            run.record.counted.delay.record(i == 0 ? 20'000 : 100);
        run = load::judged(run, run.record);
        QCOMPARE(run.warnings.size(), std::size_t(1)); // 0.2 %
        QVERIFY(bottleneckSentence(run).starts_with("No bottleneck"));
        for (int i = 0; i < 20; ++i)
            run.record.counted.delay.record(20'000);
        QVERIFY(bottleneckSentence(run).starts_with("The generator was the limit"));
    }

    void aRunWithoutAnyAnswerHasAReport() {
        auto run = sampleRun();
        run.record.seconds.clear();
        run.record.counted = {};
        run.measured = {};
        const auto report = loadReport(run, sampleContext());
        QVERIFY(report.timeline.rows.empty());
        QCOMPARE(bottleneckSentence(run),
                 std::string("Nothing was answered in the stages that count."));
    }

    void anEarlierRunIsComparedWithItsSettings() {
        auto context = sampleContext();
        context.earlier = sampleRun();
        context.earlier->id = "before00";
        context.earlier->settings["seed"] = "9";
        const auto report = loadReport(sampleRun(), context);
        QCOMPARE(report.sections.back().title, std::string("Compared with run before00"));
        const auto tables = blocks<Table>(report);
        QCOMPARE(tables.back().rows.size(), std::size_t(1));
        QCOMPARE(tables.back().rows[0][0].text, std::string("seed"));
        QCOMPARE(tables.back().rows[0][1].text, std::string("9"));
    }

    void lossIsShownWithItsCounts() {
        auto run = sampleRun();
        run.record.correctness.emplace();
        run.record.correctness->acknowledged = 1000;
        run.record.correctness->lost = 2;
        run.record.correctness->examples = {"lost: number 17 of partition 2"};
        const auto report = loadReport(run, sampleContext());
        const auto facts = blocks<Facts>(report);
        const auto found = std::find_if(facts.begin(), facts.end(), [](const Facts& one) {
            return one.facts[0].name == "Acknowledged";
        });
        QVERIFY(found != facts.end());
        QCOMPARE(found->facts[2].value, std::string("2"));
        QCOMPARE(int(found->facts[2].tone), int(Tone::Bad));
        QCOMPARE(blocks<Table>(report).back().rows[0][0].text,
                 std::string("lost: number 17 of partition 2"));
    }
};

VIGIA_TEST_CLASS(LoadReportTest)
#include "load_report_test.moc"
