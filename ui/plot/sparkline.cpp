#include "ui/plot/sparkline.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace vigia::ui::plot {

namespace {

/// No more than two values a pixel: of each group the smallest and the largest, in their order.
std::vector<float> thinned(std::span<const float> values, std::size_t most) {
    if (values.size() <= most || most < 4)
        return {values.begin(), values.end()};
    std::vector<float> kept;
    const std::size_t groups = most / 2;
    for (std::size_t g = 0; g < groups; ++g) {
        const auto begin = values.begin() + std::ptrdiff_t(g * values.size() / groups);
        const auto end = values.begin() + std::ptrdiff_t((g + 1) * values.size() / groups);
        const auto [low, high] = std::minmax_element(begin, end);
        kept.push_back(low < high ? *low : *high);
        kept.push_back(low < high ? *high : *low);
    }
    return kept;
}

float largest(std::span<const float> values) {
    float most = 0;
    for (const float value : values)
        if (std::isfinite(value))
            most = std::max(most, value);
    return most;
}

} // namespace

std::vector<std::vector<QPointF>> sparklineRuns(const QRectF& rect, std::span<const float> values) {
    std::vector<std::vector<QPointF>> runs;
    if (values.size() < 2)
        return runs;
    const float most = largest(values);
    const double top = most > 0 ? double(most) * 1.15 : 1;
    const double step = rect.width() / double(values.size() - 1);
    bool open = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) {
            open = false;
            continue;
        }
        if (!open)
            runs.emplace_back();
        open = true;
        const double share = std::clamp(double(values[i]) / top, 0.0, 1.0);
        runs.back().emplace_back(rect.left() + double(i) * step,
                                 rect.bottom() - share * rect.height());
    }
    std::erase_if(runs, [](const auto& run) { return run.size() < 2; });
    return runs;
}

void paintSparkline(QPainter& painter, const QRectF& rect, std::span<const float> values,
                    const QColor& color) {
    const auto most =
        std::size_t(std::max(4.0, rect.width() * painter.device()->devicePixelRatioF() * 2));
    const std::vector<float> kept = thinned(values, most);
    const QRectF inner = rect.adjusted(1, 1.5, -1, -1.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // Round joins are arcs, which cost more than the lines and can't be seen at this width.
    painter.setPen(QPen(color, 1.3, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    for (const auto& run : sparklineRuns(inner, kept))
        painter.drawPolyline(run.data(), int(run.size()));
    painter.restore();
}

} // namespace vigia::ui::plot
