#include "ui/widgets/mini_table.h"

#include "ui/theme/health_look.h"
#include "ui/theme/tinted_icon.h"
#include "ui/widgets/status_mark.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace vigia::ui::widgets {

using theme::TextRole;
using theme::Tokens;

namespace {
constexpr int kPad = 12;
}

MiniTable::MiniTable(const theme::Theme& theme, std::vector<MiniColumn> columns, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_columns(std::move(columns)) {
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void MiniTable::setColumns(std::vector<MiniColumn> columns) {
    m_columns = std::move(columns);
    update();
}

void MiniTable::setRows(std::vector<MiniRow> rows) {
    if (rows == m_rows)
        return;
    const bool resized = rows.size() != m_rows.size();
    m_rows = std::move(rows);
    if (resized)
        updateGeometry();
    update();
}

void MiniTable::setHeaderVisible(bool visible) {
    m_header = visible;
}

void MiniTable::setActive(bool active) {
    m_active = active;
    setFocusPolicy(active ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(active ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void MiniTable::setStale(bool stale) {
    if (stale == m_stale)
        return;
    m_stale = stale;
    update();
}

int MiniTable::headerHeight() const {
    return m_header ? m_theme.px(28) : 0;
}

QSize MiniTable::sizeHint() const {
    return {300, headerHeight() + int(m_rows.size()) * m_theme.rowHeight()};
}

QSize MiniTable::minimumSizeHint() const {
    return {200, headerHeight() + qMin(3, int(m_rows.size())) * m_theme.rowHeight()};
}

QRect MiniTable::rowRect(int row) const {
    return {0, headerHeight() + row * m_theme.rowHeight(), width(), m_theme.rowHeight()};
}

int MiniTable::rowAt(int y) const {
    const int row = (y - headerHeight()) / m_theme.rowHeight();
    return y >= headerHeight() && row < int(m_rows.size()) ? row : -1;
}

/// A figure is never cut: its column is as wide as the widest, and names give way.
int MiniTable::figureWidth(std::size_t column) const {
    const MiniColumn& wanted = m_columns[column];
    int widest = m_theme.px(wanted.width);
    if (wanted.align != Qt::AlignRight)
        return widest;
    const QFontMetrics metrics(m_theme.font(TextRole::Body));
    for (const MiniRow& row : m_rows) {
        if (column < row.cells.size())
            widest = qMax(widest, metrics.horizontalAdvance(row.cells[column].text) + 2 * kPad + 1);
    }
    return widest;
}

std::vector<int> MiniTable::columnWidths() const {
    std::vector<int> widths;
    int fixed = 0;
    int stretching = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        widths.push_back(m_columns[i].width == 0 ? 0 : figureWidth(i));
        fixed += widths.back();
        stretching += m_columns[i].width == 0 ? 1 : 0;
    }
    const int share = stretching == 0 ? 0 : qMax(40, (width() - fixed) / stretching);
    std::replace(widths.begin(), widths.end(), 0, share);
    return widths;
}

std::vector<QRect> MiniTable::cellRects(const std::vector<int>& widths, int top) const {
    std::vector<QRect> rects;
    int x = 0;
    for (const int each : widths) {
        rects.emplace_back(x, top, each, m_theme.rowHeight());
        x += each;
    }
    return rects;
}

void MiniTable::paintHeader(QPainter& painter, const std::vector<int>& widths) const {
    const Tokens& tokens = m_theme.tokens();
    const QRect row(0, 0, width(), headerHeight());
    painter.fillRect(row, tokens.raised);
    painter.fillRect(QRect(0, row.bottom(), width(), 1), tokens.line);
    painter.setFont(m_theme.font(TextRole::Small));
    painter.setPen(tokens.muted);
    const auto rects = cellRects(widths, 0);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const QRect room(rects[i].left() + kPad, 0,
                         rects[i].width() - kPad -
                             (m_columns[i].align == Qt::AlignRight ? kPad : 0),
                         headerHeight());
        painter.drawText(
            room, int(m_columns[i].align) | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(m_columns[i].title, Qt::ElideRight, room.width()));
    }
}

void MiniTable::paintCell(QPainter& painter, const MiniCell& cell, const QRect& rect,
                          Qt::AlignmentFlag align) const {
    const Tokens& tokens = m_theme.tokens();
    const QRect room = rect.adjusted(kPad, 0, align == Qt::AlignRight ? -kPad : 0, 0);
    if (cell.kind == MiniCell::Kind::Chip) {
        paintChip(painter, room, m_theme, m_stale ? core::ops::Health::Unknown : cell.health,
                  cell.text);
        return;
    }
    QRect text = room;
    if (cell.kind == MiniCell::Kind::Mark) {
        const auto look = theme::healthLook(m_stale ? core::ops::Health::Unknown : cell.health);
        const int side = m_theme.px(10);
        theme::paintIcon(painter,
                         QRectF(room.left(), room.center().y() - side / 2.0 + 0.5, side, side),
                         look.icon, tokens.*look.color);
        text.adjust(side + 8, 0, 0, 0);
    }
    painter.setFont(m_theme.font(TextRole::Body));
    painter.setPen(m_stale ? tokens.faint : cell.muted ? tokens.muted : tokens.text);
    painter.drawText(text, int(align) | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(cell.text, Qt::ElideRight, text.width()));
}

void MiniTable::paintRow(QPainter& painter, const std::vector<int>& widths, int row) const {
    const Tokens& tokens = m_theme.tokens();
    const QRect rect = rowRect(row);
    if (m_active && row == m_current)
        painter.fillRect(rect, hasFocus() ? tokens.accentSoft : tokens.hover);
    if (row + 1 < int(m_rows.size()) && rect.bottom() < height() - 2)
        painter.fillRect(QRect(0, rect.bottom(), width(), 1), tokens.line);
    const auto rects = cellRects(widths, rect.top());
    const auto& cells = m_rows[std::size_t(row)].cells;
    for (std::size_t i = 0; i < std::min(cells.size(), rects.size()); ++i)
        paintCell(painter, cells[i], rects[i], m_columns[i].align);
}

void MiniTable::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto widths = columnWidths();
    if (m_header)
        paintHeader(painter, widths);
    for (int row = 0; row < int(m_rows.size()); ++row)
        if (rowRect(row).bottom() <= height())
            paintRow(painter, widths, row);
}

void MiniTable::setCurrent(int row) {
    if (row == m_current)
        return;
    m_current = row;
    update();
}

void MiniTable::mouseMoveEvent(QMouseEvent* event) {
    setCurrent(rowAt(int(event->position().y())));
}

void MiniTable::mouseReleaseEvent(QMouseEvent* event) {
    const int row = rowAt(int(event->position().y()));
    if (m_active && row >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT activated(m_rows[std::size_t(row)].id);
}

void MiniTable::leaveEvent(QEvent*) {
    if (!hasFocus())
        setCurrent(-1);
}

void MiniTable::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    setCurrent(qMax(0, m_current));
}

void MiniTable::keyPressEvent(QKeyEvent* event) {
    const int last = int(m_rows.size()) - 1;
    if (event->key() == Qt::Key_Down)
        setCurrent(qMin(last, m_current + 1));
    else if (event->key() == Qt::Key_Up)
        setCurrent(qMax(0, m_current - 1));
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0 &&
             m_current <= last)
        Q_EMIT activated(m_rows[std::size_t(m_current)].id);
    else
        QWidget::keyPressEvent(event);
}

bool MiniTable::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto& help = static_cast<const QHelpEvent&>(*event);
    const int row = rowAt(help.y());
    if (row < 0) {
        QToolTip::hideText();
        return true;
    }
    const MiniRow& hit = m_rows[std::size_t(row)];
    QStringList texts;
    for (const MiniCell& cell : hit.cells)
        texts += cell.text;
    texts.removeAll(QString());
    const QString text = hit.tooltip.isEmpty() ? texts.join(QStringLiteral("   ")) : hit.tooltip;
    QToolTip::showText(help.globalPos(),
                       text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")), this);
    return true;
}

} // namespace vigia::ui::widgets
