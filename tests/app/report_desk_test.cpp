#include "app/report_desk.h"

#include "tests/app/context.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <future>

using namespace vigia;
using core::report::Format;

namespace {

using Files = core::Result<std::vector<std::string>>;

/// A desk that works, with a folder of its own.
struct Desk {
    Desk() { desk.begin(); }
    ~Desk() { desk.end(); }

    Files operations(std::vector<Format> formats, std::stop_token stop = {}) {
        std::promise<Files> promise;
        auto snapshot = std::make_shared<core::ops::ConsoleSnapshot>();
        snapshot->cluster = "local";
        snapshot->sampledAt = core::UtcTime(std::chrono::hours(24));
        desk.operations(
            snapshot, snapshot->sampledAt - std::chrono::hours(1), snapshot->sampledAt,
            {folder.path().toStdString() + "/reports", std::move(formats)}, std::move(stop),
            [this](const auto& step) {
                steps.push_back(step);
                if (onStep)
                    onStep();
            },
            [&](Files files) { promise.set_value(std::move(files)); });
        return promise.get_future().get();
    }

    QTemporaryDir folder;
    app::Context context = tests::contextOf({});
    std::vector<core::report::ReportStep> steps;
    std::function<void()> onStep;
    app::ProgramReportDesk desk{context, folder.path().toStdString()};
};

} // namespace

class ReportDeskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theChosenFormatsAreWrittenAndCounted() {
        Desk host;
        const auto files = host.operations({Format::Markdown, Format::Json});
        QVERIFY2(files.has_value(), files ? "" : files.error().message.c_str());
        QCOMPARE(files->size(), std::size_t{2});
        QVERIFY(files->front().ends_with(".md") && std::filesystem::exists(files->front()));
        QCOMPARE(host.steps.size(), std::size_t{2});
        QCOMPARE(host.steps.back().done, std::size_t{2});
        QCOMPARE(host.steps.back().all, std::size_t{2});
    }

    void aStopEndsItBeforeTheNextFileAndKeepsTheFirst() {
        Desk host;
        std::stop_source stop;
        host.onStep = [&stop] { stop.request_stop(); };
        const auto files = host.operations({Format::Markdown, Format::Json}, stop.get_token());
        QVERIFY(!files && files.error().code == core::ErrorCode::Cancelled);
        QVERIFY(std::filesystem::exists(host.steps.front().file));
        QCOMPARE(host.steps.size(), std::size_t{1});
    }

    void aFolderThatCannotBeMadeIsNamed() {
        Desk host;
        std::promise<Files> promise;
        host.desk.operations(std::make_shared<core::ops::ConsoleSnapshot>(), {}, {},
                             {"/proc/vigia-reports", {Format::Json}}, {}, {},
                             [&](Files files) { promise.set_value(std::move(files)); });
        const auto files = promise.get_future().get();
        QVERIFY(!files);
        QVERIFY(files.error().message.find("/proc/vigia-reports") != std::string::npos);
    }

    void aRunThatWasNotKeptIsNamed() {
        Desk host;
        host.context =
            tests::contextOf({"data.dir=" + host.folder.path().toStdString() + "/data/stack"});
        std::promise<Files> promise;
        host.desk.run("no-such-run", {host.folder.path().toStdString(), {Format::Json}}, {}, {},
                      [&](Files files) { promise.set_value(std::move(files)); });
        const auto files = promise.get_future().get();
        QVERIFY(!files && files.error().code == core::ErrorCode::NotFound);
    }
};

VIGIA_TEST_CLASS(ReportDeskTest)
#include "report_desk_test.moc"
