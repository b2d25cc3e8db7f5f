#pragma once

#include "core/ops/console_snapshot.h"
#include "core/view/cell_text.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace vigia::ui::plot {

/// One line of a chart. Its name stands at its end.
struct ChartLine {
    QString name;
    std::size_t color = 0; ///< index of `Tokens::series`
    bool dashed = false;

    bool operator==(const ChartLine&) const = default;
};

/// An event on a chart: a dotted vertical with a word.
struct ChartMark {
    core::UtcTime time{};
    QString word;
    QString tooltip;
    QColor theme::Tokens::*color = &theme::Tokens::muted;
};

/// A time in which something held: a fault, a load stage.
struct ChartBand {
    core::UtcTime from{};
    core::UtcTime to{};
    bool fault = true;
};

/// Lines over time, thin, with horizontal grid only. Data are shared snapshots' series, reduced to
/// the extremes of each pixel column before they are drawn, so that a redraw costs by width and not
/// by history. GUI thread only.
class TimeChart : public QWidget {
    Q_OBJECT

public:
    explicit TimeChart(QWidget* parent = nullptr);
    ~TimeChart() override;

    /// Colours and the font of all labels; call again when the theme changes.
    void setLook(const theme::Tokens& tokens, const QFont& labels);
    void setLines(const std::vector<ChartLine>& lines);
    /// How a value is written at the axis and the crosshair ("1.5 k", "46 ms").
    void setValueText(std::function<QString(double)> text);
    /// The axis never ends below this, so that noise near zero stays small.
    void setLeastTop(double top);
    /// Lines, texts and axis like those of `other`, for a second view of the same data.
    void setLike(const TimeChart& other);

    /// What is seen; drawn with the next `refresh`.
    void setRange(core::UtcTime from, core::UtcTime to);
    /// One series a line, in the order of `setLines`. Points without a value are gaps.
    void setSeries(std::size_t line, const core::ops::Series& series);
    void setMarks(std::vector<ChartMark> marks);
    void setBands(std::vector<ChartBand> bands);
    void setStale(bool stale);
    /// UTC or local, for the axis and the crosshair.
    void setClock(const core::view::TextOptions& times);
    /// Asks for one redraw in the next turn, however often it is called.
    void refresh();
    /// Milliseconds until a redraw: charts of one page that get the same data draw one after the
    /// other, each in a turn of its own. 0 at the start.
    void setRedrawDelay(int millis);
    /// For the second of two charts: more than the first one takes.
    static constexpr int kAfterTheFirst = 12;

    /// The crosshair of another chart, or of this one; absent: none.
    void setCrosshair(std::optional<core::UtcTime> time);

    /// The marks that lie in the range, as drawn. For tests.
    [[nodiscard]] std::vector<ChartMark> visibleMarks() const;
    /// Points handed to the painter at the last refresh. For tests.
    [[nodiscard]] std::size_t drawnPoints() const;

    [[nodiscard]] QImage toImage(double scale) const;
    [[nodiscard]] QByteArray toSvg() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void hovered(std::optional<vigia::core::UtcTime> time);
    /// The user dragged over a part of the time axis.
    void zoomRequested(vigia::core::UtcTime from, vigia::core::UtcTime to);
    void exportRequested(const QPoint& globalPosition);
    /// The lines are as fine as they were; who fills the chart may do it again.
    void resized();
    /// A double-click.
    void detachRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::ui::plot
