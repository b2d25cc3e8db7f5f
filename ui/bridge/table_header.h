#pragma once

#include "ui/theme/theme.h"

#include <QHeaderView>

namespace vigia::ui::bridge {

/// Column titles on the edges of their cells: at the left or, over figures, at the right, with the
/// arrow of the order on the inner side. What has no room ends in "…"; the tooltip is the model's.
class TableHeader : public QHeaderView {
    Q_OBJECT

public:
    TableHeader(const theme::Theme& theme, QWidget* parent = nullptr);

    /// What the whole title of a section needs, with the arrow; also while it is hidden.
    [[nodiscard]] int titleWidth(int section) const;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    [[nodiscard]] QString title(int section) const;
    [[nodiscard]] QFont titleFont() const;
    /// Room of the arrow and its distance; 0: the rows are not ordered by this column.
    [[nodiscard]] int arrowRoom(int section) const;

    const theme::Theme& m_theme;
};

} // namespace vigia::ui::bridge
