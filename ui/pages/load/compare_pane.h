#pragma once

#include "core/load/load_desk.h"
#include "ui/widgets/console_context.h"

#include <QWidget>

#include <memory>

namespace vigia::ui::widgets {
class ElidedLabel;
class EmptyState;
class MiniTable;
} // namespace vigia::ui::widgets

namespace vigia::ui::pages {

/// Runs beside the one they are held against: each metric with its difference and how sure that is,
/// then the settings that differ. GUI thread only.
class ComparePane : public QWidget {
    Q_OBJECT

public:
    explicit ComparePane(widgets::ConsoleContext& context, QWidget* parent = nullptr);

    void show(std::shared_ptr<const core::load::RunsCompared> runs);
    /// Why there is nothing to compare, and what to do.
    void showEmpty(const QString& title, const QString& advice);

    /// Of two runs: what differs, or that nothing does beyond noise.
    [[nodiscard]] static QString sentenceOf(const core::load::RunComparison& comparison);
    [[nodiscard]] widgets::MiniTable& metrics() const { return *m_metrics; }
    [[nodiscard]] QString sentence() const;

private:
    void showSentence();
    void showMetrics();
    void showSettings();
    [[nodiscard]] QString nameOf(const core::load::RunSummary& run) const;

    widgets::ConsoleContext& m_context;
    std::shared_ptr<const core::load::RunsCompared> m_runs;
    widgets::EmptyState* m_empty = nullptr;
    QWidget* m_body = nullptr;
    widgets::ElidedLabel* m_sentence = nullptr;
    widgets::MiniTable* m_metrics = nullptr;
    widgets::MiniTable* m_settings = nullptr;
};

} // namespace vigia::ui::pages
