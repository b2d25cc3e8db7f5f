#pragma once

#include "core/ops/event.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace vigia::ui::widgets {

struct MiniColumn {
    QString title;
    int width = 0; ///< design pixels; 0: takes what is left (several share it)
    Qt::AlignmentFlag align = Qt::AlignLeft;
};

struct MiniCell {
    enum class Kind { Text, Chip, Mark };
    QString text;
    Kind kind = Kind::Text;
    core::ops::Health health = core::ops::Health::Unknown; ///< of a chip or a mark
    bool muted = false;

    bool operator==(const MiniCell&) const = default;
};

struct MiniRow {
    QString id; ///< handed to `activated`
    std::vector<MiniCell> cells;
    QString tooltip;

    bool operator==(const MiniRow&) const = default;
};

/// A small table of an overview: painted at once, without sorting or scrolling; what has no room is
/// not shown, so the worst comes first. Figures are never cut, other texts that are stand in the
/// tooltip. Click or Enter activates a row.
class MiniTable : public QWidget {
    Q_OBJECT

public:
    MiniTable(const theme::Theme& theme, std::vector<MiniColumn> columns,
              QWidget* parent = nullptr);

    void setColumns(std::vector<MiniColumn> columns);
    void setRows(std::vector<MiniRow> rows);
    [[nodiscard]] const std::vector<MiniRow>& rows() const { return m_rows; }
    void setHeaderVisible(bool visible);
    /// Rows do something when clicked: they light up below the pointer and take the focus.
    void setActive(bool active);
    void setStale(bool stale);

    /// Of all columns, in pixels.
    [[nodiscard]] std::vector<int> columnWidths() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void activated(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] int figureWidth(std::size_t column) const;
    [[nodiscard]] std::vector<QRect> cellRects(const std::vector<int>& widths, int top) const;
    [[nodiscard]] int headerHeight() const;
    [[nodiscard]] int rowAt(int y) const; ///< −1: none
    [[nodiscard]] QRect rowRect(int row) const;
    void paintHeader(QPainter& painter, const std::vector<int>& widths) const;
    void paintRow(QPainter& painter, const std::vector<int>& widths, int row) const;
    void paintCell(QPainter& painter, const MiniCell& cell, const QRect& rect,
                   Qt::AlignmentFlag align) const;
    void setCurrent(int row);

    const theme::Theme& m_theme;
    std::vector<MiniColumn> m_columns;
    std::vector<MiniRow> m_rows;
    bool m_header = true;
    bool m_active = false;
    bool m_stale = false;
    int m_current = -1; ///< below the pointer, or chosen by keys
};

} // namespace vigia::ui::widgets
