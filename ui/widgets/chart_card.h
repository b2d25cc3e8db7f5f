#pragma once

#include "ui/plot/time_chart.h"
#include "ui/widgets/card.h"
#include "ui/widgets/console_context.h"

#include <QTimer>

#include <functional>
#include <vector>

namespace vigia::ui::widgets {

/// A chart in a card, wired to the context: the shared time range, zoom by dragging, crosshair,
/// event marks, the theme, and a menu that saves a picture.
class ChartCard : public Card {
    Q_OBJECT

public:
    ChartCard(ConsoleContext& context, const QString& title, const QString& remark,
              QWidget* parent = nullptr);

    [[nodiscard]] plot::TimeChart& chart() const { return *m_chart; }
    void setLines(const std::vector<plot::ChartLine>& lines);

    /// Draws a snapshot on `card` with `show`; must not keep the page that set it.
    using Fill = std::function<void(ChartCard& card, const core::ops::ConsoleSnapshot& snapshot)>;
    /// How this chart is filled from any snapshot: with it the chart can be opened in a window,
    /// by a double-click or from its menu, and goes on there while its page is hidden.
    void setFill(Fill fill) { m_fill = std::move(fill); }
    void fill(const core::ops::ConsoleSnapshot& snapshot);
    /// Opens a copy in a window of its own; null without `setFill`.
    QWidget* detach();
    /// Draws one series a line for the context's time range, newest data at the snapshot's time,
    /// with its events as marks.
    void show(const core::ops::ConsoleSnapshot& snapshot,
              const std::vector<const core::ops::Series*>& series);

private:
    void restyle();
    void openMenu(const QPoint& position);
    void save(const QString& suffix);

    ConsoleContext& m_context;
    plot::TimeChart* m_chart = nullptr;
    std::vector<plot::ChartLine> m_lines;
    QString m_remark;
    Fill m_fill;
    QTimer m_refill; ///< after the last step of a change of size
};

} // namespace vigia::ui::widgets
