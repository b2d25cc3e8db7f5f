#pragma once

#include "core/load/load_desk.h"
#include "ui/widgets/console_context.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QToolButton;

namespace vigia::ui::widgets {
class Chip;
class ElidedLabel;
class EmptyState;
class MiniTable;
} // namespace vigia::ui::widgets

namespace vigia::ui::pages {

class FigureRow;
class ProgressLine;
class RunCharts;

/// One run: verdict or progress, figures, charts, thresholds, errors. The same for a run that goes
/// on and for a finished one. GUI thread only.
class RunPane : public QWidget {
    Q_OBJECT

public:
    explicit RunPane(widgets::ConsoleContext& context, QWidget* parent = nullptr);

    /// `ours`: this program runs it and can stop it. Null: there is none to show.
    void show(std::shared_ptr<const core::load::RunView> run, bool ours);
    [[nodiscard]] const std::shared_ptr<const core::load::RunView>& run() const { return m_run; }
    /// Its course as far as anything is known of it: "1 of 4 thresholds missed: p99 < 500 ms".
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void stopRequested();
    void noteRequested();
    void baselineRequested();
    void removeRequested();
    void copyRequested();

private:
    QWidget* makeHead();
    QWidget* makeTables();
    void showHead(bool ours);
    void showFigures();
    void showTables();

    widgets::ConsoleContext& m_context;
    std::shared_ptr<const core::load::RunView> m_run;
    widgets::EmptyState* m_empty = nullptr;
    QWidget* m_body = nullptr;
    widgets::Chip* m_chip = nullptr;
    widgets::ElidedLabel* m_title = nullptr;
    widgets::ElidedLabel* m_remark = nullptr;
    widgets::ElidedLabel* m_sentence = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_note = nullptr;
    QToolButton* m_more = nullptr;
    ProgressLine* m_progress = nullptr;
    FigureRow* m_figures = nullptr;
    RunCharts* m_charts = nullptr;
    widgets::MiniTable* m_thresholds = nullptr;
    widgets::MiniTable* m_errors = nullptr;
};

} // namespace vigia::ui::pages
