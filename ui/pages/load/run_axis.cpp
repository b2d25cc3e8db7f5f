#include "ui/pages/load/run_axis.h"

#include "ui/theme/health_look.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/event_look.h"

#include <algorithm>

namespace vigia::ui::pages {
namespace {

using core::load::RunView;

double secondsOf(const core::load::Stage& stage) {
    return std::chrono::duration<double>(stage.duration).count();
}

std::vector<plot::ChartBand> bandsOf(const RunView& run) {
    std::vector<plot::ChartBand> bands;
    double begin = 0;
    for (std::size_t i = 0; i < run.stages.size(); ++i) {
        const double end = begin + secondsOf(run.stages[i]);
        if (i % 2 == 1)
            bands.push_back({timeOf(run, begin), timeOf(run, end), false});
        begin = end;
    }
    return bands;
}

/// Its stages, where there are several, and the events.
std::vector<plot::ChartMark> marksOf(const RunView& run) {
    std::vector<plot::ChartMark> marks;
    double begin = 0;
    for (const auto& stage : run.stages) {
        if (run.stages.size() > 1)
            marks.push_back({timeOf(run, begin), widgets::shown(stage.name), {}});
        begin += secondsOf(stage);
    }
    if (run.observed == nullptr)
        return marks;
    for (const auto& event : run.observed->events) {
        const QString title = widgets::said(event.title);
        marks.push_back(
            {timeOf(run, event.at), title, title, theme::healthLook(event.health).color});
    }
    return marks;
}

} // namespace

widgets::ChartCard* makeRunChart(widgets::ConsoleContext& context, const QString& title,
                                 const QString& remark, QWidget* parent) {
    auto* card = new widgets::ChartCard(context, title, remark, parent);
    QObject::disconnect(&card->chart(), &plot::TimeChart::zoomRequested, nullptr, nullptr);
    return card;
}

core::UtcTime timeOf(const RunView& run, double seconds) {
    return run.head.begunAt + std::chrono::duration_cast<core::UtcTime::duration>(
                                  std::chrono::duration<double>(seconds));
}

void setRunAxis(plot::TimeChart& chart, const RunView& run,
                const widgets::ConsoleContext& context) {
    const double length = std::max({1.0, run.seconds(), double(run.points.size())});
    chart.setClock(context.clockText());
    chart.setRange(run.head.begunAt, timeOf(run, length));
    chart.setMarks(marksOf(run));
    chart.setBands(bandsOf(run));
}

} // namespace vigia::ui::pages
