#pragma once

#include "core/view/column.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace vigia::ui::bridge {

/// Paints the cells of a TableBridge from the theme's tokens: state chips, sparklines,
/// right-aligned figures with their fainter hint, elided plain text. Paints only; owned by its
/// view.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    CellDelegate(const theme::Theme& theme, QObject* parent);

    /// Stale tables are shown faint.
    void setStale(bool stale) { m_stale = stale; }
    /// The row under the pointer; -1: none.
    void setHoveredRow(int row) { m_hovered = row; }
    [[nodiscard]] int hoveredRow() const { return m_hovered; }

    /// Width that the whole cell needs, with its padding and without its hint.
    [[nodiscard]] int neededWidth(const QModelIndex& index) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

Q_SIGNALS:
    /// While painting: a cell of `column` needs `width` and has less.
    void cut(int column, int width) const;

private:
    void paintBackground(QPainter& painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const;
    void paintSpark(QPainter& painter, const QRect& rect, const QModelIndex& index) const;
    void paintText(QPainter& painter, const QRect& rect, const QModelIndex& index) const;

    const theme::Theme& m_theme;
    bool m_stale = false;
    int m_hovered = -1;
};

} // namespace vigia::ui::bridge
