#pragma once

#include "core/load/load_desk.h"
#include "ui/plot/time_chart.h"
#include "ui/widgets/console_context.h"

#include <QWidget>

#include <memory>

namespace vigia::ui::widgets {
class ChartCard;
}

namespace vigia::ui::pages {

/// Rate and latency of one run, a point a second, with its stages shaded. The range is the run's,
/// not the window's. GUI thread only.
class RunCharts : public QWidget {
    Q_OBJECT

public:
    explicit RunCharts(widgets::ConsoleContext& context, QWidget* parent = nullptr);

    void show(std::shared_ptr<const core::load::RunView> run);
    [[nodiscard]] plot::TimeChart& rate() const;
    [[nodiscard]] plot::TimeChart& latency() const;

private:
    widgets::ChartCard* makeChart(const QString& title, const QString& remark);
    void draw();

    widgets::ConsoleContext& m_context;
    widgets::ChartCard* m_rate = nullptr;
    widgets::ChartCard* m_latency = nullptr;
    std::shared_ptr<const core::load::RunView> m_run;
};

} // namespace vigia::ui::pages
