#include "ui/widgets/events_lane.h"

#include "ui/plot/chart_ticks.h"
#include "ui/theme/health_look.h"
#include "ui/widgets/event_look.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace vigia::ui::widgets {

using core::ops::Event;
using theme::TextRole;
using theme::Tokens;

namespace {

constexpr int kMargin = 16;
constexpr int kRoom = 130; ///< pixels after an event that its name may take before the next one

bool worseThan(const Event& a, const Event& b) {
    return a.health != b.health && core::ops::worse(a.health, b.health) == a.health;
}

} // namespace

EventsLane::EventsLane(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Events"));
    m_toggle = new QToolButton(this);
    m_toggle->setProperty("kind", QStringLiteral("icon"));
    m_toggle->setIcon(theme.icon(QStringLiteral("chevron-down")));
    m_toggle->setIconSize(QSize(16, 16));
    m_toggle->setFixedSize(24, 22);
    m_toggle->setToolTip(tr("Hide or show the events"));
    m_toggle->setAccessibleName(tr("Hide or show the events"));
    connect(m_toggle, &QToolButton::clicked, this, [this] { setCollapsed(!m_collapsed); });
}

QSize EventsLane::sizeHint() const {
    return {400, m_theme.px(m_collapsed ? 28 : 88)};
}

void EventsLane::set(core::ops::ConsoleSnapshotPtr snapshot, core::UtcTime from, core::UtcTime to,
                     const QString& rangeName, const core::view::TextOptions& times) {
    m_times = times;
    m_snapshot = std::move(snapshot);
    m_from = from;
    m_to = to;
    m_rangeName = rangeName;
    arrange();
    setAccessibleDescription(tr("%1 events").arg(visibleEvents().size()));
    update();
}

void EventsLane::setCollapsed(bool collapsed) {
    if (collapsed == m_collapsed)
        return;
    m_collapsed = collapsed;
    m_toggle->setIcon(
        m_theme.icon(collapsed ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
    updateGeometry();
    update();
    Q_EMIT collapsedChanged(collapsed);
}

std::vector<Event> EventsLane::visibleEvents() const {
    std::vector<Event> seen;
    for (const Group& group : m_groups)
        for (const std::size_t index : group.events)
            seen.push_back(m_snapshot->events[index]);
    return seen;
}

int EventsLane::placeOf(core::UtcTime time) const {
    const double share = double((time - m_from).count()) /
                         double(std::max<std::int64_t>(1, (m_to - m_from).count()));
    return kMargin + qRound(share * (width() - 2 * kMargin));
}

void EventsLane::arrange() {
    m_groups.clear();
    if (!m_snapshot)
        return;
    for (std::size_t i = 0; i < m_snapshot->events.size(); ++i) {
        const Event& event = m_snapshot->events[i];
        if (event.time < m_from || event.time > m_to)
            continue;
        const int x = placeOf(event.time);
        if (m_groups.empty() || x - m_groups.back().ticks.back() >= kRoom)
            m_groups.push_back({{}, {}, i});
        Group& group = m_groups.back();
        group.events.push_back(i);
        group.ticks.push_back(x);
        if (!worseThan(m_snapshot->events[group.named], event))
            group.named = i;
    }
    placeLabels();
}

int EventsLane::labelWidth(const Group& group) const {
    const QFontMetrics metrics(m_theme.font(TextRole::Caption));
    const Event& event = m_snapshot->events[group.named];
    return std::max(metrics.horizontalAdvance(said(event.title)) +
                        (group.events.size() > 1 ? 40 : 0),
                    metrics.horizontalAdvance(eventSecondLine(event, m_times))) +
           2;
}

void EventsLane::placeLabels() {
    int limit = width() - kMargin; // where the label of the group to the right begins
    for (std::size_t i = m_groups.size(); i-- > 0;) {
        Group& group = m_groups[i];
        const int wanted = labelWidth(group);
        const int after = group.ticks.back() + 7;
        const int first = group.ticks.front() - 7;
        const int before = i == 0 ? kMargin : m_groups[i - 1].ticks.back() + 12;
        const int right = limit - after;
        const int left = first - before;
        group.left = right < wanted && left > right;
        group.labelStart = group.left ? std::max(before, first - wanted) : after;
        group.labelEnd = group.left ? first : limit;
        limit = (group.left ? group.labelStart : group.ticks.front()) - 8;
    }
}

void EventsLane::paintHead(QPainter& painter) const {
    const Tokens& tokens = m_theme.tokens();
    const int base = m_theme.px(18);
    painter.setFont(m_theme.font(TextRole::ChipWord));
    painter.setPen(tokens.text);
    painter.drawText(kMargin, base, tr("Events"));
    const int x = kMargin + painter.fontMetrics().horizontalAdvance(tr("Events")) + 8;
    std::size_t count = 0;
    for (const Group& group : m_groups)
        count += group.events.size();
    QString text =
        count == 0 ? tr("none yet") : m_rangeName % QStringLiteral(" · ") % QString::number(count);
    if (m_collapsed && count > 0)
        text +=
            QStringLiteral(" · ") % said(m_snapshot->events[m_groups.back().events.back()].title);
    painter.setFont(m_theme.font(TextRole::Caption));
    painter.setPen(tokens.faint);
    painter.drawText(x, base,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, width() - x - 48));
}

void EventsLane::paintAxis(QPainter& painter) const {
    painter.setFont(m_theme.font(TextRole::Caption));
    painter.setPen(m_theme.tokens().faint);
    const QFontMetrics metrics = painter.fontMetrics();
    for (const plot::TimeTick& tick : plot::timeTicks(m_from, m_to, 7, m_times)) {
        const QString label = QString::fromStdString(tick.label);
        const int half = metrics.horizontalAdvance(label) / 2;
        const int x = std::clamp(placeOf(tick.time), kMargin + half, width() - kMargin - half);
        painter.drawText(x - half, height() - 6, label);
    }
}

void EventsLane::paintGroup(QPainter& painter, std::size_t index) const {
    const Tokens& tokens = m_theme.tokens();
    const Group& group = m_groups[index];
    const QFontMetrics metrics(m_theme.font(TextRole::Caption));
    const int line = metrics.height();
    const int top = m_theme.px(26);
    for (std::size_t i = 0; i < group.ticks.size(); ++i) {
        const auto look = theme::healthLook(m_snapshot->events[group.events[i]].health);
        painter.fillRect(QRect(group.ticks[i], top, 2, 2 * line), tokens.*look.color);
    }
    const Event& event = m_snapshot->events[group.named];
    const QRect room(group.labelStart, top, std::max(0, group.labelEnd - group.labelStart), line);
    const int align = int(Qt::AlignVCenter) | int(group.left ? Qt::AlignRight : Qt::AlignLeft);
    QString title = said(event.title);
    if (group.events.size() > 1)
        title += QStringLiteral("  +%1").arg(group.events.size() - 1);
    painter.setFont(m_theme.font(TextRole::Caption));
    painter.setPen(tokens.*theme::healthLook(event.health).color);
    painter.drawText(room, align, metrics.elidedText(title, Qt::ElideRight, room.width()));
    painter.setPen(tokens.muted);
    painter.drawText(
        room.translated(0, line), align,
        metrics.elidedText(eventSecondLine(event, m_times), Qt::ElideRight, room.width()));
}

void EventsLane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().panel);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.tokens().line);
    paintHead(painter);
    if (m_collapsed || !m_snapshot)
        return;
    paintAxis(painter);
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        paintGroup(painter, i);
}

void EventsLane::resizeEvent(QResizeEvent*) {
    m_toggle->move(width() - 12 - m_toggle->width(), 3);
    arrange();
}

void EventsLane::mouseDoubleClickEvent(QMouseEvent*) {
    setCollapsed(!m_collapsed);
}

QString EventsLane::textAt(int x) const {
    QStringList texts;
    for (const Group& group : m_groups) {
        const int begin = std::min(group.ticks.front() - 5, group.labelStart);
        const int end = std::max(group.ticks.back() + 5,
                                 std::min(group.labelEnd, group.labelStart + labelWidth(group)));
        if (x < begin || x > end)
            continue;
        texts.clear();
        for (const std::size_t index : group.events)
            texts += eventTooltip(m_snapshot->events[index], m_times);
    }
    constexpr qsizetype kMost = 8;
    const qsizetype more = texts.size() - kMost;
    if (more > 0) {
        texts = texts.last(kMost);
        texts.prepend(tr("%1 earlier").arg(more));
    }
    return texts.join(QStringLiteral("\n\n"));
}

bool EventsLane::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto& help = static_cast<const QHelpEvent&>(*event);
    const QString text = m_collapsed ? QString() : textAt(help.x());
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help.globalPos(),
                           text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")), this);
    return true;
}

} // namespace vigia::ui::widgets
