#pragma once

#include "core/load/load_desk.h"
#include "ui/plot/time_chart.h"
#include "ui/widgets/console_context.h"

#include <QWidget>

#include <memory>

namespace vigia::ui::widgets {
class ChartCard;
class EmptyState;
} // namespace vigia::ui::widgets

namespace vigia::ui::pages {

/// How a scenario went from run to run: rate, p50 and p99 over time, the baseline marked. Runs of
/// the short form are not mixed with others. GUI thread only.
class TrendPane : public QWidget {
    Q_OBJECT

public:
    explicit TrendPane(widgets::ConsoleContext& context, QWidget* parent = nullptr);

    using Runs = std::shared_ptr<const std::vector<core::load::RunSummary>>;
    /// The runs that are like `like`.
    void show(Runs runs, const core::load::RunHead& like);
    /// How many runs the charts have; below two they are not shown.
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] plot::TimeChart& latency() const;

private:
    widgets::ChartCard* makeChart(const QString& title, const QString& remark);
    void draw();

    widgets::ConsoleContext& m_context;
    widgets::EmptyState* m_empty = nullptr;
    QWidget* m_body = nullptr;
    widgets::ChartCard* m_rate = nullptr;
    widgets::ChartCard* m_latency = nullptr;
    Runs m_runs;
    core::load::RunHead m_like;
    std::size_t m_count = 0;
};

} // namespace vigia::ui::pages
