#include "ui/pages/load/trend_pane.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/load/latency_axis.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/event_look.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::load::RunSummary;

namespace {

constexpr int kMargin =
    20; ///< the first and the last run keep this part of the range off the edges

core::ops::Series seriesOf(const std::vector<const RunSummary*>& runs, const char* metric,
                           double (*onAxis)(double)) {
    core::ops::Series series;
    for (const RunSummary* run : runs) {
        const auto found = run->measured.find(metric);
        series.push_back({run->head.begunAt, found == run->measured.end()
                                                 ? std::nullopt
                                                 : std::optional(onAxis(found->second))});
    }
    return series;
}

std::vector<plot::ChartMark> marksOf(const std::vector<const RunSummary*>& runs) {
    std::vector<plot::ChartMark> marks;
    for (const RunSummary* run : runs)
        if (run->baseline)
            marks.push_back(
                {run->head.begunAt, TrendPane::tr("baseline"), widgets::shown(run->shownName())});
    return marks;
}

} // namespace

TrendPane::TrendPane(widgets::ConsoleContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_empty = new widgets::EmptyState(context.theme(), QStringLiteral("load"), this);
    m_empty->setText(tr("A trend needs two finished runs"),
                     tr("of the same scenario in the same form. Run it again."));
    m_body = new QWidget(this);
    auto* row = new QHBoxLayout(m_body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_rate = makeChart(tr("Rate over runs"), tr("answers a second"));
    m_rate->setLines({{tr("rate"), 0, false}});
    m_rate->chart().setValueText([](double value) {
        return QString(bridge::qtext(core::view::shortNumber(value)) % tr("/s"));
    });
    m_latency = makeChart(tr("Latency over runs"), tr("from the intended time, logarithmic"));
    m_latency->setLines({{QStringLiteral("p50"), 1, false}, {QStringLiteral("p99"), 2, false}});
    m_latency->chart().setValueText(latencyAt);
    m_latency->chart().setLeastTop(2);
    m_latency->chart().setRedrawDelay(plot::TimeChart::kAfterTheFirst);
    row->addWidget(m_rate, 1);
    row->addWidget(m_latency, 1);
    outer->addWidget(m_empty);
    outer->addWidget(m_body);
    m_body->hide();
}

widgets::ChartCard* TrendPane::makeChart(const QString& title, const QString& remark) {
    auto* card = new widgets::ChartCard(m_context, title, remark, m_body);
    // The range is that of the runs: a drag here must not zoom the charts of all pages.
    disconnect(&card->chart(), &plot::TimeChart::zoomRequested, nullptr, nullptr);
    connect(&card->chart(), &plot::TimeChart::resized, this, &TrendPane::draw);
    return card;
}

plot::TimeChart& TrendPane::latency() const {
    return m_latency->chart();
}

void TrendPane::show(Runs runs, const core::load::RunHead& like) {
    m_runs = std::move(runs);
    m_like = like;
    draw();
}

void TrendPane::draw() {
    if (!m_runs)
        return;
    const auto runs = core::load::trendOf(*m_runs, m_like);
    m_count = runs.size();
    m_empty->setVisible(m_count < 2);
    m_body->setVisible(m_count >= 2);
    if (m_count < 2)
        return;
    const auto from = runs.front()->head.begunAt, to = runs.back()->head.begunAt;
    const auto margin =
        std::max<core::UtcTime::duration>((to - from) / kMargin, std::chrono::seconds(30));
    for (plot::TimeChart* chart : {&m_rate->chart(), &m_latency->chart()}) {
        chart->setClock(m_context.clockText());
        chart->setRange(from - margin, to + margin);
        chart->setMarks(marksOf(runs));
    }
    m_rate->chart().setSeries(0, seriesOf(runs, "rate", [](double rate) { return rate; }));
    const auto latency = [](double seconds) { return onLatencyAxis(seconds * 1e6); };
    m_latency->chart().setSeries(0, seriesOf(runs, "p50", latency));
    m_latency->chart().setSeries(1, seriesOf(runs, "p99", latency));
    m_rate->chart().refresh();
    m_latency->chart().refresh();
}

} // namespace vigia::ui::pages
