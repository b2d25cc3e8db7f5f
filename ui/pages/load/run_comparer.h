#pragma once

#include "core/load/load_desk.h"
#include "ui/widgets/console_context.h"

#include <QObject>

namespace vigia::ui::bridge {
class DataTable;
}

namespace vigia::ui::pages {

class RunPane;

/// Holds the runs of the list against each other, and the one that is shown against its scenario's
/// baseline; asks the desk once for each choice. Works for one page. GUI thread only.
class RunComparer : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    RunComparer(widgets::ConsoleContext& context, core::load::LoadDesk& desk,
                bridge::DataTable& table, RunPane& pane, QObject* parent);

    /// The list came anew; nothing is asked yet.
    void setRuns(std::shared_ptr<const std::vector<core::load::RunSummary>> runs);
    void compareAll();
    /// The choice or the view changed.
    void compareChosen();
    /// Another run is shown: nothing is known of it yet.
    void showAnother();

private:
    using Compared = std::shared_ptr<const core::load::RunsCompared>;

    [[nodiscard]] std::vector<std::string> chosen() const;
    [[nodiscard]] std::vector<std::string> chosenThatEnded() const;
    void ask(std::string before, std::vector<std::string> others,
             std::function<void(Compared)> use);
    void showNone(const QString& title, const QString& advice);
    void showAgainst();

    widgets::ConsoleContext& m_context;
    core::load::LoadDesk& m_desk;
    bridge::DataTable& m_table;
    RunPane& m_pane;
    std::shared_ptr<const std::vector<core::load::RunSummary>> m_runs;
    std::vector<std::string> m_compared; ///< what the view that compares was asked for last
    std::vector<std::string> m_against;  ///< the same for the run and its baseline
};

} // namespace vigia::ui::pages
