#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace vigia::ui::widgets {

/// One figure of the status bar: "In **412** msg/s".
struct StatusItem {
    QString label;
    QString value;
    QString unit;
    QString tooltip;
    QColor theme::Tokens::*tone = &theme::Tokens::text; ///< of the value
    bool right = false;                                 ///< at the right side
    int order = 0; ///< where there is no room, the item with the highest goes first
};

/// The 24-pixel line at the bottom; painted, because its texts change four times a second.
class StatusBar : public QWidget {
    Q_OBJECT

public:
    explicit StatusBar(const theme::Theme& theme, QWidget* parent = nullptr);

    void set(std::vector<StatusItem> items);
    [[nodiscard]] const std::vector<StatusItem>& items() const { return m_items; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Place {
        std::size_t item;
        QRect rect;
    };
    [[nodiscard]] int widthOf(const StatusItem& item) const;
    void arrange();
    void paintItem(QPainter& painter, const StatusItem& item, const QRect& rect) const;

    const theme::Theme& m_theme;
    std::vector<StatusItem> m_items;
    std::vector<Place> m_places;
};

} // namespace vigia::ui::widgets
