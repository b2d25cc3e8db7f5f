#include "core/view/run_table.h"
#include "tests/ui/pages/page_host.h"
#include "ui/bridge/data_table.h"
#include "ui/clusters/close_dialog.h"
#include "ui/pages/load/load_page.h"
#include "ui/pages/load/note_dialog.h"
#include "ui/pages/load/run_charts.h"
#include "ui/pages/load/run_pane.h"
#include "ui/pages/load/scenario_cards.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace vigia;
using namespace core::load;
using namespace std::chrono_literals;
using tests::PageHost;
using ui::pages::LoadPage;
using ui::pages::NoteDialog;

namespace {

/// A desk that does at once what it is asked for, and writes it down.
class FakeLoadDesk final : public LoadDesk {
public:
    FakeLoadDesk() { m_status.publish(LoadStatus{}); }

    [[nodiscard]] std::vector<ScenarioCard> scenarios() const override {
        return {{"baseline", "Baseline", "Twenty users who read and write for five minutes",
                 Model::Closed, 310, 45},
                {"spike", "Spike", "From five users to fifty and back", Model::Closed, 180, 0}};
    }
    core::Published<LoadStatus>& status() override { return m_status; }
    void start(std::string scenario, bool brief, Done done) override {
        calls.push_back("start " + scenario + (brief ? " short" : ""));
        goOn(1);
        runs.insert(runs.begin(), summary("aaaa0001", RunState::Running));
        done(std::string("aaaa0001"));
    }
    void stop() override { calls.push_back("stop"); }
    void list(Listed listed) override { listed({runs, {}}); }
    void read(std::string id, Read read) override {
        calls.push_back("read " + id);
        read(std::make_shared<const RunView>(view(id, RunState::Finished)));
    }
    void annotate(std::string id, RunAnnotation annotation, Done done) override {
        calls.push_back("annotate " + id + " " + annotation.name + " " +
                        std::to_string(annotation.tags.size()));
        done(std::string("The run is annotated."));
    }
    void makeBaseline(std::string id, Done done) override {
        calls.push_back("baseline " + id);
        done(std::string("The run is its scenario's baseline."));
    }
    void remove(std::string, Done done) override { done(std::string("The run is removed.")); }

    static RunView view(const std::string& id, RunState state) {
        RunView view;
        view.head.id = id;
        view.head.scenario = "baseline";
        view.head.title = "Baseline";
        view.head.target = "http://127.0.0.1:8080";
        view.head.begunAt = core::fromEpochMillis(1'735'787'045'678);
        view.head.settings["command"] = "vigia load run baseline --seed 7";
        for (const char* text : {"p95 < 200ms", "errors < 0.5%"})
            view.head.thresholds.push_back(*parseThreshold(text));
        view.state = state;
        if (state == RunState::Finished)
            view.verdict = RunVerdict::Missed;
        view.stages = {{"warm-up", 1, 20, 5s, false}, {"steady", 20, 20, 40s, true}};
        for (int i = 0; i < 30; ++i)
            view.points.push_back({400, 398, 0, 2, 3'100, 41'000, 90'000, true});
        view.measured = {{"p95", 0.312}, {"p50", 0.0031}, {"p99", 0.41}, {"errors", 0.001}};
        view.errors = {{"503", 21}, {"timeout", 2}};
        view.at = 30;
        return view;
    }
    static RunSummary summary(const std::string& id, RunState state) {
        RunSummary line;
        line.head = view(id, state).head;
        line.state = state;
        if (state == RunState::Finished)
            line.verdict = RunVerdict::Missed;
        line.measured = view(id, state).measured;
        return line;
    }
    void goOn(double at, bool draining = false) {
        auto live = view("aaaa0001", RunState::Running);
        live.at = at;
        live.draining = draining;
        live.inFlight = 3;
        m_status.publish(LoadStatus{std::make_shared<const RunView>(live), {}, {}});
    }
    void finish() { m_status.publish(LoadStatus{nullptr, "aaaa0001", {}}); }

    std::vector<std::string> calls;
    std::vector<RunSummary> runs{summary("bbbb0002", RunState::Finished)};

private:
    core::Published<LoadStatus> m_status;
};

/// The page as it stands in the window at 1280 × 800.
struct LoadHost : PageHost {
    LoadHost() {
        context.setLoadDesk(&desk);
        page = std::make_unique<LoadPage>(context);
        page->resize(1104, 640);
        page->show();
        settle();
    }
    static void settle() {
        for (int i = 0; i < 6; ++i)
            QCoreApplication::processEvents();
    }
    [[nodiscard]] LoadPage& load() const { return static_cast<LoadPage&>(*page); }
    [[nodiscard]] QPushButton* button(const QString& text) const {
        for (auto* each : page->findChildren<QPushButton*>())
            if (each->text().startsWith(text) && each->isVisible())
                return each;
        return nullptr;
    }
    [[nodiscard]] bool called(const std::string& call) const {
        return std::find(desk.calls.begin(), desk.calls.end(), call) != desk.calls.end();
    }

    FakeLoadDesk desk;
};

} // namespace

class LoadPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void theNewestRunIsShownWithWhatItMissed() {
        LoadHost host;
        QCOMPARE(host.load().table().table().rowCount(), std::size_t{1});
        QVERIFY(host.called("read bbbb0002"));
        QCOMPARE(host.load().pane().sentence(), QStringLiteral("1 of 2 missed: p95 < 200 ms"));
        QVERIFY(host.load().pane().findChild<ui::pages::RunCharts*>()->rate().isVisible());
        host.picture(QStringLiteral("load-finished"));
        QCOMPARE(tests::clippedTexts(*host.page), QStringList());
        QCOMPARE(tests::unnamedWidgets(*host.page), QStringList());
    }

    void oneClickRunsAScenarioAndStopIsAskedTwice() {
        LoadHost host;
        host.button(QStringLiteral("Short"))->click();
        LoadHost::settle();
        QTRY_VERIFY(host.called("start baseline short"));
        host.load().look();
        QTRY_VERIFY(host.load().pane().run()->state == RunState::Running);
        QVERIFY(host.button(QStringLiteral("Run")) == nullptr); // one at a time
        host.picture(QStringLiteral("load-live"));
        QCOMPARE(tests::clippedTexts(*host.page), QStringList());
        host.button(QStringLiteral("Stop"))->click();
        host.desk.goOn(31, true);
        host.load().look();
        QVERIFY(host.load().pane().sentence().contains(QStringLiteral("3")));
        host.button(QStringLiteral("End now"))->click();
        QCOMPARE(std::count(host.desk.calls.begin(), host.desk.calls.end(), "stop"), 2);
        host.desk.runs.front() = FakeLoadDesk::summary("aaaa0001", RunState::Finished);
        host.desk.finish();
        host.load().look();
        QTRY_VERIFY(host.load().pane().run()->state == RunState::Finished);
        QVERIFY(host.called("read aaaa0001"));
        QVERIFY(host.button(QStringLiteral("Run")) != nullptr);
    }

    void nameTagsAndNotesAreKept() {
        LoadHost host;
        const auto made = host.load().makeDialogs();
        QCOMPARE(made.size(), std::size_t{1});
        auto* dialog = qobject_cast<NoteDialog*>(made.front());
        dialog->open();
        const auto lines = dialog->findChildren<QLineEdit*>();
        lines[0]->setText(QStringLiteral("after the index"));
        lines[1]->setText(QStringLiteral("release-2, nightly,, "));
        QCOMPARE(dialog->annotation().tags, (std::vector<std::string>{"release-2", "nightly"}));
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Save"))
                button->click();
        QTRY_VERIFY(host.called("annotate bbbb0002 after the index 2"));
    }

    void closingDuringARunStopsItFirst() {
        FakeLoadDesk desk;
        desk.goOn(3);
        auto* dialog = new ui::clusters::CloseDialog(tests::theme(), desk, nullptr);
        QSignalSpy closes(dialog, &ui::clusters::CloseDialog::mayClose);
        dialog->open();
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Stop it and close"))
                button->click();
        QCOMPARE(desk.calls, std::vector<std::string>{"stop"});
        QCOMPARE(closes.size(), 0);
        desk.finish();
        QTRY_COMPARE(closes.size(), 1);
    }
};

VIGIA_TEST_CLASS(LoadPageTest)
#include "load_page_test.moc"
