#pragma once

#include "core/load/load_desk.h"
#include "ui/pages/page.h"

#include <QTimer>

namespace vigia::ui::bridge {
class DataTable;
}

namespace vigia::ui::pages {

class LoadGuard;
class RunActions;
class RunComparer;
class RunPane;
class ScenarioCards;

/// Load tests: a card with a button for each scenario, the runs that were kept, and one of them, or
/// the one that goes on, in full. It reads the program's load desk, not the snapshots.
class LoadPage : public Page {
    Q_OBJECT

public:
    explicit LoadPage(widgets::ConsoleContext& context, QWidget* parent = nullptr);

    void setSnapshot(core::ops::ConsoleSnapshotPtr snapshot) override;
    void openItem(const QString& item) override;
    [[nodiscard]] QWidget* filterField() const override;
    [[nodiscard]] std::vector<QDialog*> makeDialogs() override;
    [[nodiscard]] bridge::DataTable& table() const { return *m_table; }
    [[nodiscard]] RunPane& pane() const { return *m_pane; }
    /// One look at what goes on; a timer calls it.
    void look();
    /// Asks for the list of runs anew.
    void reload();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void addActions();
    void showScenarios();
    void addScenarioActions(const std::vector<core::load::ScenarioCard>& cards);
    void start(const QString& scenario, bool brief);
    void begin(const QString& scenario, bool brief, const core::ops::WritePass& pass);
    void stop();
    void showList(core::load::RunList list);
    void showCurrent();
    void read(const std::string& id);
    [[nodiscard]] bool showsLive() const;
    void enableCards();
    void edit(const QString& scenario);
    void removeScenario(const QString& scenario);
    [[nodiscard]] bool mayRun();
    [[nodiscard]] QDialog* makeEditor(const QString& scenario);

    core::load::LoadDesk* const m_desk;
    LoadGuard* const m_guard;
    ScenarioCards* m_cards = nullptr;
    bridge::DataTable* m_table = nullptr;
    RunPane* m_pane = nullptr;
    RunComparer* m_comparer = nullptr; ///< null without a desk
    RunActions* m_actions = nullptr;   ///< likewise
    QTimer m_looking;
    QTimer m_listing;
    std::shared_ptr<const core::load::LoadStatus> m_status;
    std::shared_ptr<const std::vector<core::load::RunSummary>> m_runs;
    std::uint64_t m_generation = 0;
    std::uint64_t m_scenarios = 0;           ///< the generation that is shown
    std::vector<QAction*> m_scenarioActions; ///< one or two for each card
    std::uint64_t m_question = 0;            ///< answers about another run are dropped
    std::string m_wanted; ///< a run that was begun or ended and is not in the list yet
    bool m_starting = false;
};

/// For windows of a program that can run load tests.
PageInfo loadPage();

} // namespace vigia::ui::pages
