#include "ui/pages/load/load_page.h"

#include "core/view/run_table.h"
#include "core/view/tables.h"
#include "ui/bridge/data_table.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/common/action_dialog.h"
#include "ui/pages/load/load_guard.h"
#include "ui/pages/load/run_actions.h"
#include "ui/pages/load/run_comparer.h"
#include "ui/pages/load/run_pane.h"
#include "ui/pages/load/scenario_cards.h"
#include "ui/pages/load/scenario_editor.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/gui_answer.h"

#include <QCoreApplication>
#include <QSplitter>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::load::LoadStatus;
using core::load::RunList;
using core::load::RunState;
using core::load::RunSummary;
using core::ops::Health;

LoadPage::LoadPage(widgets::ConsoleContext& context, QWidget* parent)
    : Page(QStringLiteral("load"), context, parent), m_desk(context.loadDesk()),
      m_guard(new LoadGuard(context, this)) {
    build();
    if (m_desk == nullptr)
        return;
    m_comparer = new RunComparer(context, *m_desk, *m_table, *m_pane, this);
    m_actions = new RunActions(context, *m_desk, *m_table, *m_pane, this);
    connect(m_actions, &RunActions::changed, this, &LoadPage::reload);
    connect(m_actions, &RunActions::noted, this, &LoadPage::read);
    connect(m_table, &bridge::DataTable::selectionChanged, m_comparer, &RunComparer::compareChosen);
    connect(m_pane, &RunPane::viewChanged, m_comparer, &RunComparer::compareChosen);
    addActions();
    showScenarios();
    m_looking.setInterval(200);
    connect(&m_looking, &QTimer::timeout, this, &LoadPage::look);
    m_listing.setInterval(2'000); // runs of commands and of other windows come, too
    connect(&m_listing, &QTimer::timeout, this, &LoadPage::reload);
    connect(&context.writeLock(), &widgets::WriteLock::changed, this, &LoadPage::enableCards);
}

void LoadPage::build() {
    m_cards = new ScenarioCards(theme(), {}, this);
    bridge::DataTableOptions options;
    options.key = QStringLiteral("load/runs"); // the same for every cluster
    options.name = tr("Runs");
    options.caption = {tr("%1 run"), tr("%1 runs")};
    options.icon = QStringLiteral("load");
    options.example = tr("Filter: p99 > 200 and tags ~ nightly");
    options.order = {{2, true}}; // the newest first
    m_table =
        new bridge::DataTable(theme(), context().settings(), core::view::runTable().plainColumns(),
                              std::move(options), this);
    m_table->setEmptyText(tr("No runs yet"), tr("What was run stays here until you remove it."));
    m_pane = new RunPane(context(), this);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(12);
    splitter->addWidget(m_table);
    splitter->addWidget(m_pane);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({150, 500});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_cards);
    column->addWidget(splitter, 1);
    connect(m_cards, &ScenarioCards::runRequested, this, &LoadPage::start);
    connect(m_cards, &ScenarioCards::editRequested, this, &LoadPage::edit);
    connect(m_cards, &ScenarioCards::removeRequested, this, &LoadPage::removeScenario);
    connect(m_table, &bridge::DataTable::currentChanged, this, &LoadPage::showCurrent);
    connect(m_pane, &RunPane::stopRequested, this, &LoadPage::stop);
}

void LoadPage::addActions() {
    addPageAction(tr("Stop the load test"), QKeySequence(QStringLiteral("S")), [this] { stop(); });
    auto* compare = addPageAction(tr("Compare the chosen runs"), QKeySequence(QStringLiteral("C")),
                                  [this] { m_pane->setView(RunPane::View::Compare); });
    addPageAction(tr("Trend of the scenario"), QKeySequence(QStringLiteral("T")),
                  [this] { m_pane->setView(RunPane::View::Trend); });
    auto* report = addPageAction(tr("Report of the run…"), QKeySequence(QStringLiteral("R")),
                                 [this] { m_actions->report(); });
    addPageAction(tr("New scenario…"), {}, [this] { edit({}); });
    auto* notes = addPageAction(tr("Name, tags and notes"), QKeySequence(QStringLiteral("N")),
                                [this] { m_actions->note(); });
    auto* baseline = addPageAction(tr("Make it the baseline"), QKeySequence(QStringLiteral("B")),
                                   [this] { m_actions->makeBaseline(); });
    auto* removed = addPageAction(tr("Remove the run"), QKeySequence(QStringLiteral("Del")),
                                  [this] { m_actions->remove(); });
    m_table->setRowActions({compare, report, notes, baseline, removed});
}

void LoadPage::addScenarioActions(const std::vector<core::load::ScenarioCard>& cards) {
    qDeleteAll(std::exchange(m_scenarioActions, {}));
    for (const auto& card : cards) {
        const QString name = bridge::qtext(card.name);
        m_scenarioActions.push_back(addPageAction(tr("Run %1").arg(widgets::shown(card.title)), {},
                                                  [this, name] { start(name, false); }));
        if (card.shortSeconds > 0)
            m_scenarioActions.push_back(
                addPageAction(tr("Run %1, short form").arg(widgets::shown(card.title)), {},
                              [this, name] { start(name, true); }));
    }
}

/// Those that were published since the last look, if any.
void LoadPage::showScenarios() {
    const auto generation = m_desk->scenarios().generation();
    if (generation == m_scenarios)
        return;
    m_scenarios = generation;
    const auto cards = m_desk->scenarios().read();
    m_cards->setCards(*cards);
    addScenarioActions(*cards);
    enableCards();
}

void LoadPage::setSnapshot(core::ops::ConsoleSnapshotPtr) {
    look();
}

void LoadPage::look() {
    if (m_desk == nullptr)
        return;
    showScenarios();
    if (m_desk->status().generation() == m_generation)
        return;
    m_generation = m_desk->status().generation();
    const bool went = m_status && m_status->run;
    m_status = m_desk->status().read();
    if (m_status->run) {
        if (showsLive())
            m_pane->show(m_status->run, true);
    } else if (went) {
        if (!m_status->problem.empty())
            context().notify(Health::Broken,
                             tr("Load test: %1").arg(widgets::localized(m_status->problem)));
        m_wanted = m_status->lastId;
        reload();
    }
    if (went != (m_status->run != nullptr))
        enableCards();
}

bool LoadPage::showsLive() const {
    if (!m_status || !m_status->run)
        return false;
    const auto& id = m_status->run->head.id;
    const auto current = m_table->current();
    return m_wanted == id || (current && current->text == id);
}

void LoadPage::enableCards() {
    const bool locked = context().writeLock().locked();
    const bool busy = m_starting || (m_status && m_status->run);
    m_cards->setEnabledToRun(!locked && !busy,
                             locked ? tr("The cluster is read-only")
                                    : tr("One load test at a time: stop the one that goes on"));
    m_cards->setVisible(!busy);
}

void LoadPage::start(const QString& scenario, bool brief) {
    if (m_desk != nullptr && !m_starting)
        m_guard->ask([this, scenario, brief](const auto& pass) { begin(scenario, brief, pass); });
}

void LoadPage::begin(const QString& scenario, bool brief, const core::ops::WritePass& pass) {
    if (m_starting)
        return;
    core::ops::AuditEntry entry;
    entry.verb = "load run";
    entry.target = scenario.toStdString();
    entry.after = brief ? "short form" : "";
    entry.reason = pass.reason;
    m_starting = true;
    setFocus(); // not into the filter, when the card with its button goes
    enableCards();
    const auto failed = [this](const QString& sentence) {
        m_starting = false;
        enableCards();
        context().notify(Health::Broken, tr("Load test: %1").arg(sentence));
    };
    const auto answered =
        widgets::onGuiThread(this, [this, entry, failed](const core::Result<std::string>& answer) {
            context().audit().end(entry, answer.has_value(),
                                  answer ? "run " + *answer : answer.error().message);
            if (!answer)
                return failed(widgets::localized(answer.error().message));
            m_starting = false;
            m_wanted = *answer;
            look();
            reload();
        });
    context().audit().begin(
        entry,
        [desk = m_desk, name = scenario.toStdString(), brief, pass, answered] {
            desk->start(name, brief, pass, answered);
        },
        failed);
}

void LoadPage::stop() {
    if (m_desk != nullptr && m_status && m_status->run)
        m_desk->stop();
}

void LoadPage::reload() {
    if (m_desk != nullptr)
        m_desk->list(widgets::onGuiThread(this, [this](const RunList& list) { showList(list); }));
}

void LoadPage::showList(RunList list) {
    showScenarios();
    for (const std::string& problem : list.problems)
        context().notify(Health::Degraded, widgets::localized(problem));
    m_runs = std::make_shared<const std::vector<RunSummary>>(std::move(list.runs));
    m_comparer->setRuns(m_runs);
    m_actions->setRuns(m_runs);
    m_table->setSource(core::view::rowsOf<RunSummary>(m_runs, *m_runs, core::view::runTable()),
                       context().now());
    const auto known = [this](const std::string& id) {
        core::view::OwnedKey key;
        key.text = id;
        return m_table->table().rowOf(key).has_value();
    };
    if (!m_wanted.empty() && known(m_wanted)) {
        core::view::OwnedKey key;
        key.text = std::exchange(m_wanted, {});
        m_table->select(key);
        return showCurrent();
    }
    m_comparer->compareAll();
    if (m_runs->empty() && !showsLive())
        return m_pane->show(nullptr, false);
    const auto gone = [this](const core::view::OwnedKey& key) {
        return std::none_of(m_runs->begin(), m_runs->end(),
                            [&](const RunSummary& run) { return run.head.id == key.text; });
    };
    if (m_table->current() && gone(*m_table->current()))
        m_table->deselect();
    if (!m_table->current() && m_table->table().rowCount() > 0) {
        m_table->select(m_table->table().key(0));
        return showCurrent();
    }
    const auto& shown = m_pane->run();
    const bool elsewhere = shown && shown->state == RunState::Running && !showsLive();
    if (elsewhere)
        read(shown->head.id); // a run of another program goes on
}

void LoadPage::showCurrent() {
    const auto current = m_table->current();
    if (showsLive())
        return m_pane->show(m_status->run, true);
    if (current)
        read(current->text);
}

void LoadPage::read(const std::string& id) {
    m_desk->read(
        id, widgets::onGuiThread(
                this, [this, question = ++m_question](
                          const core::Result<std::shared_ptr<const core::load::RunView>>& run) {
                    if (question != m_question || showsLive())
                        return;
                    if (!run)
                        return m_pane->showProblem(widgets::localized(run.error().message));
                    m_pane->setAgainst({});
                    m_pane->show(*run, false);
                    m_comparer->showAnother();
                }));
}

std::vector<QDialog*> LoadPage::makeDialogs() {
    if (!m_pane->run())
        return {};
    std::vector<QDialog*> dialogs = m_actions->makeDialogs();
    if (context().scenarioDesk() != nullptr)
        dialogs.push_back(makeEditor({}));
    return dialogs;
}

bool LoadPage::mayRun() {
    return !context().writeLock().locked() && !m_starting && !(m_status && m_status->run);
}

QDialog* LoadPage::makeEditor(const QString& scenario) {
    auto* editor = new ScenarioEditor(context(), scenario, mayRun(), this);
    connect(editor, &ScenarioEditor::saved, this, &LoadPage::reload);
    connect(editor, &ScenarioEditor::runRequested, this, &LoadPage::start);
    return editor;
}

void LoadPage::edit(const QString& scenario) {
    if (context().scenarioDesk() != nullptr)
        makeEditor(scenario)->show();
}

void LoadPage::removeScenario(const QString& scenario) {
    ActionTarget target;
    target.name = scenario;
    target.effect = tr("The file of this scenario goes; its runs stay.");
    target.run = [desk = context().scenarioDesk(),
                  name = scenario.toStdString()](core::ops::PlatformControl::Done done) {
        desk->remove(name, std::move(done));
    };
    target.audit.verb = "scenario delete";
    target.audit.target = scenario.toStdString();
    auto* dialog = new ActionDialog(context(), tr("Remove a scenario"), tr("Remove"),
                                    {std::move(target)}, this);
    connect(dialog, &QDialog::finished, this, &LoadPage::reload);
    dialog->open();
}

void LoadPage::openItem(const QString& item) {
    m_wanted = item.toStdString();
    reload();
}

QWidget* LoadPage::filterField() const {
    return m_table->filterField();
}

void LoadPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_desk == nullptr)
        return;
    m_looking.start();
    m_listing.start();
    look();
    enableCards();
    showCurrent();
    reload();
}

void LoadPage::hideEvent(QHideEvent* event) {
    m_looking.stop();
    m_listing.stop();
    Page::hideEvent(event);
}

PageInfo loadPage() {
    PageInfo info;
    info.id = QStringLiteral("load");
    const char* const title = QT_TRANSLATE_NOOP("Pages", "Load tests");
    info.title = QCoreApplication::translate("Pages", title);
    info.icon = info.id;
    info.separatorBefore = true;
    info.make = [](widgets::ConsoleContext& context, QWidget* parent) -> Page* {
        return new LoadPage(context, parent);
    };
    info.rail = [](const core::ops::ConsoleSnapshot&) { return RailState{}; };
    info.available = [](const core::ops::ConsoleSnapshot& snapshot) {
        return snapshot.hasPlatform;
    };
    return info;
}

} // namespace vigia::ui::pages
