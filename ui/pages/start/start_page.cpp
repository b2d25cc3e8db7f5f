#include "ui/pages/start/start_page.h"

#include "ui/clusters/connection_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mini_table.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vigia::ui::pages {

using core::ops::StartProgress;
using core::ops::StartStep;
using theme::Tokens;
using widgets::makeLabel;
using widgets::said;
using widgets::shown;

namespace {

constexpr int kWidest = 760;

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

QLabel* wrapped(const QString& text, const char* role = "", const char* tone = "muted") {
    auto* label = makeLabel(text, role, tone);
    label->setWordWrap(true);
    return label;
}

} // namespace

StartPage::StartPage(const theme::Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    auto* middle = new QWidget(this);
    middle->setMaximumWidth(kWidest);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 16);
    column->setSpacing(4);
    m_heading = wrapped(tr("What do you want to look at?"), "value", "");
    column->addWidget(m_heading);
    column->addWidget(wrapped(tr("Nothing is ever written to a cluster that you only watch.")));
    column->addSpacing(12);
    m_choices = new QBoxLayout(QBoxLayout::LeftToRight);
    m_choices->setSpacing(16);
    m_choices->addWidget(makePlatformCard(), 1);
    m_choices->addWidget(makeWatchCard(), 1);
    column->addLayout(m_choices);
    column->addSpacing(12);
    column->addWidget(makeClustersCard());
    column->addWidget(makeStepsCard());
    column->addWidget(makeConnectionCard());
    addFailure(*column);
    column->addStretch(1);
    auto* inside = new QWidget;
    auto* row = new QHBoxLayout(inside);
    row->setContentsMargins(16, 52, 16, 0);
    row->addStretch(1);
    row->addWidget(middle, 100);
    row->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(scroll);
}

widgets::Card* StartPage::makeCard(const QString& title, const QString& what,
                                   QVBoxLayout*& inside) {
    auto* card = new widgets::Card(m_theme, this);
    inside = new QVBoxLayout;
    inside->setContentsMargins(16, 14, 16, 14);
    inside->setSpacing(4);
    inside->addWidget(makeLabel(title, "title"));
    inside->addWidget(wrapped(what));
    inside->addStretch(1);
    inside->addSpacing(6);
    card->body()->addLayout(inside);
    return card;
}

QWidget* StartPage::makePlatformCard() {
    QVBoxLayout* inside = nullptr;
    m_platformCard =
        makeCard(tr("The local platform"),
                 tr("Three Kafka brokers and a PostgreSQL on this machine, with stock services and "
                    "demo traffic. To try, to load, to break."),
                 inside);
    m_platformCard->setEdge(&Tokens::accent);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    m_state = makeLabel(tr("Starting…"), "strong", "accent");
    m_startLocal = new QPushButton(tr("Start"), m_platformCard);
    m_startLocal->setProperty("kind", QStringLiteral("primary"));
    m_startLocal->setAccessibleName(tr("Start the local platform"));
    m_startLocal->hide();
    connect(m_startLocal, &QPushButton::clicked, this,
            [this] { Q_EMIT clusterChosen(QStringLiteral("local")); });
    row->addWidget(m_startLocal);
    row->addWidget(m_state);
    row->addWidget(wrapped(tr("needs 700 MB; data stay between starts")), 1);
    inside->addLayout(row);
    return m_platformCard;
}

QWidget* StartPage::makeWatchCard() {
    QVBoxLayout* inside = nullptr;
    m_watchCard = makeCard(tr("A cluster of mine"),
                           tr("Bootstrap servers, TLS and SASL, or a Java client.properties. Every "
                              "step of the connection is checked and explained."),
                           inside);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* add = new QPushButton(tr("Add a cluster…"), m_watchCard);
    auto* import = new QPushButton(tr("From a file…"), m_watchCard);
    connect(add, &QPushButton::clicked, this, &StartPage::addRequested);
    connect(import, &QPushButton::clicked, this, &StartPage::importRequested);
    row->addWidget(add);
    row->addWidget(import);
    row->addStretch(1);
    inside->addLayout(row);
    return m_watchCard;
}

QWidget* StartPage::makeClustersCard() {
    m_clustersCard = new widgets::Card(m_theme, this);
    m_clustersCard->setTitle(tr("Your clusters"));
    m_clusters = new widgets::MiniTable(m_theme,
                                        {{tr("Name"), 200, Qt::AlignLeft},
                                         {tr("Servers"), 0, Qt::AlignLeft},
                                         {tr("Tag"), 80, Qt::AlignLeft}},
                                        m_clustersCard);
    m_clusters->setAccessibleName(tr("Your clusters"));
    m_clusters->setActive(true);
    connect(m_clusters, &widgets::MiniTable::activated, this, &StartPage::clusterChosen);
    m_clustersCard->body()->addWidget(m_clusters);
    m_clustersCard->hide();
    return m_clustersCard;
}

QWidget* StartPage::makeStepsCard() {
    m_stepsCard = new widgets::Card(m_theme, this);
    m_stepsCard->setTitle(tr("Starting the local platform"));
    m_seconds = makeLabel({}, "", "muted");
    m_stepsCard->headRight()->addWidget(m_seconds);
    m_steps = new widgets::MiniTable(m_theme,
                                     {{tr("Step"), 0, Qt::AlignLeft},
                                      {tr("State"), 0, Qt::AlignLeft},
                                      {tr("Time"), 80, Qt::AlignRight}},
                                     m_stepsCard);
    m_steps->setHeaderVisible(false);
    m_steps->setAccessibleName(tr("Steps of the start"));
    m_stepsCard->body()->addWidget(m_steps);
    return m_stepsCard;
}

QWidget* StartPage::makeConnectionCard() {
    m_connectionCard = new widgets::Card(m_theme, this);
    m_connectionCard->setTitle(tr("Steps of the connection"));
    m_connectionState = makeLabel({}, "", "muted");
    m_connectionCard->headRight()->addWidget(m_connectionState);
    m_connection = new clusters::ConnectionView(m_theme, m_connectionCard);
    m_connectionCard->body()->addWidget(m_connection);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 12, 12);
    row->setSpacing(10);
    auto* edit = new QPushButton(tr("Edit the cluster…"), m_connectionCard);
    connect(edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(m_cluster); });
    row->addWidget(edit);
    row->addWidget(wrapped(tr("It is tried again by itself.")), 1);
    m_connectionCard->body()->addLayout(row);
    m_connectionCard->hide();
    return m_connectionCard;
}

void StartPage::addFailure(QVBoxLayout& column) {
    m_failure = wrapped({}, "", "bad");
    column.addSpacing(8);
    column.addWidget(m_failure);
    m_log = new QPlainTextEdit(this);
    m_log->setReadOnly(true);
    m_log->setProperty("kind", QStringLiteral("log"));
    m_log->setAccessibleName(tr("Last lines of the log"));
    m_log->setMaximumHeight(120);
    column.addWidget(m_log);
    m_failure->hide();
    m_log->hide();
}

void StartPage::choose(const std::vector<core::ops::ClusterInfo>& clusters) {
    using widgets::MiniCell;
    std::vector<widgets::MiniRow> rows;
    for (const auto& cluster : clusters) {
        if (cluster.own)
            continue;
        rows.push_back({QString::fromStdString(cluster.name),
                        {MiniCell{shown(cluster.name), {}, {}, false},
                         MiniCell{shown(cluster.servers), {}, {}, true},
                         MiniCell{shown(cluster.tag).toUpper(), {}, {}, false}},
                        shown(cluster.servers)});
    }
    m_clustersCard->setVisible(!rows.empty());
    m_clusters->setRows(std::move(rows));
    m_stepsCard->hide();
    m_startLocal->show();
    m_state->hide();
    m_platformCard->setEdge(&Tokens::line);
}

void StartPage::connectTo(const core::ops::ClusterInfo& cluster) {
    m_cluster = QString::fromStdString(cluster.name);
    m_heading->setText(tr("Connecting to %1").arg(shown(cluster.name)));
    m_connectionState->setText(tr("Looking at each step…"));
    m_platformCard->hide();
    m_watchCard->hide();
    m_stepsCard->hide();
    m_connectionCard->show();
}

void StartPage::set(const core::ops::ConnectionReport& report) {
    m_connection->set(report);
    m_connectionState->setText(clusters::ConnectionView::summary(report));
    m_connectionCard->setEdge(report.finished && !report.connected() ? &Tokens::bad
                                                                     : &Tokens::line);
}

void StartPage::set(const StartProgress& progress) {
    if (!m_cluster.isEmpty())
        return; // a watched cluster has nothing to start
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
    m_startLocal->setText(tr("Try again"));
    m_startLocal->setVisible(failed);
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

/// Two cards side by side where both have room for their sentences.
void StartPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_choices->setDirection(width() < m_theme.px(680) ? QBoxLayout::TopToBottom
                                                      : QBoxLayout::LeftToRight);
}

} // namespace vigia::ui::pages
