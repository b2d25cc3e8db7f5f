#include "core/base/file.h"
#include "core/base/murmur2.h"
#include "core/base/varint.h"
#include "core/load/recorder.h"
#include "core/load/run_format.h"
#include "tests/core/load/runs.h"
#include "tests/support/json_schema.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cstdlib>
#include <random>

using namespace vigia;
using namespace vigia::core;
using namespace vigia::core::load;
using namespace std::chrono_literals;

class RunFormatTest : public QObject {
    Q_OBJECT

private:
    /// A file as it grows while a run goes on.
    class File final : public SecondSink {
    public:
        explicit File(const RunHead& head, const Course& course)
            : bytes(runFileMark() + headFrame(head, course)) {}
        void second(const PackedSecond& second) override { bytes += secondFrame(second); }
        void part(const Interval& part) override { bytes += partFrame(part); }

        std::string bytes;
    };

    static Course course() {
        return *Course::create({{"warm-up", 10, 10, 2s, false}, {"hold", 10, 20, 28s}});
    }
    /// Answers of 1 to 300 ms, each hundredth refused.
    static RunResult written(File& file, RunHead head) {
        Recorder recorder(course(), &file);
        for (int i = 0; i < 300; ++i) {
            const LoadTime due = 100ms * i;
            recorder.offered(due);
            recorder.sent(due, 50us);
            recorder.answered(due, 1ms * (i + 1), 8ms, i % 100 == 99 ? "503" : "");
            recorder.carried(due, 1'000);
            if (i % 50 == 49)
                recorder.dropped(due, i % 100 == 99 ? DropCause::Service : DropCause::Generator);
            recorder.lag(due, static_cast<std::uint64_t>(i));
            recorder.closeBefore(due);
        }
        auto record = recorder.take();
        record.correctness = Correctness{300, 301, 1, 2, 3, {"lost: number 17 of partition 2"}};
        record.units = UnitCount{100, 200, 98, 1, 1, 99, 98};
        record.samples = {{"503", "read", "the pool is full", 9.9, 3}};
        record.observed = {true,
                           {{3.5, ops::Health::Broken, "broker 2 down"}},
                           {{"acl", {{1, 5}, {2, 0}}}},
                           {{"generator", {{1, 12.5}}}, {"stock-1", {{1, 80}, {2, 79}}}}};
        record.generatorCpu = 0.25;
        record.cores = 2;
        return judged(std::move(head), std::move(record));
    }
    static std::string finished() {
        File file(runHead(), course());
        const auto result = written(file, runHead());
        return file.bytes + endFrames(result, file.bytes.size());
    }

private Q_SLOTS:
    void aRunIsReadAsItWasWritten() {
        File file(runHead(), course());
        const auto result = written(file, runHead());
        const auto run = decodedRun(file.bytes + endFrames(result, file.bytes.size()));
        QVERIFY2(run, run ? "" : run.error().message.c_str());
        QVERIFY(run->finished);
        QVERIFY(run->result.record.seconds == result.record.seconds);
        QVERIFY(run->result.record.counted == result.record.counted);
        QCOMPARE(run->result.record.seconds[3].lag, std::optional<std::uint64_t>(39));
        QVERIFY(run->result.measured == result.measured);
        QCOMPARE(run->result.record.correctness->examples.front(),
                 std::string("lost: number 17 of partition 2"));
        QCOMPARE(runJson(run->result), runJson(result));
        QCOMPARE(run->result.settings, runHead().settings);
    }

    void bytesAndDropsOfARunThatBrokeOffAreThoseOfItsParts() {
        File file(runHead(), course());
        const auto result = written(file, runHead());
        QCOMPARE(result.record.counted.sentBytes, std::uint64_t{280'000});
        const auto run = decodedRun(file.bytes);
        QVERIFY(run && !run->finished);
        QCOMPARE(run->result.record.counted.sentBytes, std::uint64_t{280'000});
        QCOMPARE(run->result.record.counted.dropped, std::uint64_t{6});
        QCOMPARE(run->result.record.counted.crowdedOut, std::uint64_t{3});
    }

    /// Parts ended with their histograms before bytes were counted.
    void aFileOfBeforeIsStillRead() {
        Interval interval;
        interval.service.record(8'000);
        interval.errors["503"] = 3;
        std::string part = partFrame(interval);
        std::string_view rest = std::string_view(part).substr(1);
        const auto size = *takeVarint(rest);
        std::string old = "P";
        appendVarint(old, size - 2);
        old += rest.substr(0, size - 2);
        const auto sum = kafkaMurmur2(old);
        for (int i = 0; i < 4; ++i)
            old += static_cast<char>(sum >> (8 * i));
        const auto run = decodedRun(runFileMark() + headFrame(runHead(), course()) + old);
        QVERIFY2(run, run ? "" : run.error().message.c_str());
        QCOMPARE(run->result.record.counted.errors.at("503"), std::uint64_t{3});
        QCOMPARE(run->result.record.counted.sentBytes, std::uint64_t{0});
    }

    void aRunsJsonIsAsItsSchemaSays() {
        const auto text = readFile(std::string(std::getenv("VIGIA_SOURCE_DIR")) +
                                   "/resources/schemas/load-run.schema.json");
        const auto schema = text ? parseJson(*text) : text.error();
        QVERIFY(schema);
        File file(runHead(), course());
        auto result = written(file, runHead());
        for (const bool stopped : {false, true}) {
            result.stopped = stopped;
            const auto mistake = tests::schemaMistake(*schema, *parseJson(runJson(result)));
            QVERIFY2(mistake.empty(), mistake.c_str());
        }
        result.record.units.reset();
        result.record.abortedBy = result.thresholds.front();
        const auto mistake = tests::schemaMistake(*schema, *parseJson(runJson(result)));
        QVERIFY2(mistake.empty(), mistake.c_str());
    }

    void aListNeedsOnlyTheEndsOfAFile() {
        const auto bytes = finished();
        const auto at = endOffset(std::string_view(bytes).substr(bytes.size() - kTrailerBytes));
        QVERIFY(at);
        const auto summary = decodedSummary(std::string_view(bytes).substr(0, 4'000),
                                            std::string_view(bytes).substr(*at));
        QVERIFY2(summary, summary ? "" : summary.error().message.c_str());
        const auto run = decodedRun(bytes);
        QCOMPARE(summary->head.scenario, std::string("baseline"));
        QVERIFY(summary->verdict == run->result.verdict());
        QVERIFY(summary->measured == run->result.measured);
        QCOMPARE(summary->sentence, verdictSentence(run->result));
    }

    void aFileThatEndsAnywhereIsReadUpToThere() {
        const auto bytes = finished();
        const auto whole = decodedRun(bytes);
        std::size_t before = 0;
        for (std::size_t size = headEnd(); size + kTrailerBytes < bytes.size(); size += 7) {
            const auto run = decodedRun(std::string_view(bytes).substr(0, size));
            QVERIFY2(run, run ? "" : run.error().message.c_str());
            QVERIFY(!run->finished);
            QVERIFY(run->result.stopped);
            QVERIFY(run->result.record.seconds.size() >= before);
            before = run->result.record.seconds.size();
        }
        QCOMPARE(before, whole->result.record.seconds.size());
    }

    void whatAnInterruptedRunCountsComesFromItsSeconds() {
        File file(runHead(), course());
        const auto result = written(file, runHead());
        const auto run = decodedRun(file.bytes);
        QVERIFY(run);
        QVERIFY(run->result.record.counted == result.record.counted);
        QCOMPARE(run->result.record.lagMax, std::optional(299.0));
    }

    void errorsWithoutTheirPartAreToldAsUnknown() {
        File file(runHead(), course());
        Recorder recorder(course(), &file);
        recorder.answered(3s, 1ms, 1ms, "503");
        recorder.closeBefore(5s);
        const auto run = decodedRun(file.bytes);
        QVERIFY(run);
        QCOMPARE(run->result.record.counted.errors.at("not told"), std::uint64_t{1});
    }

    void zerosAfterAPowerCutAreNoDamage() {
        File file(runHead(), course());
        (void)written(file, runHead());
        QVERIFY(decodedRun(file.bytes + std::string(4'096, '\0')));
    }

    void aFlippedBitIsFound() {
        const auto bytes = finished();
        std::mt19937_64 random(7); // NOLINT: always the same bits
        for (int i = 0; i < 500; ++i) {
            auto broken = bytes;
            const auto at = random() % (bytes.size() - kTrailerBytes);
            broken[at] = static_cast<char>(broken[at] ^ (1 << (random() % 8)));
            const auto run = decodedRun(broken);
            // A length that grew looks like a cut: then at least the end is missing.
            QVERIFY2(!run || !run->finished, std::to_string(at).c_str());
            if (!run)
                QCOMPARE(run.error().code, ErrorCode::Corrupt);
        }
    }

    void foreignAndNewerFilesAreRefusedWithASentence() {
        QCOMPARE(decodedRun("PK\x03\x04").error().message, std::string("it is no run of Vigia's"));
        QVERIFY(decodedRun("vigia-run 2\n").error().message.find("newer version") !=
                std::string::npos);
        QVERIFY(decodedRun("").error().message.find("no run") != std::string::npos);
        QVERIFY(decodedRun("vigia-run 1\n").error().message.find("before anything") !=
                std::string::npos);
    }

    /// The worst that can happen: each answer of each second takes another time. Every half minute
    /// is like the first.
    void halfAnHourHasFiveMegabytesAtMost() {
        const auto half = *Course::create({{"steady", 1000, 1000, 30s}});
        File file(runHead(), half);
        Recorder recorder(half, &file);
        std::mt19937_64 random(1);                               // NOLINT: always the same run
        std::uniform_real_distribution<double> magnitude(6, 23); // 64 µs to 8 s
        for (int i = 0; i < 30'000; ++i) {
            const LoadTime due = 1ms * i;
            const auto latency =
                std::chrono::microseconds(std::llround(std::exp2(magnitude(random))));
            recorder.offered(due);
            recorder.sent(due, latency / 10);
            recorder.answered(due, latency, latency * 9 / 10, "");
            recorder.closeBefore(due);
        }
        const auto result = judged(runHead(), recorder.take());
        const auto size = file.bytes.size();
        QVERIFY2(60 * size + endFrames(result, size).size() <= 5'000'000,
                 std::to_string(size).c_str());
        Histogram merged;
        for (const auto& second : result.record.seconds)
            merged.merge(*Histogram::decoded(second.latency));
        QCOMPARE(merged.count(), std::uint64_t{30'000});
        for (const double part : {0.5, 0.95, 0.99, 0.999}) {
            const auto kept = static_cast<double>(merged.quantile(part));
            const auto exact = static_cast<double>(result.record.counted.latency.quantile(part));
            QVERIFY(kept >= exact && kept <= exact * 1.01);
        }
    }

private:
    static std::size_t headEnd() {
        return runFileMark().size() + headFrame(runHead(), course()).size();
    }
};

VIGIA_TEST_CLASS(RunFormatTest)
#include "run_format_test.moc"
