#pragma once

#include "core/load/load_desk.h"
#include "ui/widgets/console_context.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace vigia::ui::widgets {
class Chip;
class ElidedLabel;
class EmptyState;
class MiniTable;
} // namespace vigia::ui::widgets

namespace vigia::ui::pages {

class BesideCharts;
class ComparePane;
class FigureRow;
class ProgressLine;
class RunCharts;
class TrendPane;

/// One run: verdict or progress, figures, and one of four views below them: its charts, thresholds
/// and errors; what the cluster did meanwhile; how it compares; the trend of its scenario. Of a run
/// that goes on the first two are one. GUI thread only.
class RunPane : public QWidget {
    Q_OBJECT

public:
    explicit RunPane(widgets::ConsoleContext& context, QWidget* parent = nullptr);

    /// `ours`: this program runs it and can stop it. Null: there is none to show.
    void show(std::shared_ptr<const core::load::RunView> run, bool ours);
    /// Why the run that was asked for can't be shown.
    void showProblem(const QString& sentence);
    enum class View { Run, Cluster, Compare, Trend };
    void setView(View view);
    [[nodiscard]] View view() const;
    /// How it stands to its scenario's baseline; empty: there is none.
    void setAgainst(const QString& sentence);
    /// How many rows are chosen, for the name of the view that compares them.
    void setChosen(std::size_t runs);
    [[nodiscard]] ComparePane& comparePane() const { return *m_compare; }
    [[nodiscard]] TrendPane& trendPane() const { return *m_trend; }
    [[nodiscard]] BesideCharts& besideCharts() const { return *m_beside; }
    [[nodiscard]] const std::shared_ptr<const core::load::RunView>& run() const { return m_run; }
    /// Its course as far as anything is known of it: "1 of 4 thresholds missed: p99 < 500 ms".
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void viewChanged();
    void stopRequested();
    void noteRequested();
    void baselineRequested();
    void removeRequested();
    void copyRequested();
    void reportRequested();

private:
    QWidget* makeHead();
    QWidget* makeTables();
    void sayEmpty();
    QTabBar* makeViews(QWidget* parent);
    [[nodiscard]] QString remark() const;
    void showHead(bool ours);
    void showCharts();
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
    QTabBar* m_views = nullptr;
    QStackedWidget* m_stack = nullptr;
    RunCharts* m_charts = nullptr;
    BesideCharts* m_beside = nullptr;
    ComparePane* m_compare = nullptr;
    TrendPane* m_trend = nullptr;
    QString m_against;
    widgets::MiniTable* m_thresholds = nullptr;
    widgets::MiniTable* m_errors = nullptr;
};

} // namespace vigia::ui::pages
