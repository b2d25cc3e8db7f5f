#pragma once

#include "ui/plot/time_chart.h"

#include <qcustomplot.h>

namespace vigia::ui::plot {

/// What a chart's annotations are painted from. Owned by the chart; seconds since the epoch.
struct ChartState {
    theme::Tokens tokens;
    QFont font;
    std::vector<ChartLine> lines;
    std::vector<std::optional<QPointF>>
        ends; ///< key and value of each line's newest point in range
    std::vector<ChartMark> marks;
    std::vector<ChartBand> bands;
    std::function<QString(double)> valueText;
    std::optional<double> crosshair;
    std::optional<std::pair<double, double>> drag; ///< pixels
    core::view::TextOptions times;                 ///< UTC or local
    bool stale = false;
    bool empty = true;
};

double secondsOf(core::UtcTime time);

/// Where a mark's line and its word stand, in pixels; row −1: no room for the word.
struct WordPlace {
    const ChartMark* mark;
    int x;
    int left;
    int row;
};
/// For the plot's present range and size.
std::vector<WordPlace> placeWords(const QCustomPlot& plot, const ChartState& state);
/// Rows of words above the lines, 0 to 3.
int wordRows(const std::vector<WordPlace>& places);

/// Bands, below the lines.
class BandLayerable : public QCPLayerable {
public:
    BandLayerable(QCustomPlot& plot, const QString& layer, const ChartState& state);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    const ChartState& m_state;
};

/// Event marks with their words, names at the lines' ends, and the sentence of an empty chart;
/// above the lines.
class MarkLayerable : public QCPLayerable {
public:
    MarkLayerable(QCustomPlot& plot, const QString& layer, const ChartState& state);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    void drawMarks(QCPPainter& painter, const QRect& area) const;
    void drawNames(QCPPainter& painter, const QRect& area) const;

    const ChartState& m_state;
};

/// Crosshair with its values, and the part that is being dragged; on a buffered layer of its own,
/// so that moving the pointer redraws nothing else.
class PointerLayerable : public QCPLayerable {
public:
    PointerLayerable(QCustomPlot& plot, const QString& layer, const ChartState& state);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    void drawReadings(QCPPainter& painter, const QRect& area, int x) const;

    const ChartState& m_state;
};

} // namespace vigia::ui::plot
