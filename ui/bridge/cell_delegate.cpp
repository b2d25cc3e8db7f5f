#include "ui/bridge/cell_delegate.h"

#include "core/view/value.h"
#include "ui/bridge/table_bridge.h"
#include "ui/plot/sparkline.h"
#include "ui/widgets/status_mark.h"

#include <QPainter>

namespace vigia::ui::bridge {
namespace {

using core::ops::Health;
using core::view::ColumnKind;

constexpr int kPadding = 12;

ColumnKind kindOf(const QModelIndex& index) {
    return static_cast<ColumnKind>(index.data(TableBridge::KindRole).toInt());
}

Health healthOf(const QModelIndex& index) {
    return static_cast<Health>(index.data(TableBridge::HealthRole).toInt());
}

/// The line of a course has the colour of its row's state.
QColor lineColor(const theme::Tokens& tokens, Health health) {
    switch (health) {
    case Health::Ok:
        return tokens.series[1];
    case Health::Working:
        return tokens.series[0];
    case Health::Degraded:
        return tokens.series[2];
    case Health::Broken:
        return tokens.series[5];
    case Health::Inconsistent:
        return tokens.series[3];
    case Health::Unknown:
        return tokens.series[4];
    }
    return tokens.series[4];
}

} // namespace

CellDelegate::CellDelegate(const theme::Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme) {}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {m_theme.px(60), m_theme.rowHeight()};
}

int CellDelegate::neededWidth(const QModelIndex& index) const {
    const int padding = 2 * m_theme.px(kPadding);
    const ColumnKind kind = kindOf(index);
    if (kind == ColumnKind::Spark)
        return m_theme.px(64) + padding;
    const QString text = index.data().toString();
    if (kind == ColumnKind::Status)
        return widgets::chipSize(m_theme, text).width() + padding;
    return QFontMetrics(m_theme.font(theme::TextRole::Body)).horizontalAdvance(text) + padding + 1;
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    painter->save();
    paintBackground(*painter, option, index);
    const int padding = m_theme.px(kPadding);
    const QRect inner = option.rect.adjusted(padding, 0, -padding, -1);
    const ColumnKind kind = kindOf(index);
    if (kind == ColumnKind::Status && neededWidth(index) > option.rect.width())
        Q_EMIT cut(index.column(), neededWidth(index));
    if (kind == ColumnKind::Status && !m_stale)
        widgets::paintChip(*painter, inner, m_theme, healthOf(index), index.data().toString());
    else if (kind == ColumnKind::Spark)
        paintSpark(*painter, inner.adjusted(0, 4, 0, -4), index);
    else
        paintText(*painter, inner, index);
    painter->restore();
}

void CellDelegate::paintBackground(QPainter& painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
    const theme::Tokens& tokens = m_theme.tokens();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter.fillRect(option.rect, selected                   ? tokens.accentSoft
                                  : m_hovered == index.row() ? tokens.hover
                                                             : tokens.panel);
    const QRect line(option.rect.left(), option.rect.bottom(), option.rect.width(), 1);
    painter.fillRect(line, tokens.line);
    if (option.state.testFlag(QStyle::State_HasFocus))
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1),
                         tokens.accent);
}

void CellDelegate::paintSpark(QPainter& painter, const QRect& rect,
                              const QModelIndex& index) const {
    const auto* spark =
        static_cast<const std::vector<float>*>(index.data(TableBridge::SparkRole).value<void*>());
    if (!spark)
        return;
    const theme::Tokens& tokens = m_theme.tokens();
    plot::paintSparkline(painter, rect, *spark,
                         m_stale ? tokens.faint : lineColor(tokens, healthOf(index)));
}

void CellDelegate::paintText(QPainter& painter, const QRect& rect, const QModelIndex& index) const {
    const theme::Tokens& tokens = m_theme.tokens();
    const QString text = index.data().toString();
    const QString hint = index.data(TableBridge::HintRole).toString();
    const bool unknown = text == QStringLiteral("—");
    painter.setFont(m_theme.font(theme::TextRole::Body));
    const QFontMetrics metrics = painter.fontMetrics();
    QRect room = rect;
    if (!hint.isEmpty()) {
        const int width = metrics.horizontalAdvance(hint);
        if (metrics.horizontalAdvance(text) + width + m_theme.px(6) <= room.width()) {
            painter.setPen(tokens.faint);
            painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, hint);
            room.setRight(room.right() - width - m_theme.px(6));
        }
    }
    painter.setPen(m_stale || unknown ? tokens.faint : tokens.text);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room.width());
    painter.drawText(room, static_cast<int>(alignment), shown);
    if (shown.size() != text.size() || shown != text)
        Q_EMIT cut(index.column(), neededWidth(index));
}

} // namespace vigia::ui::bridge
