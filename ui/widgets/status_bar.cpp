#include "ui/widgets/status_bar.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <numeric>

namespace vigia::ui::widgets {

using theme::TextRole;

namespace {
constexpr int kGap = 20;
constexpr int kMargin = 16;
} // namespace

StatusBar::StatusBar(const theme::Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Status"));
}

QSize StatusBar::sizeHint() const {
    return {400, m_theme.px(24)};
}

void StatusBar::set(std::vector<StatusItem> items) {
    m_items = std::move(items);
    QStringList spoken;
    for (const StatusItem& item : m_items)
        spoken += item.label % u' ' % item.value % u' ' % item.unit;
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    arrange();
    update();
}

int StatusBar::widthOf(const StatusItem& item) const {
    const QFontMetrics plain(m_theme.font(TextRole::Caption));
    const QFontMetrics strong(m_theme.font(TextRole::ChipWord));
    int width = plain.horizontalAdvance(item.label) + 4 + strong.horizontalAdvance(item.value);
    return width + (item.unit.isEmpty() ? 0 : 4 + plain.horizontalAdvance(item.unit)) + 1;
}

void StatusBar::arrange() {
    std::vector<std::size_t> kept(m_items.size());
    std::iota(kept.begin(), kept.end(), std::size_t(0));
    const auto needed = [&] {
        return std::accumulate(
            kept.begin(), kept.end(), 2 * kMargin,
            [this](int sum, std::size_t i) { return sum + widthOf(m_items[i]) + kGap; });
    };
    const auto lessOrder = [this](std::size_t a, std::size_t b) {
        return m_items[a].order < m_items[b].order;
    };
    while (!kept.empty() && needed() > width())
        kept.erase(std::max_element(kept.begin(), kept.end(), lessOrder));
    m_places.clear();
    int left = kMargin;
    int right = width() - kMargin;
    for (const std::size_t i : kept)
        if (!m_items[i].right) {
            m_places.push_back({i, QRect(left, 0, widthOf(m_items[i]), height())});
            left += widthOf(m_items[i]) + kGap;
        }
    for (auto i = kept.rbegin(); i != kept.rend(); ++i)
        if (m_items[*i].right) {
            right -= widthOf(m_items[*i]);
            m_places.push_back({*i, QRect(right, 0, widthOf(m_items[*i]), height())});
            right -= kGap;
        }
}

void StatusBar::paintItem(QPainter& painter, const StatusItem& item, const QRect& rect) const {
    const theme::Tokens& tokens = m_theme.tokens();
    int x = rect.left();
    const auto draw = [&](const QString& text, TextRole role, const QColor& color) {
        painter.setFont(m_theme.font(role));
        painter.setPen(color);
        painter.drawText(QRect(x, 0, rect.right() + 2 - x, height()),
                         Qt::AlignVCenter | Qt::TextSingleLine, text);
        x += painter.fontMetrics().horizontalAdvance(text) + (text.isEmpty() ? 0 : 4);
    };
    draw(item.label, TextRole::Caption, tokens.muted);
    draw(item.value, TextRole::ChipWord, tokens.*item.tone);
    draw(item.unit, TextRole::Caption, tokens.muted);
}

void StatusBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().raised);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.tokens().line);
    for (const Place& place : m_places)
        paintItem(painter, m_items[place.item], place.rect);
}

void StatusBar::resizeEvent(QResizeEvent*) {
    arrange();
}

bool StatusBar::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto& help = static_cast<const QHelpEvent&>(*event);
    const auto found = std::find_if(m_places.begin(), m_places.end(), [&help](const Place& place) {
        return place.rect.contains(help.pos());
    });
    if (found != m_places.end() && !m_items[found->item].tooltip.isEmpty())
        QToolTip::showText(help.globalPos(), m_items[found->item].tooltip.toHtmlEscaped(), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace vigia::ui::widgets
