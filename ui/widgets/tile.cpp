#include "ui/widgets/tile.h"

#include "ui/plot/sparkline.h"
#include "ui/theme/health_look.h"
#include "ui/theme/tinted_icon.h"

#include <QPainter>

namespace vigia::ui::widgets {

using theme::TextRole;

Tile::Tile(const theme::Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Tile::set(TileContent content) {
    if (content == m_content)
        return;
    m_content = std::move(content);
    setAccessibleName(m_content.label % u' ' % m_content.value % u' ' % m_content.unit);
    setToolTip(m_content.tooltip.toHtmlEscaped());
    update();
}

void Tile::setStale(bool stale) {
    if (stale == m_stale)
        return;
    m_stale = stale;
    update();
}

QSize Tile::sizeHint() const {
    return {170, 10 + m_theme.px(16) + m_theme.px(28) + 24 + m_theme.px(16) + 10};
}

QSize Tile::minimumSizeHint() const {
    return {m_theme.px(120), sizeHint().height()};
}

void Tile::paintValue(QPainter& painter, const QRect& row) const {
    const theme::Tokens& tokens = m_theme.tokens();
    painter.setFont(m_theme.font(TextRole::Value));
    painter.setPen(m_stale ? tokens.faint : tokens.text);
    const QString value =
        painter.fontMetrics().elidedText(m_content.value, Qt::ElideRight, row.width());
    const int width = painter.fontMetrics().horizontalAdvance(value);
    const int baseline =
        row.top() +
        (row.height() + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) / 2;
    painter.drawText(row.left(), baseline, value);
    painter.setFont(m_theme.font(TextRole::Small));
    painter.setPen(tokens.muted);
    const int room = row.width() - width - 6;
    if (room > 10)
        painter.drawText(row.left() + width + 6, baseline,
                         painter.fontMetrics().elidedText(m_content.unit, Qt::ElideRight, room));
}

void Tile::paintSub(QPainter& painter, const QRect& row) const {
    const theme::Tokens& tokens = m_theme.tokens();
    painter.setFont(m_theme.font(TextRole::Caption));
    const QFontMetrics metrics = painter.fontMetrics();
    int right = metrics.horizontalAdvance(m_content.subRight);
    painter.setPen(tokens.faint);
    if (m_content.subHealth && !m_stale) {
        const auto look = theme::healthLook(*m_content.subHealth);
        const int side = m_theme.px(9);
        painter.setPen(tokens.*look.color);
        theme::paintIcon(
            painter,
            QRectF(row.right() - right - side - 4, row.center().y() - side / 2.0 + 0.5, side, side),
            look.icon, tokens.*look.color);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, m_content.subRight);
        right += side + 4;
    } else {
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, m_content.subRight);
    }
    painter.setPen(tokens.faint);
    const int room = row.width() - right - 8;
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(m_content.subLeft, Qt::ElideRight, room));
}

void Tile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const theme::Tokens& tokens = m_theme.tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    QRect room = rect().adjusted(12, 10, -12, -8);
    painter.setFont(m_theme.font(TextRole::Small));
    painter.setPen(tokens.muted);
    const QRect labelRow(room.left(), room.top(), room.width(), m_theme.px(16));
    painter.drawText(
        labelRow, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(m_content.label, Qt::ElideRight, room.width()));
    paintValue(painter, QRect(room.left(), labelRow.bottom() + 1, room.width(), m_theme.px(28)));
    const QRect subRow(room.left(), room.bottom() - m_theme.px(16) + 1, room.width(),
                       m_theme.px(16));
    plot::paintSparkline(painter, QRectF(room.left(), subRow.top() - 26, room.width(), 24),
                         m_content.history, m_stale ? tokens.control : m_content.color);
    paintSub(painter, subRow);
}

} // namespace vigia::ui::widgets
