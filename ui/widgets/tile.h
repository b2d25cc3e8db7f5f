#pragma once

#include "core/ops/event.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace vigia::ui::widgets {

/// What a tile shows. Unknown figures are "—" with the reason in the tooltip.
struct TileContent {
    QString label;
    QString value; ///< "412"
    QString unit;  ///< "/s"
    QString subLeft;
    QString subRight;
    std::optional<core::ops::Health>
        subHealth;              ///< colours `subRight` and puts the state's shape before it
    std::vector<float> history; ///< oldest first; empty: unknown
    QColor color;               ///< of the sparkline
    QString tooltip;            ///< what is counted, and how; plain text

    bool operator==(const TileContent&) const = default;
};

/// One number of the overview with its course of the last minutes.
class Tile : public QWidget {
    Q_OBJECT

public:
    explicit Tile(const theme::Theme& theme, QWidget* parent = nullptr);

    /// Repaints only when something changed.
    void set(TileContent content);
    [[nodiscard]] const TileContent& content() const { return m_content; }
    /// Stale figures are shown faint.
    void setStale(bool stale);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintValue(QPainter& painter, const QRect& row) const;
    void paintSub(QPainter& painter, const QRect& row) const;

    const theme::Theme& m_theme;
    TileContent m_content;
    bool m_stale = false;
};

} // namespace vigia::ui::widgets
