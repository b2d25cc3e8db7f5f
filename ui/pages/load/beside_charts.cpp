#include "ui/pages/load/beside_charts.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/load/run_axis.h"
#include "ui/widgets/chart_card.h"
#include "ui/widgets/event_look.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace vigia::ui::pages {
namespace {

using core::load::Observed;
using core::load::RunState;
using core::load::RunView;

constexpr std::size_t kMostLines = 6; ///< colours that differ
constexpr int kLegendWidth = 84;

core::ops::Series seriesOf(const RunView& run, const core::load::ObservedPoints& points) {
    core::ops::Series series;
    series.reserve(points.size());
    for (const auto& [at, value] : points)
        series.push_back({timeOf(run, at), value});
    return series;
}

core::ops::Series ownLag(const RunView& run) {
    core::ops::Series series;
    for (std::size_t i = 0; i < run.points.size(); ++i) {
        if (const auto& lag = run.points[i].lag)
            series.push_back({timeOf(run, double(i)), double(*lag)});
    }
    return series;
}

} // namespace

BesideCharts::BesideCharts(widgets::ConsoleContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_lag = makePart(tr("Consumer lag"), tr("records"));
    m_cpu = makePart(tr("CPU"), tr("percent of one core"));
    m_lag.card->chart().setLeastTop(10);
    m_cpu.card->chart().setLeastTop(25);
    m_cpu.card->chart().setRedrawDelay(plot::TimeChart::kAfterTheFirst);
    row->addWidget(m_lag.card, 1);
    row->addWidget(m_cpu.card, 1);
}

BesideCharts::Part BesideCharts::makePart(const QString& title, const QString& remark) {
    Part part{makeRunChart(m_context, title, remark, this), nullptr, nullptr};
    part.card->chart().setValueText(
        [](double value) { return bridge::qtext(core::view::shortNumber(value)); });
    part.room = new QWidget(part.card);
    auto* column = new QVBoxLayout(part.room);
    column->setContentsMargins(12, 0, 12, 8);
    part.remark = new widgets::ElidedLabel(m_context.theme(), part.room);
    part.remark->setTone(&theme::Tokens::muted);
    part.remark->setMaxLines(3);
    column->addWidget(part.remark);
    column->addStretch(1);
    part.card->body()->addWidget(part.room);
    connect(&part.card->chart(), &plot::TimeChart::resized, this, &BesideCharts::draw);
    return part;
}

plot::TimeChart& BesideCharts::lag() const {
    return m_lag.card->chart();
}

plot::TimeChart& BesideCharts::cpu() const {
    return m_cpu.card->chart();
}

QString BesideCharts::lagRemark() const {
    return m_lag.remark->text();
}

QString BesideCharts::cpuRemark() const {
    return m_cpu.remark->text();
}

void BesideCharts::show(std::shared_ptr<const RunView> run, bool ours) {
    m_run = std::move(run);
    m_ours = ours;
    draw();
}

std::vector<BesideCharts::Drawn> BesideCharts::lagLines() const {
    std::vector<Drawn> lines;
    if (auto own = ownLag(*m_run); !own.empty())
        lines.push_back({tr("own topic"), std::move(own)});
    if (m_run->observed == nullptr)
        return lines;
    for (const auto& lag : m_run->observed->lags)
        lines.push_back({widgets::shown(lag.group), seriesOf(*m_run, lag.points)});
    return lines;
}

std::vector<BesideCharts::Drawn> BesideCharts::cpuLines() const {
    std::vector<Drawn> lines;
    if (m_run->observed == nullptr)
        return lines;
    for (const auto& cpu : m_run->observed->cpus) {
        const bool own = cpu.process == Observed::kGenerator;
        lines.push_back(
            {own ? tr("generator") : widgets::shown(cpu.process), seriesOf(*m_run, cpu.points)});
    }
    return lines;
}

QString BesideCharts::whyUnknown() const {
    if (m_run->observed != nullptr && m_run->observed->watched)
        return {};
    if (m_run->state == RunState::Running && !m_ours)
        return tr("Known when the run is over: another program watches it.");
    if (m_run->observed == nullptr)
        return tr("Nobody has looked yet.");
    return m_run->state == RunState::Interrupted
               ? tr("Not known: the program that watched the cluster ended before the run did.")
               : tr("Not known: Vigia watches no cluster behind this target.");
}

void BesideCharts::draw() {
    if (!m_run)
        return;
    const auto lags = lagLines();
    const auto cpus = cpuLines();
    const QString why = whyUnknown();
    fill(m_lag, lags,
         !why.isEmpty() || !lags.empty() ? why : tr("No consumer group was seen meanwhile."));
    fill(m_cpu, cpus,
         !why.isEmpty() || cpus.size() > 1 ? why : tr("No CPU of a worker was seen meanwhile."));
}

void BesideCharts::fill(const Part& part, const std::vector<Drawn>& lines, const QString& remark) {
    plot::TimeChart& chart = part.card->chart();
    const std::size_t count = std::min(lines.size(), kMostLines);
    const QFontMetrics letters(m_context.theme().font(theme::TextRole::Caption));
    std::vector<plot::ChartLine> looks;
    for (std::size_t i = 0; i < count; ++i) // a name at the end of its line takes its room
        looks.push_back(
            {letters.elidedText(lines[i].name, Qt::ElideMiddle, m_context.theme().px(kLegendWidth)),
             i, false});
    part.card->setLines(looks);
    for (std::size_t i = 0; i < count; ++i)
        chart.setSeries(i, lines[i].series);
    setRunAxis(chart, *m_run, m_context);
    chart.setVisible(count > 0);
    part.remark->setText(remark);
    part.room->setVisible(!remark.isEmpty());
    part.card->body()->setStretchFactor(part.room, count > 0 ? 0 : 1);
    chart.refresh();
}

} // namespace vigia::ui::pages
