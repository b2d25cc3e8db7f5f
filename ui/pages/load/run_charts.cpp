#include "ui/pages/load/run_charts.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/load/latency_axis.h"
#include "ui/pages/load/run_axis.h"
#include "ui/widgets/chart_card.h"

#include <QHBoxLayout>

namespace vigia::ui::pages {
namespace {

using core::load::RunPoint;
using core::load::RunView;

template <class Value> core::ops::Series seriesOf(const RunView& run, Value value) {
    core::ops::Series series;
    series.reserve(run.points.size());
    for (std::size_t i = 0; i < run.points.size(); ++i)
        series.push_back({timeOf(run, double(i)), value(run.points[i])});
    return series;
}

auto latencyOf(std::int64_t RunPoint::*which) {
    return [which](const RunPoint& point) {
        return point.answered ? std::optional(onLatencyAxis(double(point.*which))) : std::nullopt;
    };
}

} // namespace

RunCharts::RunCharts(widgets::ConsoleContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_rate = makeChart(tr("Rate"), tr("a second"));
    m_rate->setLines({{tr("offered"), 0, true}, {tr("achieved"), 1, false}});
    m_rate->chart().setValueText(
        [](double value) { return bridge::qtext(core::view::shortNumber(value)); });
    m_rate->chart().setLeastTop(4);
    m_latency = makeChart(tr("Latency"), tr("from the intended time, logarithmic"));
    m_latency->setLines({{QStringLiteral("p50"), 1, false},
                         {QStringLiteral("p99"), 2, false},
                         {QStringLiteral("max"), 5, true}});
    m_latency->chart().setValueText(latencyAt);
    m_latency->chart().setLeastTop(2);
    m_latency->chart().setRedrawDelay(plot::TimeChart::kAfterTheFirst);
    row->addWidget(m_rate, 1);
    row->addWidget(m_latency, 1);
}

widgets::ChartCard* RunCharts::makeChart(const QString& title, const QString& remark) {
    auto* card = makeRunChart(m_context, title, remark, this);
    connect(&card->chart(), &plot::TimeChart::resized, this, &RunCharts::draw);
    return card;
}

plot::TimeChart& RunCharts::rate() const {
    return m_rate->chart();
}

plot::TimeChart& RunCharts::latency() const {
    return m_latency->chart();
}

void RunCharts::show(std::shared_ptr<const RunView> run) {
    m_run = std::move(run);
    draw();
}

void RunCharts::draw() {
    if (!m_run)
        return;
    const RunView& run = *m_run;
    for (plot::TimeChart* chart : {&rate(), &latency()})
        setRunAxis(*chart, run, m_context);
    rate().setSeries(0, seriesOf(run, [](const RunPoint& p) { return double(p.offered); }));
    rate().setSeries(1, seriesOf(run, [](const RunPoint& p) { return double(p.achieved); }));
    latency().setSeries(0, seriesOf(run, latencyOf(&RunPoint::p50)));
    latency().setSeries(1, seriesOf(run, latencyOf(&RunPoint::p99)));
    latency().setSeries(2, seriesOf(run, latencyOf(&RunPoint::max)));
    rate().refresh();
    latency().refresh();
}

} // namespace vigia::ui::pages
