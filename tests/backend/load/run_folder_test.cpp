#include "backend/load/run_folder.h"
#include "core/base/file.h"
#include "core/load/recorder.h"
#include "tests/core/load/runs.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <random>

using namespace vigia;
using namespace vigia::backend::load;
using namespace vigia::core::load;
using namespace std::chrono_literals;
using core::ErrorCode;

class RunFolderTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_home;

    [[nodiscard]] std::filesystem::path folder() const {
        return std::filesystem::path(m_home->path().toStdString()) / "runs";
    }
    static Course course() { return *Course::create({{"hold", 10, 10, 3s}}); }

    std::unique_ptr<RunFile> begin(const RunHead& head) const {
        return std::move(*RunFile::begin(folder(), head, course()));
    }
    static RunResult record(RunFile& file, const RunHead& head) {
        Recorder recorder(course(), &file);
        for (int i = 0; i < 30; ++i) {
            recorder.offered(100ms * i);
            recorder.sent(100ms * i, 1us);
            recorder.answered(100ms * i, 5ms, 5ms, "");
        }
        return judged(head, recorder.take());
    }
    void keep(const RunHead& head) const {
        const auto file = begin(head);
        QVERIFY(file->finish(record(*file, head)));
    }
    /// As much as is kept of what was seen beside a run.
    static Observed fullObserved() {
        Observed seen{.watched = true};
        const auto points = [](double scale) {
            ObservedPoints all;
            for (std::size_t i = 0; i < Observed::kMostPoints; ++i)
                all.emplace_back(3.000123 * static_cast<double>(i),
                                 scale * static_cast<double>(i) / 7);
            return all;
        };
        for (std::size_t i = 0; i < Observed::kMostEvents; ++i)
            seen.events.push_back({9.000123 * static_cast<double>(i), core::ops::Health::Degraded,
                                   "rebalance of acl-stock-consumer-group"});
        for (std::size_t i = 0; i < Observed::kMostGroups; ++i)
            seen.lags.push_back({"group-" + std::to_string(i), points(1'000)});
        for (std::size_t i = 0; i <= Observed::kMostWorkers; ++i)
            seen.cpus.push_back({"worker-" + std::to_string(i), points(1)});
        return seen;
    }
    static RunHead later(const std::string& id) {
        auto head = runHead(id);
        head.begunAt += 1min;
        return head;
    }

private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void aKeptRunIsListedAndRead() {
        keep(runHead("a1"));
        keep(later("b2"));
        const auto list = RunFolder(folder()).list();
        QCOMPARE(list.runs.size(), std::size_t{2});
        QCOMPARE(list.runs[0].head.id, std::string("b2"));
        QVERIFY(list.runs[0].verdict == RunVerdict::Passed);
        QCOMPARE(list.problems.size(), std::size_t{0});
        const auto run = RunFolder(folder()).read("a1");
        QVERIFY(run && run->state == RunState::Finished);
        QCOMPARE(run->result.record.counted.answered, std::uint64_t{30});
    }

    void aRunIsSeenWhileItGoesOn() {
        const auto file = begin(runHead("a1"));
        const auto result = record(*file, runHead("a1"));
        RunFolder runs(folder());
        QCOMPARE(runs.list().runs.at(0).state, RunState::Running);
        QVERIFY(!runs.list().runs.at(0).verdict);
        QCOMPARE(runs.read("a1")->state, RunState::Running);
        QCOMPARE(runs.read("a1")->result.record.seconds.size(), std::size_t{3});
        QCOMPARE(runs.remove("a1").error().code, ErrorCode::Conflict);
        QVERIFY(file->finish(result));
        QCOMPARE(runs.read("a1")->state, RunState::Finished);
    }

    /// Half an hour whose seconds are as varied as they can be.
    void aRunOfThirtyMinutesHasFiveMegabytesAtMost() {
        auto head = runHead("a1");
        const Course half =
            *Course::create({{"warm-up", 400, 400, 300s, false}, {"steady", 400, 600, 1'500s}});
        auto file = std::move(*RunFile::begin(folder(), head, half));
        Recorder recorder(half, file.get());
        std::mt19937 random(7);
        std::uniform_real_distribution<double> magnitude(2, 7); // 100 µs to 10 s, each as often
        for (std::int64_t i = 0; i < 1'800 * 500; ++i) {
            const LoadTime due = 2ms * i;
            const auto service =
                std::chrono::microseconds(std::llround(std::pow(10, magnitude(random))));
            recorder.offered(due);
            recorder.sent(due, service / 100);
            recorder.answered(due, 2 * service, service, i % 97 == 0 ? "503" : "");
            if (i % 100 == 0)
                recorder.lag(due, static_cast<std::uint64_t>(i));
            if (i % 500 == 0)
                recorder.closeBefore(due - 10s);
        }
        auto result = judged(head, recorder.take());
        result.record.observed = fullObserved();
        QVERIFY(file->finish(result));
        const auto bytes = std::filesystem::file_size(folder() / "a1.run");
        QVERIFY2(bytes > 2'000'000 && bytes <= 5'000'000, std::to_string(bytes).c_str());
        const auto kept = RunFolder(folder()).read("a1");
        QVERIFY(kept && kept->result.record.seconds.size() == 1'800);
        QCOMPARE(kept->result.measured.at("p99"), result.measured.at("p99")); // totals are exact
    }

    void aRunWhoseWriterDiedIsReadable() {
        {
            const auto file = begin(runHead("a1"));
            (void)record(*file, runHead("a1"));
        }
        const RunFolder runs(folder());
        QCOMPARE(runs.list().runs.at(0).state, RunState::Interrupted);
        QCOMPARE(runs.read("a1")->result.record.counted.answered, std::uint64_t{30});
        QCOMPARE(runs.read("a1")->result.verdict(), RunVerdict::Stopped);
    }

    void namesTagsAndNotesAreKeptBesideTheRun() {
        keep(runHead("a1"));
        RunFolder runs(folder());
        const RunAnnotation annotation{"before the fix", {"release 2", "ä"}, "two\nlines"};
        QVERIFY(runs.annotate("a1", annotation));
        QVERIFY(runs.read("a1")->annotation == annotation);
        QCOMPARE(runs.list().runs.at(0).shownName(), std::string("before the fix"));
        QCOMPARE(runs.annotate("a1", {"two\nlines", {}, ""}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(runs.annotate("a1", {"", {"a,b"}, ""}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(runs.annotate("zz", {}).error().code, ErrorCode::NotFound);
    }

    void aScenarioHasOneBaseline() {
        keep(runHead("a1"));
        keep(later("b2"));
        RunFolder runs(folder());
        QVERIFY(runs.makeBaseline("a1"));
        QVERIFY(runs.makeBaseline("b2"));
        QVERIFY(runs.read("b2")->baseline && !runs.read("a1")->baseline);
        QVERIFY(runs.remove("b2"));
        QVERIFY(!runs.list().runs.at(0).baseline);
        QVERIFY(runs.makeBaseline("a1") && runs.clearBaseline("baseline"));
        QVERIFY(!runs.read("a1")->baseline);
    }

    void theOldestGoFirstButNoneWithATagAndNoBaseline() {
        for (int i = 0; i < 6; ++i) {
            auto head = runHead("r" + std::to_string(i));
            head.begunAt += std::chrono::minutes(i);
            keep(head);
        }
        RunFolder runs(folder());
        QVERIFY(runs.annotate("r0", {"", {"release 2"}, ""}) && runs.makeBaseline("r2"));
        QCOMPARE(runs.prune({.runs = 4}).size(), std::size_t{2});
        std::vector<std::string> kept;
        for (const auto& run : runs.list().runs)
            kept.push_back(run.head.id);
        QCOMPARE(kept, (std::vector<std::string>{"r5", "r4", "r2", "r0"}));
        QVERIFY(runs.prune({.runs = 4}).empty());
        const auto told = runs.prune({.bytes = 1});
        QCOMPARE(told.size(), std::size_t{3}); // the last sentence: the others must stay
        QVERIFY(told.front().find("r4") != std::string::npos);
        QVERIFY(told.back().find("tag") != std::string::npos);
        QCOMPARE(runs.list().runs.size(), std::size_t{2});
    }

    void whatGoesOnIsNotRemovedToMakeRoom() {
        const auto file = begin(runHead("a1"));
        RunFolder runs(folder());
        QCOMPARE(runs.prune({.runs = 0}).size(), std::size_t{1});
        QCOMPARE(runs.list().runs.size(), std::size_t{1});
    }

    void aLineAndABaselineAreReadWithoutTheOthers() {
        keep(runHead("a1"));
        RunFolder runs(folder());
        QVERIFY(!runs.baselineOf("baseline") && !runs.summary("b2"));
        QVERIFY(runs.makeBaseline("a1") && runs.annotate("a1", {"x", {}, ""}));
        QCOMPARE(*runs.baselineOf("baseline"), std::string("a1"));
        QVERIFY(runs.summary("a1")->baseline);
        QCOMPARE(runs.summary("a1")->shownName(), std::string("x"));
    }

    void aRemovedRunIsGoneWithWhatWasWrittenAboutIt() {
        keep(runHead("a1"));
        RunFolder runs(folder());
        QVERIFY(runs.annotate("a1", {"x", {}, ""}));
        QVERIFY(runs.remove("a1"));
        QVERIFY(std::filesystem::is_empty(folder()));
        QCOMPARE(runs.remove("a1").error().code, ErrorCode::NotFound);
    }

    void foreignFilesAreTold() {
        keep(runHead("a1"));
        QVERIFY(core::replaceFile(folder() / "x.run", "hello"));
        QVERIFY(core::replaceFile(folder() / "y.run", *core::readFile(folder() / "a1.run")));
        QVERIFY(core::replaceFile(folder() / "notes.txt", "not asked"));
        const RunFolder runs(folder());
        const auto list = runs.list();
        QCOMPARE(list.problems.size(), std::size_t{1});
        QVERIFY(list.problems[0].find("x.run can't be read: it is no run of Vigia's") !=
                std::string::npos);
        QCOMPARE(runs.read("x").error().code, ErrorCode::Corrupt);
        QCOMPARE(runs.read("y").error().code, ErrorCode::Corrupt);
    }

    void anIdIsNoPath() {
        const RunFolder runs(folder());
        for (const char* id : {"../a", "", "a/b", "A", "a.b"})
            QCOMPARE(runs.read(id).error().code, ErrorCode::NotFound);
        QCOMPARE(runs.list().runs.size(), std::size_t{0});
    }

    void aRunThatCouldNotBeginLeavesNothing() {
        begin(runHead("a1"))->discard();
        QVERIFY(std::filesystem::is_empty(folder()));
    }

    void anIdIsUsedOnce() {
        keep(runHead("a1"));
        QCOMPARE(RunFile::begin(folder(), runHead("a1"), course()).error().code,
                 ErrorCode::Conflict);
    }

    void aDiskThatRefusesIsTold() {
        QVERIFY(core::replaceFile(folder(), "a file where the folder should be"));
        QCOMPARE(RunFile::begin(folder(), runHead("a1"), course()).error().code,
                 ErrorCode::Rejected);
    }
};

VIGIA_TEST_CLASS(RunFolderTest)
#include "run_folder_test.moc"
