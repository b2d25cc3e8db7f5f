#include "ui/pages/load/compare_pane.h"

#include "ui/bridge/plain_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/mini_table.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <map>

namespace vigia::ui::pages {
namespace {

using core::load::Difference;
using core::load::MetricKind;
using core::load::RunsCompared;
using core::load::RunSummary;
using core::ops::Health;
using widgets::MiniCell;
using widgets::MiniColumn;
using widgets::MiniRow;

constexpr int kNameWidth = 92; ///< design pixels
constexpr int kRunWidth = 232; ///< the same

QString signedText(const std::string& metric, double value) {
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) %
           bridge::qtext(core::load::metricText(metric, std::abs(value)));
}

QString intervalText(const Difference& difference) {
    return ComparePane::tr("%1 to %2")
        .arg(signedText(difference.metric, difference.interval->first),
             signedText(difference.metric, difference.interval->second));
}

/// More is worse, except of a rate.
bool isWorse(const Difference& difference) {
    const bool more = difference.interval->first > 0;
    return core::load::metricKind(difference.metric) == MetricKind::Rate ? !more : more;
}

MiniCell cellOf(const Difference& difference) {
    const QString value =
        bridge::qtext(core::load::metricText(difference.metric, difference.after));
    if (!difference.interval)
        return {
            ComparePane::tr("%1 · too short to tell").arg(value), MiniCell::Kind::Text, {}, true};
    if (!difference.beyondNoise())
        return {ComparePane::tr("%1 · within noise").arg(value), MiniCell::Kind::Text, {}, true};
    return {value % QStringLiteral(" · ") % intervalText(difference), MiniCell::Kind::Mark,
            isWorse(difference) ? Health::Degraded : Health::Ok};
}

/// The metrics that any of the comparisons has, in the order of the first.
std::vector<std::string> metricsOf(const RunsCompared& runs) {
    std::vector<std::string> names;
    for (const auto& other : runs.others)
        for (const Difference& each : other.comparison.differences)
            if (std::find(names.begin(), names.end(), each.metric) == names.end())
                names.push_back(each.metric);
    return names;
}

const Difference* differenceOf(const RunsCompared::Other& other, const std::string& metric) {
    const auto& all = other.comparison.differences;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Difference& each) { return each.metric == metric; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

ComparePane::ComparePane(widgets::ConsoleContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {
    const theme::Theme& theme = context.theme();
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_empty = new widgets::EmptyState(theme, QStringLiteral("load"), this);
    auto* card = new widgets::Card(theme, this);
    m_body = card;
    m_sentence = new widgets::ElidedLabel(theme, card);
    m_sentence->setMaxLines(2);
    m_sentence->setContentsMargins(12, 8, 12, 8);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->addWidget(m_sentence);
    card->body()->addLayout(head);
    auto* scroll = new QScrollArea(card);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Comparison"));
    auto* room = new QWidget(scroll);
    auto* column = new QVBoxLayout(room);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_metrics = new widgets::MiniTable(theme, {}, room);
    m_settings = new widgets::MiniTable(theme, {}, room);
    column->addWidget(m_metrics);
    column->addWidget(m_settings);
    column->addStretch(1);
    scroll->setWidget(room);
    room->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    card->body()->addWidget(scroll, 1);
    outer->addWidget(m_empty);
    outer->addWidget(m_body);
    m_body->hide();
}

void ComparePane::showEmpty(const QString& title, const QString& advice) {
    m_runs = nullptr;
    m_empty->setText(title, advice);
    m_empty->show();
    m_body->hide();
}

void ComparePane::show(std::shared_ptr<const RunsCompared> runs) {
    m_runs = std::move(runs);
    m_empty->hide();
    m_body->show();
    showSentence();
    showMetrics();
    showSettings();
}

QString ComparePane::sentence() const {
    return m_sentence->text();
}

QString ComparePane::sentenceOf(const core::load::RunComparison& comparison) {
    QStringList real;
    bool told = false;
    for (const Difference& each : comparison.differences) {
        told = told || each.interval;
        if (each.beyondNoise())
            real << bridge::qtext(each.metric) % u' ' % intervalText(each);
    }
    if (!told)
        return tr("too short to tell: each run needs 16 seconds that count");
    return real.isEmpty() ? tr("no difference beyond noise")
                          : tr("with 99 % confidence %1").arg(real.join(QStringLiteral("; ")));
}

QString ComparePane::nameOf(const RunSummary& run) const {
    return widgets::shown(run.shownName()) % QStringLiteral(" · ") %
           widgets::clockTime(run.head.begunAt, m_context.clockText());
}

void ComparePane::showSentence() {
    QStringList sentences;
    for (const auto& other : m_runs->others)
        sentences << tr("%1 against %2: %3")
                         .arg(nameOf(other.run),
                              m_runs->before.baseline ? tr("the baseline") : nameOf(m_runs->before),
                              sentenceOf(other.comparison));
    m_sentence->setText(sentences.join(QStringLiteral(". ")) % u'.');
}

void ComparePane::showMetrics() {
    std::vector<MiniColumn> columns{{tr("Metric"), kNameWidth},
                                    {m_runs->before.baseline
                                         ? tr("Baseline · %1").arg(nameOf(m_runs->before))
                                         : nameOf(m_runs->before)}};
    for (const auto& other : m_runs->others)
        columns.push_back({nameOf(other.run)});
    std::vector<MiniRow> rows;
    for (const std::string& metric : metricsOf(*m_runs)) {
        const auto before = m_runs->before.measured.find(metric);
        MiniRow row{bridge::qtext(metric),
                    {{bridge::qtext(metric)},
                     {before == m_runs->before.measured.end()
                          ? QStringLiteral("—")
                          : bridge::qtext(core::load::metricText(metric, before->second))}},
                    {}};
        for (const auto& other : m_runs->others) {
            const Difference* found = differenceOf(other, metric);
            row.cells.push_back(found != nullptr ? cellOf(*found) : MiniCell{QStringLiteral("—")});
        }
        rows.push_back(std::move(row));
    }
    const int wide = kNameWidth + kRunWidth * int(m_runs->others.size() + 1);
    m_metrics->setMinimumWidth(m_context.theme().px(wide));
    m_metrics->setColumns(std::move(columns));
    m_metrics->setRows(std::move(rows));
    m_metrics->setMinimumHeight(m_metrics->sizeHint().height());
}

void ComparePane::showSettings() {
    std::map<std::string, std::vector<QString>> names;
    const std::size_t count = m_runs->others.size();
    for (std::size_t i = 0; i < count; ++i)
        for (const auto& each : m_runs->others[i].comparison.settings) {
            auto& cells = names[each.name];
            const QString before = widgets::shown(each.before);
            cells.resize(count + 1, before);
            cells[i + 1] = widgets::shown(each.after);
        }
    std::vector<MiniColumn> columns{{tr("Setting"), kNameWidth}};
    for (std::size_t i = 0; i <= count; ++i)
        columns.push_back({});
    std::vector<MiniRow> rows;
    for (const auto& [name, values] : names) {
        MiniRow row{bridge::qtext(name), {{widgets::shown(name)}}, {}};
        for (const QString& value : values)
            row.cells.push_back({value.isEmpty() ? QStringLiteral("—") : value});
        rows.push_back(std::move(row));
    }
    m_settings->setVisible(!rows.empty());
    m_settings->setColumns(std::move(columns));
    m_settings->setRows(std::move(rows));
    m_settings->setMinimumHeight(m_settings->sizeHint().height());
}

} // namespace vigia::ui::pages
