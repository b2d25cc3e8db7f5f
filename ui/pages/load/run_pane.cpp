#include "ui/pages/load/run_pane.h"

#include "core/view/number_text.h"
#include "core/view/run_table.h"
#include "ui/bridge/plain_text.h"
#include "ui/pages/load/beside_charts.h"
#include "ui/pages/load/compare_pane.h"
#include "ui/pages/load/figure_row.h"
#include "ui/pages/load/progress_line.h"
#include "ui/pages/load/run_charts.h"
#include "ui/pages/load/run_figures.h"
#include "ui/pages/load/trend_pane.h"
#include "ui/widgets/card.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/mini_table.h"
#include "ui/widgets/status_mark.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vigia::ui::pages {
namespace {

using core::load::Judgement;
using core::load::RunPoint;
using core::load::RunState;
using core::load::RunView;
using core::load::Verdict;
using core::ops::Health;

QString clockOf(double seconds) {
    const auto whole = static_cast<int>(seconds);
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

Health healthOf(Verdict verdict) {
    return verdict == Verdict::Held     ? Health::Ok
           : verdict == Verdict::Missed ? Health::Broken
                                        : Health::Unknown;
}

} // namespace

RunPane::RunPane(widgets::ConsoleContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_empty = new widgets::EmptyState(context.theme(), QStringLiteral("load"), this);
    m_body = new QWidget(this);
    auto* column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto* head = new widgets::Card(context.theme(), m_body);
    head->body()->addWidget(makeHead());
    head->body()->addWidget(m_progress = new ProgressLine(context.theme(), head));
    head->body()->addWidget(m_figures = new FigureRow(context.theme(), head));
    column->addWidget(head);
    m_stack = new QStackedWidget(m_body);
    auto* itself = new QWidget(m_stack);
    auto* row = new QHBoxLayout(itself);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto* charts = new QVBoxLayout;
    charts->setSpacing(12);
    charts->addWidget(m_charts = new RunCharts(context, itself), 1);
    charts->addWidget(m_beside = new BesideCharts(context, itself), 1);
    row->addLayout(charts, 1);
    row->addWidget(makeTables());
    m_stack->addWidget(itself);
    m_stack->addWidget(m_compare = new ComparePane(context, m_stack));
    m_stack->addWidget(m_trend = new TrendPane(context, m_stack));
    column->addWidget(m_stack, 1);
    outer->addWidget(m_empty);
    outer->addWidget(m_body);
    show(nullptr, false);
}

QWidget* RunPane::makeHead() {
    const theme::Theme& theme = m_context.theme();
    auto* room = new QWidget(this);
    auto* row = new QHBoxLayout(room);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    m_chip = new widgets::Chip(theme, room);
    m_title = new widgets::ElidedLabel(theme, room);
    m_title->setRole(theme::TextRole::Strong);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_sentence = new widgets::ElidedLabel(theme, room);
    m_sentence->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_remark = new widgets::ElidedLabel(theme, room);
    m_remark->setTone(&theme::Tokens::muted);
    const auto button = [&](const QString& text, void (RunPane::*what)()) {
        auto* made = new QPushButton(text, room);
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, what);
        return made;
    };
    m_stop = button(tr("Stop"), &RunPane::stopRequested);
    m_stop->setProperty("kind", QStringLiteral("danger"));
    m_stop->setIcon(theme.icon(QStringLiteral("stop"), &theme::Tokens::bad));
    m_note = button(tr("Notes…"), &RunPane::noteRequested);
    m_note->setToolTip(tr("Name, tags and notes of this run"));
    m_more = new QToolButton(room);
    m_more->setIcon(theme.icon(QStringLiteral("more")));
    m_more->setAccessibleName(tr("More about this run"));
    m_more->setToolTip(m_more->accessibleName());
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_more);
    menu->addAction(tr("Report…"), this, &RunPane::reportRequested);
    menu->addAction(tr("Copy as command"), this, &RunPane::copyRequested);
    menu->addAction(tr("Make it the baseline"), this, &RunPane::baselineRequested);
    menu->addSeparator();
    menu->addAction(tr("Remove…"), this, &RunPane::removeRequested);
    m_more->setMenu(menu);
    row->addWidget(m_chip);
    row->addWidget(m_title);
    row->addWidget(m_sentence);
    row->addWidget(m_remark, 1);
    row->addWidget(m_views = makeViews(room));
    for (QWidget* each : std::initializer_list<QWidget*>{m_stop, m_note, m_more})
        row->addWidget(each);
    return room;
}

QTabBar* RunPane::makeViews(QWidget* parent) {
    auto* views = new QTabBar(parent);
    views->setDocumentMode(true);
    views->setDrawBase(false);
    views->setExpanding(false);
    views->setUsesScrollButtons(false);
    views->setAccessibleName(tr("What is shown of the run"));
    views->addTab(tr("Run"));
    views->addTab(tr("Cluster"));
    views->addTab(tr("Compare"));
    views->addTab(tr("Trend"));
    connect(views, &QTabBar::currentChanged, this, [this](int view) {
        m_stack->setCurrentIndex(std::max(0, view - static_cast<int>(View::Cluster)));
        showCharts();
        Q_EMIT viewChanged();
    });
    return views;
}

/// While it goes on there is room for all four; later the cards and the list take theirs.
void RunPane::showCharts() {
    const bool live = m_run && m_run->state == RunState::Running;
    m_charts->setVisible(live || view() != View::Cluster);
    m_beside->setVisible(live || view() == View::Cluster);
}

void RunPane::setView(View view) {
    m_views->setCurrentIndex(static_cast<int>(view));
}

RunPane::View RunPane::view() const {
    return static_cast<View>(m_views->currentIndex());
}

void RunPane::setAgainst(const QString& sentence) {
    m_against = sentence;
    if (m_run)
        m_remark->setText(remark());
}

void RunPane::setChosen(std::size_t runs) {
    m_views->setTabText(static_cast<int>(View::Compare),
                        runs < 2 ? tr("Compare") : tr("Compare %1").arg(runs));
}

QWidget* RunPane::makeTables() {
    const theme::Theme& theme = m_context.theme();
    auto* room = new QWidget(this);
    auto* row = new QHBoxLayout(room);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    const auto add = [&](const QString& title, int width,
                         std::vector<widgets::MiniColumn> columns) {
        auto* card = new widgets::Card(theme, room);
        card->setTitle(title);
        card->setFixedWidth(theme.px(width));
        auto* table = new widgets::MiniTable(theme, std::move(columns), card);
        card->body()->addWidget(table);
        card->body()->addStretch(1);
        row->addWidget(card);
        return table;
    };
    m_thresholds =
        add(tr("Thresholds"), 236, {{tr("Promise")}, {tr("Measured"), 92, Qt::AlignRight}});
    m_errors = add(tr("Errors by code"), 168, {{tr("Code")}, {tr("Count"), 72, Qt::AlignRight}});
    return room;
}

void RunPane::show(std::shared_ptr<const RunView> run, bool ours) {
    m_run = std::move(run);
    m_empty->setVisible(!m_run);
    m_body->setVisible(m_run != nullptr);
    if (!m_run)
        return sayEmpty();
    showHead(ours);
    m_figures->set(RunFigures::of(*m_run));
    showTables();
    m_charts->show(m_run);
    m_beside->show(m_run, ours);
    showCharts();
}

void RunPane::showProblem(const QString& sentence) {
    show(nullptr, false);
    m_empty->setText(tr("This run can't be shown"), sentence);
}

void RunPane::sayEmpty() {
    m_empty->setText(tr("No load test was run yet"),
                     tr("“Run” on a card starts one against this platform; the short forms end "
                        "within a minute."));
}

QString RunPane::sentence() const {
    if (!m_run)
        return {};
    const auto judged = core::load::judge(m_run->head.thresholds, m_run->measured);
    QStringList missed;
    for (const Judgement& each : judged)
        if (each.verdict != Verdict::Held)
            missed << bridge::qtext(each.threshold.text());
    if (m_run->state == RunState::Interrupted)
        return tr("Its program ended before it did; what there is was kept.");
    if (m_run->state == RunState::Running)
        return m_run->draining ? tr("Stopping: waiting for %n answer(s)", nullptr,
                                    int(m_run->inFlight + m_run->waiting))
                               : QString();
    if (m_run->verdict == core::load::RunVerdict::Stopped)
        return core::load::hasCounted(m_run->measured)
                   ? tr("Stopped before its end: its thresholds were not judged.")
                   : tr("Stopped before a stage that counts began: nothing was measured.");
    if (judged.empty())
        return tr("No thresholds were promised.");
    if (missed.isEmpty())
        return tr("All %n threshold(s) held.", nullptr, int(judged.size()));
    return tr("%1 of %2 missed: %3")
        .arg(missed.size())
        .arg(judged.size())
        .arg(missed.join(QStringLiteral(", ")));
}

QString RunPane::remark() const {
    const RunView& run = *m_run;
    QStringList parts;
    if (!m_against.isEmpty() && run.state != RunState::Running)
        parts << tr("against the baseline: %1").arg(m_against);
    if (run.baseline)
        parts << tr("the baseline");
    parts << (run.head.model == core::load::Model::Open ? tr("open model") : tr("closed model"));
    if (run.head.brief)
        parts << tr("short form");
    if (run.state == RunState::Running && !run.stages.empty())
        parts << tr("stage %1 of %2: %3")
                     .arg(run.stage() + 1)
                     .arg(run.stages.size())
                     .arg(bridge::qtext(run.stages[run.stage()].name));
    parts << widgets::shown(run.head.target);
    for (const std::string& warning : run.warnings)
        parts << widgets::localized(warning);
    return parts.join(QStringLiteral(" · "));
}

void RunPane::showHead(bool ours) {
    const RunView& run = *m_run;
    const bool live = run.state == RunState::Running;
    const auto status = core::view::runStatus(run.state, run.verdict);
    m_chip->set(status.health,
                live ? tr("RUNNING %1 of %2").arg(clockOf(run.at), clockOf(run.seconds()))
                     : bridge::qtext(status.word));
    const std::string& own = run.annotation.name;
    m_title->setText(widgets::shown(own.empty() ? run.head.title : own));
    m_remark->setText(remark());
    m_sentence->setText(sentence());
    m_sentence->setVisible(!m_sentence->accessibleName().isEmpty());
    m_stop->setVisible(live && ours);
    m_stop->setText(run.draining ? tr("End now") : tr("Stop"));
    m_stop->setToolTip(run.draining ? tr("Ends at once, without what is still under way")
                                    : tr("No new arrivals; waits for what is under way (S)"));
    m_views->setVisible(!live);
    if (live)
        setView(View::Run);
    m_note->setVisible(!live);
    m_more->setVisible(!live);
    m_progress->setVisible(live);
    m_progress->setShare(run.seconds() > 0 ? run.at / run.seconds() : 0);
}

void RunPane::showTables() {
    std::vector<widgets::MiniRow> rows;
    for (const Judgement& each : core::load::judge(m_run->head.thresholds, m_run->measured)) {
        const QString promise = bridge::qtext(each.threshold.text());
        rows.push_back({promise,
                        {{promise, widgets::MiniCell::Kind::Mark, healthOf(each.verdict)},
                         {each.value ? bridge::qtext(core::load::metricText(each.threshold.metric,
                                                                            *each.value))
                                     : QStringLiteral("—")}},
                        each.value ? QString() : tr("not measured yet")});
    }
    if (rows.empty())
        rows.push_back({{}, {{tr("none promised"), widgets::MiniCell::Kind::Text, {}, true}}, {}});
    m_thresholds->setRows(std::move(rows));
    std::vector<std::pair<std::string, std::uint64_t>> codes(m_run->errors.begin(),
                                                             m_run->errors.end());
    std::sort(codes.begin(), codes.end(),
              [](const auto& a, const auto& b) { return a.second > b.second; });
    rows.clear();
    for (const auto& [code, times] : codes)
        rows.push_back({widgets::shown(code),
                        {{widgets::shown(code)},
                         {bridge::qtext(core::view::groupedText(std::int64_t(times)))}},
                        {}});
    if (rows.empty())
        rows.push_back({{}, {{tr("none"), widgets::MiniCell::Kind::Text, {}, true}}, {}});
    m_errors->setRows(std::move(rows));
}

} // namespace vigia::ui::pages
