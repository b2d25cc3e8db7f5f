#pragma once

#include "core/ops/console_snapshot.h"
#include "core/view/cell_text.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QToolButton;

namespace vigia::ui::widgets {

/// The events of the time range below every page, on a time axis. Events too near each other to be
/// named share one label: the worst one's, with the number of the others; hovering lists them all.
/// The charts mark the same events.
class EventsLane : public QWidget {
    Q_OBJECT

public:
    explicit EventsLane(const theme::Theme& theme, QWidget* parent = nullptr);

    /// Null: nothing known yet.
    void set(core::ops::ConsoleSnapshotPtr snapshot, core::UtcTime from, core::UtcTime to,
             const QString& rangeName, const core::view::TextOptions& times = {});
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }

    /// Events in the range, oldest first. For tests.
    [[nodiscard]] std::vector<core::ops::Event> visibleEvents() const;
    /// What hovering at `x` would say; empty: nothing there.
    [[nodiscard]] QString textAt(int x) const;

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void collapsedChanged(bool collapsed);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Events that share a label; indexes of m_snapshot->events, with their places.
    struct Group {
        std::vector<std::size_t> events;
        std::vector<int> ticks;
        std::size_t named = 0; ///< the worst, newest of them
        int labelStart = 0;    ///< pixels between which its label stands
        int labelEnd = 0;
        bool left = false; ///< the label stands before its events: behind them is no room
    };
    [[nodiscard]] int placeOf(core::UtcTime time) const;
    void arrange();
    void paintHead(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;
    void paintGroup(QPainter& painter, std::size_t index) const;
    [[nodiscard]] int labelWidth(const Group& group) const;
    void placeLabels();

    const theme::Theme& m_theme;
    core::ops::ConsoleSnapshotPtr m_snapshot;
    core::view::TextOptions m_times;
    core::UtcTime m_from{};
    core::UtcTime m_to{};
    QString m_rangeName;
    std::vector<Group> m_groups;
    QToolButton* m_toggle = nullptr;
    bool m_collapsed = false;
};

} // namespace vigia::ui::widgets
