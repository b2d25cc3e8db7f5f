#pragma once

#include <QColor>
#include <QRectF>

#include <optional>
#include <span>
#include <vector>

class QPainter;

namespace vigia::ui::plot {

/// A small course of values without axes, oldest first, into `rect`. It starts at 0, so that height
/// means amount; all zeros are a flat line at the bottom; fewer than two values, or only unknown
/// ones (NaN), paint nothing; an unknown value inside leaves a gap. At most two points a device
/// pixel are drawn (their extremes).
void paintSparkline(QPainter& painter, const QRectF& rect, std::span<const float> values,
                    const QColor& color);

/// The line that `paintSparkline` draws: runs of points between gaps. For tests.
std::vector<std::vector<QPointF>> sparklineRuns(const QRectF& rect, std::span<const float> values);

} // namespace vigia::ui::plot
