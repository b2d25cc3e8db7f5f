#pragma once

#include "core/load/load_desk.h"
#include "ui/widgets/console_context.h"

#include <QObject>

class QDialog;

namespace vigia::ui::bridge {
class DataTable;
}

namespace vigia::ui::pages {

class RunPane;

/// What can be done with the runs that were kept: notes, baseline, command, report, removal.
/// Listens to the pane of the run that is shown. GUI thread only.
class RunActions : public QObject {
    Q_OBJECT

public:
    /// All outlive it. `parent`: of its dialogs.
    RunActions(widgets::ConsoleContext& context, core::load::LoadDesk& desk,
               bridge::DataTable& table, RunPane& pane, QWidget* parent);

    void setRuns(std::shared_ptr<const std::vector<core::load::RunSummary>> runs) {
        m_runs = std::move(runs);
    }
    void note();
    void makeBaseline();
    void report();
    /// The chosen ones, after a question.
    void remove();
    /// Those for the run that is shown; there is one.
    [[nodiscard]] std::vector<QDialog*> makeDialogs();

Q_SIGNALS:
    /// The list of runs is not as it was.
    void changed();
    /// The run has other notes.
    void noted(const std::string& id);

private:
    void copyCommand();
    [[nodiscard]] QDialog* makeReport();
    void say(const core::Result<std::string>& answer);
    [[nodiscard]] QWidget* parentWidget() const;

    widgets::ConsoleContext& m_context;
    core::load::LoadDesk& m_desk;
    bridge::DataTable& m_table;
    RunPane& m_pane;
    std::shared_ptr<const std::vector<core::load::RunSummary>> m_runs;
};

} // namespace vigia::ui::pages
