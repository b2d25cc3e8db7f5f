#include "core/view/run_table.h"
#include "tests/ui/pages/page_host.h"
#include "ui/bridge/data_table.h"
#include "ui/bridge/filter_bar.h"
#include "ui/clusters/close_dialog.h"
#include "ui/pages/load/beside_charts.h"
#include "ui/pages/load/compare_pane.h"
#include "ui/pages/load/figure_row.h"
#include "ui/pages/load/load_page.h"
#include "ui/pages/load/note_dialog.h"
#include "ui/pages/load/run_charts.h"
#include "ui/pages/load/run_pane.h"
#include "ui/pages/load/scenario_cards.h"
#include "ui/pages/load/scenario_editor.h"
#include "ui/pages/load/trend_pane.h"
#include "ui/testing/fake_load_desk.h"
#include "ui/testing/fake_scenario_desk.h"
#include "ui/widgets/mini_table.h"
#include "ui/widgets/unlock_dialog.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace vigia;
using namespace core::load;
using namespace std::chrono_literals;
using tests::PageHost;
using ui::pages::LoadPage;
using ui::pages::NoteDialog;
using ui::testing::FakeLoadDesk;

namespace {

/// The page as it stands in the window at 1280 × 800.
struct LoadHost : PageHost {
    LoadHost() {
        context.setLoadDesk(&desk);
        context.setScenarioDesk(&scenarios);
        page = std::make_unique<LoadPage>(context);
        page->resize(1104, 640);
        page->show();
        settle();
    }
    void showProduction(bool readOnly) {
        auto snapshot = ui::testing::healthySnapshot(now);
        snapshot.cluster = "local";
        snapshot.tag = "prod";
        snapshot.readOnly = readOnly;
        show(snapshot);
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
    void choose(const std::vector<std::string>& ids) const {
        auto* view = load().table().view();
        view->clearSelection();
        for (const std::string& id : ids) {
            core::view::OwnedKey key;
            key.text = id;
            const auto row = load().table().table().rowOf(key);
            const auto index = view->model()->index(row ? int(*row) : -1, 0);
            view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::Select |
                                                               QItemSelectionModel::Rows);
        }
        settle();
    }
    /// What the comparison says of a metric in a column.
    [[nodiscard]] QString cell(const char* metric, std::size_t column) const {
        for (const auto& row : load().pane().comparePane().metrics().rows())
            if (row.id == QLatin1String(metric))
                return row.cells.at(column).text;
        return {};
    }
    /// A figure in the head of the run, with its unit.
    [[nodiscard]] QString figure(const QString& label) const {
        for (const auto& each : load().pane().findChild<ui::pages::FigureRow*>()->figures())
            if (each.label == label)
                return each.unit.isEmpty() ? each.value : each.value + QLatin1Char(' ') + each.unit;
        return {};
    }
    [[nodiscard]] bool called(const std::string& call) const { return desk.called(call); }

    FakeLoadDesk desk;
    ui::testing::FakeScenarioDesk scenarios;
};

} // namespace

class LoadPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { tests::failOnQtWarnings(); }

    void theNewestRunIsShownWithWhatItMissed() {
        LoadHost host;
        QCOMPARE(host.load().table().table().rowCount(), std::size_t{8});
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
        host.desk.runs.front() = ui::testing::sampleSummary("aaaa0001", RunState::Finished);
        host.desk.finish();
        host.load().look();
        QTRY_VERIFY(host.load().pane().run()->state == RunState::Finished);
        QVERIFY(host.called("read aaaa0001"));
        QVERIFY(host.button(QStringLiteral("Run")) != nullptr);
    }

    void aRunThatGoesOnShowsLagAndCpuAndMarksEvents() {
        LoadHost host;
        host.desk.beginRun(25);
        host.load().openItem(QStringLiteral("aaaa0001"));
        host.load().look();
        LoadHost::settle();
        auto& pane = host.load().pane();
        const auto& beside = pane.besideCharts();
        QVERIFY(beside.lag().isVisible() && beside.cpu().isVisible());
        QCOMPARE(beside.lagRemark(), QString());
        QCOMPARE(beside.cpuRemark(), QString());
        auto& rate = pane.findChild<ui::pages::RunCharts*>()->rate();
        for (const ui::plot::TimeChart* chart : {&rate, &beside.lag(), &beside.cpu()}) {
            QStringList words;
            for (const auto& mark : chart->visibleMarks())
                words << mark.word;
            QVERIFY2(words.contains(QStringLiteral("rebalance 0.3 s")),
                     qPrintable(words.join(u',')));
        }
        QCOMPARE(host.figure(QStringLiteral("Generator")), QStringLiteral("12 % CPU"));
        QCOMPARE(host.figure(QStringLiteral("Workers")), QStringLiteral("90 % CPU"));
        QCOMPARE(host.figure(QStringLiteral("Lag")), QStringLiteral("156"));
        QTRY_VERIFY(beside.lag().drawnPoints() > 0 && beside.cpu().drawnPoints() > 0);
        host.picture(QStringLiteral("load-live-cluster"));
        QCOMPARE(tests::clippedTexts(*host.page), QStringList());
    }

    void whatNobodyWatchedIsSaidInASentence() {
        LoadHost host;
        auto& pane = host.load().pane();
        pane.setView(ui::pages::RunPane::View::Cluster);
        LoadHost::settle();
        QVERIFY(pane.besideCharts().lag().isVisible());
        QVERIFY(!pane.findChild<ui::pages::RunCharts*>()->isVisible());
        host.picture(QStringLiteral("load-cluster"));
        auto run = std::make_shared<RunView>(*pane.run());
        auto seen = std::make_shared<Observed>();
        seen->cpus = {{"generator", {{1, 10}}}};
        run->observed = seen;
        pane.show(run, false);
        LoadHost::settle();
        QVERIFY(!pane.besideCharts().lag().isVisible() && pane.besideCharts().cpu().isVisible());
        QVERIFY(pane.besideCharts().lagRemark().startsWith(QStringLiteral("Not known:")));
        QVERIFY(pane.besideCharts().cpuRemark().startsWith(QStringLiteral("Not known:")));
        host.picture(QStringLiteral("load-cluster-elsewhere"));
        QCOMPARE(tests::clippedTexts(*host.page), QStringList());
    }

    void aRunStoppedInItsWarmUpSaysThatNothingWasMeasured() {
        LoadHost host;
        auto run = std::make_shared<RunView>(*host.load().pane().run());
        run->verdict = RunVerdict::Stopped;
        run->measured = {{"cpu", 0.1}};
        host.load().pane().show(run, false);
        QVERIFY(host.load().pane().sentence().endsWith(QStringLiteral("nothing was measured.")));
        const auto status = core::view::runStatus(RunState::Finished, RunVerdict::Stopped);
        QCOMPARE(std::string(status.word), std::string("STOPPED"));
    }

    void nameTagsAndNotesAreKept() {
        LoadHost host;
        const auto made = host.load().makeDialogs();
        QCOMPARE(made.size(), std::size_t{3});
        delete made[1];
        delete made[2];
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

    void twoChosenRunsAreComparedAndNoiseIsCalledNoise() {
        LoadHost host;
        host.choose({"bbbb0002", "cccc0001"});
        host.load().pane().setView(ui::pages::RunPane::View::Compare);
        QTRY_VERIFY(host.called("compare cccc0001 bbbb0002")); // the older one first
        auto& pane = host.load().pane().comparePane();
        QTRY_VERIFY(pane.sentence().contains(QStringLiteral("with 99 % confidence")));
        QVERIFY(pane.sentence().contains(QStringLiteral("p99 +")));
        QCOMPARE(host.cell("p50", 2), QStringLiteral("3.1 ms · within noise"));
        QVERIFY(host.cell("p99", 2).startsWith(QStringLiteral("410 ms · +")));
        host.picture(QStringLiteral("load-compare"));
        QCOMPARE(tests::clippedTexts(*host.page), QStringList());
        QCOMPARE(tests::unnamedWidgets(*host.page), QStringList());
        core::load::RunComparison alike;
        alike.differences.push_back({"p99", 0.04, 0.041, std::pair{-0.002, 0.004}});
        QCOMPARE(ui::pages::ComparePane::sentenceOf(alike),
                 QStringLiteral("no difference beyond noise"));
        alike.differences.front().interval.reset();
        QVERIFY(ui::pages::ComparePane::sentenceOf(alike).startsWith(
            QStringLiteral("too short to tell")));
    }

    void manyRunsAreComparedWithTheBaselineAmongThem() {
        LoadHost host;
        host.choose({"bbbb0002", "cccc0001", "cccc0003", "cccc0005"});
        host.load().pane().setView(ui::pages::RunPane::View::Compare);
        QTRY_COMPARE(host.load().pane().comparePane().metrics().rows().size(), std::size_t{8});
        QCOMPARE(host.load().pane().comparePane().metrics().rows().front().cells.size(),
                 std::size_t{5});
        QVERIFY(std::any_of(host.desk.calls.begin(), host.desk.calls.end(), [](const auto& call) {
            return call.starts_with("compare cccc0003 ");
        }));
    }

    void aRunIsHeldAgainstItsScenariosBaseline() {
        LoadHost host;
        QTRY_VERIFY(host.called("compare cccc0003 bbbb0002"));
        host.desk.runs[3].baseline = false;
        host.desk.calls.clear();
        LoadHost other;
        other.desk.runs[3].baseline = false;
        other.load().reload();
        other.choose({"cccc0001"});
        other.load().pane().setView(ui::pages::RunPane::View::Compare);
        LoadHost::settle();
        QVERIFY(!other.called("compare cccc0003 cccc0001"));
    }

    void theTrendIsOfRunsOfOneScenario() {
        LoadHost host;
        host.load().pane().setView(ui::pages::RunPane::View::Trend);
        LoadHost::settle();
        auto& trend = host.load().pane().trendPane();
        QCOMPARE(trend.count(), std::size_t{6}); // one was cut off, one is of another scenario
        QCOMPARE(trend.latency().visibleMarks().size(), std::size_t{1});
        host.picture(QStringLiteral("load-trend"));
        QCOMPARE(tests::clippedTexts(*host.page), QStringList());
    }

    void runsAreFoundByTagAndNote() {
        LoadHost host;
        auto* field = host.load().table().filterBar()->field();
        field->setText(QStringLiteral("tags ~ nightly and p99 < 60"));
        QTRY_COMPARE(host.load().table().table().rowCount(), std::size_t{1});
        field->setText(QStringLiteral("notes ~ attempt"));
        QTRY_COMPARE(host.load().table().table().rowCount(), std::size_t{1});
        QCOMPARE(host.load().table().table().key(0).text, "cccc0003");
    }

    void aRunThatCannotBeReadSaysWhy() {
        LoadHost host;
        host.desk.failure =
            core::failure(core::ErrorCode::Corrupt, "the run is damaged; remove it");
        host.choose({"cccc0001"});
        QTRY_VERIFY(host.load().pane().run() == nullptr);
        host.desk.runs.clear();
        host.desk.failure.reset();
        host.load().reload();
        LoadHost::settle();
        QCOMPARE(host.load().table().table().rowCount(), std::size_t{0});
        host.picture(QStringLiteral("load-empty"));
    }

    void anUnlockedClusterIsLoadedWithWhatItWasUnlockedWith() {
        LoadHost host;
        host.showProduction(true);
        QVERIFY(!host.button(QStringLiteral("Short"))->isEnabled());
        host.context.writeLock().unlock(QStringLiteral("local"), QStringLiteral("ticket 7"));
        host.button(QStringLiteral("Short"))->click();
        QTRY_VERIFY(host.called("start baseline short"));
        QCOMPARE(host.desk.passes.at(0).cluster, std::string("local"));
        QCOMPARE(host.desk.passes.at(0).reason, std::string("ticket 7"));
    }

    /// Where nothing is locked there is nothing to unlock in the top bar: the page asks.
    void productionWhereChangesAreAllowedAsksForItsNameAndAReason() {
        LoadHost host;
        host.showProduction(false);
        host.button(QStringLiteral("Short"))->click();
        auto* dialog = host.page->findChild<ui::widgets::UnlockDialog*>();
        QVERIFY(dialog != nullptr);
        QVERIFY(!host.called("start baseline short"));
        const auto fields = dialog->findChildren<QLineEdit*>();
        QTest::keyClicks(fields[0], QStringLiteral("local"));
        QTest::keyClicks(fields[1], QStringLiteral("ticket 7"));
        QTest::keyClick(fields[1], Qt::Key_Return);
        QTRY_VERIFY(host.called("start baseline short"));
        QCOMPARE(host.desk.passes.at(0).cluster, std::string("local"));
        QCOMPARE(host.desk.passes.at(0).reason, std::string("ticket 7"));
    }

    void aSavedScenarioHasACardAndRunsFromTheEditor() {
        LoadHost host;
        host.button(QStringLiteral("New scenario…"))->click();
        auto* editor = host.page->findChild<ui::pages::ScenarioEditor*>();
        QVERIFY(editor != nullptr);
        host.desk.own = "mine";
        const auto buttons = editor->findChildren<QPushButton*>();
        const auto run = std::find_if(buttons.begin(), buttons.end(), [](const auto* each) {
            return each->text() == QStringLiteral("Save and run the short form");
        });
        QTRY_VERIFY((*run)->isEnabled());
        (*run)->click();
        QTRY_VERIFY(host.called("start mine short"));
        QCOMPARE(host.scenarios.saved.size(), std::size_t{1});
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
