#include "ui/widgets/top_bar.h"

#include "ui/clusters/cluster_menu.h"
#include "ui/widgets/breadcrumb.h"
#include "ui/widgets/event_look.h"
#include "ui/widgets/label.h"
#include "ui/widgets/switch_button.h"
#include "ui/widgets/unlock_dialog.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace vigia::ui::widgets {

using core::ops::ConsoleSnapshot;
using theme::Tokens;

namespace {

constexpr int kLeastCrumbs = 96; ///< design pixels that the search field leaves the breadcrumb

/// What a whole bar may carry without hiding its texts: the token of production, or as much of the
/// cluster's own colour.
QColor softly(const QColor& colour, const Tokens& tokens) {
    if (colour == tokens.bad)
        return tokens.badSoft;
    constexpr float kShare = 0.16F;
    const auto mixed = [](float a, float b) { return a * kShare + b * (1 - kShare); };
    return QColor::fromRgbF(mixed(colour.redF(), tokens.panel.redF()),
                            mixed(colour.greenF(), tokens.panel.greenF()),
                            mixed(colour.blueF(), tokens.panel.blueF()));
}

} // namespace

TopBar::TopBar(ConsoleContext& context, QWidget* parent) : QFrame(parent), m_context(context) {
    setObjectName(QStringLiteral("topBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    m_cluster = makeMenuButton(tr("Cluster"));
    m_cluster->setProperty("kind", QStringLiteral("cluster"));
    connect(m_cluster->menu(), &QMenu::aboutToShow, this,
            [this] { clusters::fillClusterMenu(*m_cluster->menu(), m_context); });
    m_production = makeLabel(QStringLiteral("PROD"), "prod", "", this);
    m_production->hide();
    m_badge = makeLabel({}, "badge");
    m_crumbs = new Breadcrumb(context.theme(), this);
    connect(m_crumbs, &Breadcrumb::partChosen, this, &TopBar::crumbChosen);
    m_find = makeFind();
    m_range = makeMenuButton(tr("Time range of all charts"));
    m_refresh = makeMenuButton(tr("How often data are taken"));
    m_lock = makeLock();
    m_pause = new QToolButton(this);
    m_pause->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pause->setCheckable(true);
    connect(m_pause, &QToolButton::clicked, this, &TopBar::pauseToggled);
    m_demo = new SwitchButton(context.theme(), tr("Demo traffic"), this);
    connect(m_demo, &SwitchButton::clicked, this, &TopBar::demoToggled);
    row->addWidget(m_cluster);
    row->addWidget(m_production);
    row->addWidget(m_badge);
    row->addWidget(m_lock);
    row->addWidget(m_crumbs, 1);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_find, m_range, m_refresh, m_pause, m_demo})
        row->addWidget(widget);
    fillRangeMenu();
    fillRefreshMenu();
    setPaused(false);
    setSnapshot(nullptr);
    showLock();
    connect(&context.theme(), &theme::Theme::changed, this, &TopBar::fit);
}

QToolButton* TopBar::makeMenuButton(const QString& name) {
    auto* button = new QToolButton(this);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setMenu(new QMenu(button));
    return button;
}

QPushButton* TopBar::makeFind() {
    auto* find = new QPushButton(m_context.theme().icon(QStringLiteral("search"), &Tokens::faint),
                                 tr("Search or run a command"), this);
    find->setProperty("kind", QStringLiteral("find"));
    find->setAccessibleName(tr("Search or run a command"));
    find->setToolTip(tr("Search or run a command") % QStringLiteral(" (Ctrl+K)"));
    auto* inside = new QHBoxLayout(find);
    inside->setContentsMargins(0, 0, 8, 0);
    inside->addStretch(1);
    m_findKey = makeLabel(QStringLiteral("Ctrl K"), "key");
    m_findKey->setAttribute(Qt::WA_TransparentForMouseEvents);
    inside->addWidget(m_findKey);
    connect(find, &QPushButton::clicked, this, &TopBar::searchRequested);
    return find;
}

QToolButton* TopBar::makeLock() {
    auto* button = new QToolButton(this);
    button->hide();
    connect(button, &QToolButton::clicked, this, &TopBar::toggleLock);
    connect(&m_context.writeLock(), &WriteLock::changed, this, &TopBar::showLock);
    return button;
}

void TopBar::showLock() {
    const WriteLock& lock = m_context.writeLock();
    const auto left = lock.left().count();
    m_lock->setVisible(lock.production());
    m_lock->setText(
        lock.locked()
            ? tr("Read-only")
            : tr("Unlocked %1:%2").arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0')));
    m_lock->setToolTip(lock.locked() ? tr("Production: unlock changes for 15 minutes (Ctrl+L)")
                                     : tr("Changes are allowed: lock again (Ctrl+L)"));
    m_lock->setAccessibleName(m_lock->text());
    fit();
}

void TopBar::toggleLock() {
    WriteLock& lock = m_context.writeLock();
    if (!lock.production())
        return m_context.notify(core::ops::Health::Ok,
                                tr("%1 may be changed: nothing is locked.").arg(lock.cluster()));
    if (lock.locked())
        (new UnlockDialog(m_context.theme(), lock, this))->open();
    else
        lock.lock();
}

void TopBar::fillRangeMenu() {
    for (const int minutes : {5, 15, 30, 60, 180, 360, 1440}) {
        const TimeRange range{std::chrono::minutes(minutes), {}, {}};
        QAction* action = m_range->menu()->addAction(rangeName(range));
        connect(action, &QAction::triggered, this,
                [this, range] { Q_EMIT timeLengthChosen(range.length); });
    }
    m_range->menu()->addSeparator();
    m_range->menu()->addAction(tr("Zoom back"), this, &TopBar::zoomBackRequested);
}

QString TopBar::refreshName(int seconds) {
    return seconds == 0 ? tr("Off") : tr("%1 s").arg(seconds);
}

void TopBar::fillRefreshMenu() {
    for (const int seconds : {1, 2, 5, 10, 30, 0}) {
        QAction* action = m_refresh->menu()->addAction(refreshName(seconds));
        connect(action, &QAction::triggered, this,
                [this, seconds] { Q_EMIT refreshChosen(seconds); });
    }
}

QList<QAction*> TopBar::choices() const {
    QList<QAction*> found;
    for (const QToolButton* button : {m_range, m_refresh}) {
        for (QAction* action : button->menu()->actions()) {
            if (action->isSeparator())
                continue;
            action->setData(button->accessibleName());
            found << action;
        }
    }
    return found;
}

QString TopBar::rangeName(const TimeRange& range) {
    if (range.zoomed())
        return tr("Zoomed");
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(range.length).count();
    return minutes < 60 ? tr("Last %1 min").arg(minutes) : tr("Last %1 h").arg(minutes / 60);
}

void TopBar::setTimeRange(const TimeRange& range) {
    m_range->setText(rangeName(range));
    const auto clock = m_context.clockText();
    m_range->setToolTip(range.zoomed()
                            ? tr("%1 to %2; Ctrl+Z goes back")
                                  .arg(clockTime(*range.from, clock), clockTime(*range.to, clock))
                            : tr("Time range of all charts"));
}

void TopBar::setRefreshSeconds(int seconds) {
    m_refresh->setText(refreshName(seconds));
}

void TopBar::setPaused(bool paused) {
    m_pause->setChecked(paused);
    m_pause->setText(paused ? tr("Go on") : tr("Pause"));
    m_pause->setIcon(m_context.theme().icon(
        paused ? QStringLiteral("play") : QStringLiteral("pause"), &Tokens::text));
    m_pause->setToolTip(tr("Freeze what is shown; collecting goes on (P)"));
    m_pause->setAccessibleName(m_pause->text());
}

void TopBar::setBreadcrumb(const QStringList& parts) {
    m_crumbs->setParts(parts);
    fit();
}

void TopBar::setSnapshot(const ConsoleSnapshot* snapshot) {
    showCluster(snapshot);
    m_demo->setVisible(snapshot == nullptr ? isOurs() : snapshot->hasPlatform);
    m_demo->setToolTip(snapshot != nullptr && snapshot->demoElsewhere
                           ? tr("Another console sends it; this one goes on when that one ends")
                           : tr("About 20 commands a second through the REST API over 24 symbols, "
                                "marked as demo"));
    if (snapshot == nullptr)
        return;
    const QString version = snapshot->kafkaVersion.empty()
                                ? tr("Kafka")
                                : tr("Kafka %1").arg(shown(snapshot->kafkaVersion));
    m_badge->setText(version % QStringLiteral(" · ") %
                     (snapshot->brokers.size() == 1
                          ? tr("1 broker")
                          : tr("%1 brokers").arg(snapshot->brokers.size())));
    fit();
}

bool TopBar::isOurs() const {
    return m_context.desk() == nullptr || (m_context.cluster() && m_context.cluster()->own);
}

/// Known before the first snapshot where the window was opened on a cluster.
void TopBar::showCluster(const ConsoleSnapshot* snapshot) {
    const auto& chosen = m_context.cluster();
    if (snapshot != nullptr)
        m_cluster->setText(shown(snapshot->cluster));
    else if (chosen)
        m_cluster->setText(shown(chosen->name));
    else
        m_cluster->setText(m_context.desk() == nullptr ? QStringLiteral("local")
                                                       : tr("Choose a cluster"));
    const QString tag = snapshot != nullptr ? shown(snapshot->tag)
                        : chosen            ? shown(chosen->tag)
                                            : QString();
    if (tag == m_tag)
        return;
    m_tag = tag;
    m_production->setVisible(tag == QStringLiteral("prod"));
    update();
}

void TopBar::fit() {
    // The breadcrumb gives way first, which elides itself, then the search field, then the badge:
    // nothing else in this row is ever cut.
    const QFontMetrics metrics(m_context.theme().font(theme::TextRole::Body));
    const int around = m_findKey->sizeHint().width() + 66;
    const auto widthOf = [&](const QString& text) {
        return metrics.horizontalAdvance(text) + around;
    };
    const int crumbs = m_crumbs->sizeHint().width();
    const int others = layout()->sizeHint().width() - m_find->width() - crumbs +
                       qMin(crumbs, m_context.theme().px(kLeastCrumbs));
    const int room = width() - others - 8;
    QString text; // the longest that fits
    for (const QString& each : {tr("Search or run a command"), tr("Search…")})
        if (text.isEmpty() && room >= widthOf(each))
            text = each;
    m_find->setText(text);
    m_find->setFixedWidth(text.isEmpty() ? m_findKey->sizeHint().width() + 50 : widthOf(text));
    m_badge->setVisible(!m_badge->text().isEmpty() && room >= m_find->width());
}

void TopBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fit();
}

void TopBar::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    QPainter painter(this);
    const Tokens& tokens = m_context.theme().tokens();
    if (m_tag.isEmpty() && m_context.desk() != nullptr)
        return; // no cluster, no colour
    const auto& chosen = m_context.cluster();
    const QColor colour = clusters::stripeColour(
        m_context, m_tag, chosen ? QString::fromStdString(chosen->colour) : QString());
    if (m_tag == QStringLiteral("prod"))
        painter.fillRect(rect().adjusted(0, 0, 0, -1), softly(colour, tokens));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(16, (height() - 20) / 2.0, 4, 20), 2, 2);
}

} // namespace vigia::ui::widgets
