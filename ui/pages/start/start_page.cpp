#include "ui/pages/start/start_page.h"

#include "core/view/number_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mini_table.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::ops::StartProgress;
using core::ops::StartStep;
using theme::Tokens;
using widgets::makeLabel;
using widgets::said;

namespace {

QString secondsText(double seconds) {
    return QStringLiteral("%1 s").arg(seconds, 0, 'f', 1);
}

widgets::MiniRow stepRow(const StartStep& step) {
    using widgets::MiniCell;
    const QString time = step.seconds > 0 ? secondsText(step.seconds) : QString();
    return {{},
            {MiniCell{said(step.name), MiniCell::Kind::Mark, step.health, false},
             MiniCell{said(step.detail), {}, {}, true}, MiniCell{time, {}, {}, true}},
            {}};
}

} // namespace

StartPage::StartPage(const theme::Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    auto* middle = new QWidget(this);
    middle->setMaximumWidth(760);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* heading = makeLabel(tr("What do you want to look at?"), "value");
    heading->setWordWrap(true);
    column->addWidget(heading);
    auto* promise =
        makeLabel(tr("Nothing is ever written to a cluster that you only watch."), "", "muted");
    promise->setWordWrap(true);
    column->addWidget(promise);
    column->addSpacing(12);
    column->addWidget(makePlatformCard());
    column->addSpacing(12);
    m_stepsCard = new widgets::Card(theme, middle);
    m_stepsCard->setTitle(tr("Starting the local platform"));
    m_seconds = makeLabel({}, "", "muted");
    m_stepsCard->headRight()->addWidget(m_seconds);
    m_steps = new widgets::MiniTable(theme,
                                     {{tr("Step"), 0, Qt::AlignLeft},
                                      {tr("State"), 0, Qt::AlignLeft},
                                      {tr("Time"), 80, Qt::AlignRight}},
                                     m_stepsCard);
    m_steps->setHeaderVisible(false);
    m_steps->setAccessibleName(tr("Steps of the start"));
    m_stepsCard->body()->addWidget(m_steps);
    column->addWidget(m_stepsCard);
    m_failure = makeLabel({}, "", "bad");
    m_failure->setWordWrap(true);
    column->addSpacing(8);
    column->addWidget(m_failure);
    m_log = new QPlainTextEdit(middle);
    m_log->setReadOnly(true);
    m_log->setProperty("kind", QStringLiteral("log"));
    m_log->setAccessibleName(tr("Last lines of the log"));
    m_log->setMaximumHeight(120);
    column->addWidget(m_log);
    m_failure->hide();
    m_log->hide();
    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(16, 52, 16, 16);
    page->addStretch(1);
    page->addWidget(middle, 100, Qt::AlignTop);
    page->addStretch(1);
}

QWidget* StartPage::makePlatformCard() {
    m_platformCard = new widgets::Card(m_theme, this);
    m_platformCard->setEdge(&Tokens::accent);
    auto* inside = new QVBoxLayout;
    inside->setContentsMargins(16, 14, 16, 14);
    inside->setSpacing(4);
    inside->addWidget(makeLabel(tr("The local platform"), "title"));
    auto* what = makeLabel(tr("Three Kafka brokers and a PostgreSQL on this machine, with stock "
                              "services and demo traffic. To try, to load, to break."),
                           "", "muted");
    what->setWordWrap(true);
    inside->addWidget(what);
    inside->addSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    m_state = makeLabel(tr("Starting…"), "strong", "accent");
    row->addWidget(m_state);
    auto* needs = makeLabel(tr("needs 700 MB; data stay between starts"), "", "muted");
    needs->setWordWrap(true);
    row->addWidget(needs, 1);
    inside->addLayout(row);
    m_platformCard->body()->addLayout(inside);
    return m_platformCard;
}

void StartPage::set(const StartProgress& progress) {
    std::vector<widgets::MiniRow> rows;
    for (const StartStep& step : progress.steps)
        rows.push_back(stepRow(step));
    m_stepsCard->setVisible(!rows.empty());
    m_steps->setRows(std::move(rows));
    m_seconds->setText(secondsText(progress.seconds));
    showFailure(progress);
}

void StartPage::showFailure(const StartProgress& progress) {
    const bool failed = !progress.failure.empty();
    m_state->setText(failed ? tr("Not started") : progress.ready ? tr("Ready") : tr("Starting…"));
    widgets::setTone(*m_state, failed ? "bad" : "accent");
    m_platformCard->setEdge(failed ? &Tokens::bad : &Tokens::accent);
    m_failure->setVisible(failed);
    m_failure->setText(said(progress.failure));
    QString log;
    for (const StartStep& step : progress.steps)
        if (step.health == core::ops::Health::Broken && !step.log.empty())
            log += QString::fromStdString(step.log) % u'\n';
    m_log->setVisible(!log.isEmpty());
    if (log != m_log->toPlainText())
        m_log->setPlainText(log);
}

} // namespace vigia::ui::pages
