#include "ui/pages/load/arrival_curve.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/load/scenario_cards.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/event_look.h"

#include <QVBoxLayout>

#include <algorithm>

namespace vigia::ui::pages {

using core::load::secondsOf;

namespace {

/// Midnight of some day, so that the clock of the axis tells the time since the beginning.
constexpr core::UtcTime kBegin{std::chrono::hours(24)};

core::UtcTime timeAt(double seconds) {
    return kBegin + std::chrono::duration_cast<core::UtcTime::duration>(
                        std::chrono::duration<double>(seconds));
}

} // namespace

ArrivalCurve::ArrivalCurve(widgets::ConsoleContext& context, const QString& title, QWidget* parent)
    : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_card = new widgets::ChartCard(context, title, tr("over the time since its beginning"), this);
    disconnect(&m_card->chart(), &plot::TimeChart::zoomRequested, nullptr, nullptr);
    connect(&m_card->chart(), &plot::TimeChart::resized, this, &ArrivalCurve::draw);
    m_card->chart().setClock({core::view::TimeStyle::Utc, {}});
    column->addWidget(m_card);
}

void ArrivalCurve::show(core::load::Model model, std::vector<core::load::Stage> stages) {
    m_model = model;
    m_stages = std::move(stages);
    setVisible(!m_stages.empty());
    draw();
}

QString ArrivalCurve::sentence() const {
    const double seconds = secondsOf(core::load::durationOf(m_stages));
    double most = 0;
    for (const auto& stage : m_stages)
        most = std::max({most, stage.from, stage.to});
    const QString top = bridge::qtext(core::view::shortNumber(most));
    return m_model == core::load::Model::Open
               ? tr("%1, %2 arrivals a second at most").arg(lastsText(seconds), top)
               : tr("%1, %2 users at most").arg(lastsText(seconds), top);
}

void ArrivalCurve::draw() {
    if (m_stages.empty())
        return;
    const bool open = m_model == core::load::Model::Open;
    core::ops::Series series;
    std::vector<plot::ChartMark> marks;
    std::vector<plot::ChartBand> bands;
    double begin = 0;
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        const double end = begin + secondsOf(m_stages[i].duration);
        series.push_back({timeAt(begin), m_stages[i].from});
        series.push_back({timeAt(end - 0.001), m_stages[i].to});
        marks.push_back({timeAt(begin), widgets::shown(m_stages[i].name), {}});
        if (i % 2 == 1)
            bands.push_back({timeAt(begin), timeAt(end), false});
        begin = end;
    }
    auto& chart = m_card->chart();
    m_card->setLines({{open ? tr("arrivals") : tr("users"), 0, false}});
    chart.setValueText([open](double value) {
        const QString text = bridge::qtext(core::view::shortNumber(value));
        return open ? QString(text % tr("/s")) : text;
    });
    chart.setRange(kBegin, timeAt(std::max(1.0, begin)));
    chart.setMarks(std::move(marks));
    chart.setBands(std::move(bands));
    chart.setSeries(0, series);
    chart.refresh();
}

} // namespace vigia::ui::pages
