#include "ui/plot/chart_overlay.h"

#include <algorithm>

namespace vigia::ui::plot {

double secondsOf(core::UtcTime time) {
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}

namespace {

constexpr int kWordRows = 3;
constexpr int kSameMoment = 4; ///< px

int pixel(const QCustomPlot& plot, core::UtcTime time) {
    return qRound(plot.xAxis->coordToPixel(secondsOf(time)));
}

} // namespace

BandLayerable::BandLayerable(QCustomPlot& plot, const QString& layer, const ChartState& state)
    : QCPLayerable(&plot, layer), m_state(state) {}

void BandLayerable::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(false);
}

void BandLayerable::draw(QCPPainter* painter) {
    const QRect area = mParentPlot->axisRect()->rect();
    for (const ChartBand& band : m_state.bands) {
        const int left = std::max(area.left(), pixel(*mParentPlot, band.from));
        const int right = std::min(area.right(), pixel(*mParentPlot, band.to));
        if (left <= right)
            painter->fillRect(QRect(left, area.top(), right - left + 1, area.height()),
                              band.fault ? m_state.tokens.band : m_state.tokens.stage);
    }
}

MarkLayerable::MarkLayerable(QCustomPlot& plot, const QString& layer, const ChartState& state)
    : QCPLayerable(&plot, layer), m_state(state) {}

void MarkLayerable::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(true);
}

std::vector<WordPlace> placeWords(const QCustomPlot& plot, const ChartState& state) {
    const QRect area = plot.axisRect()->rect();
    const QFontMetrics metrics(state.font);
    std::array<int, kWordRows> rowEnds;
    rowEnds.fill(area.left());
    std::vector<WordPlace> places;
    for (const ChartMark& mark : state.marks) {
        const int x = pixel(plot, mark.time);
        if (x < area.left() || x > area.right())
            continue;
        const int width = metrics.horizontalAdvance(mark.word);
        const int left = x + 5 + width <= area.right() ? x + 5 : x - 5 - width;
        // Several of one kind at one moment share the first one's word; so the worse ones stand
        // out.
        const bool repeats = std::any_of(places.begin(), places.end(), [&](const WordPlace& place) {
            return place.row >= 0 && std::abs(place.x - x) < kSameMoment &&
                   place.mark->color == mark.color;
        });
        const auto free =
            std::find_if(rowEnds.begin(), rowEnds.end(), [left](int end) { return left >= end; });
        // A word without room keeps its line; the lane below names it.
        const bool fits = !repeats && free != rowEnds.end() && left >= area.left();
        if (fits)
            *free = left + width + 8;
        places.push_back({&mark, x, left, fits ? int(free - rowEnds.begin()) : -1});
    }
    return places;
}

int wordRows(const std::vector<WordPlace>& places) {
    int rows = 0;
    for (const WordPlace& place : places)
        rows = std::max(rows, place.row + 1);
    return rows;
}

void MarkLayerable::drawMarks(QCPPainter& painter, const QRect& area) const {
    const QFontMetrics metrics(m_state.font);
    painter.setFont(m_state.font);
    for (const WordPlace& place : placeWords(*mParentPlot, m_state)) {
        const QColor color = m_state.tokens.*place.mark->color;
        QPen pen(color, 1, Qt::CustomDashLine);
        pen.setDashPattern({2, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(place.x + 0.5, area.top()), QPointF(place.x + 0.5, area.bottom()));
        if (place.row < 0)
            continue;
        painter.setPen(color);
        const int y = area.top() + place.row * (metrics.height() + 1) + metrics.ascent() - 2;
        painter.drawText(QPointF(place.left, y), place.mark->word);
    }
}

void MarkLayerable::drawNames(QCPPainter& painter, const QRect& area) const {
    const QFontMetrics metrics(m_state.font);
    const int height = metrics.height();
    std::vector<std::pair<int, std::size_t>> places; // centre, line
    for (std::size_t i = 0; i < m_state.ends.size(); ++i)
        if (m_state.ends[i])
            places.emplace_back(qRound(mParentPlot->yAxis->coordToPixel(m_state.ends[i]->y())), i);
    std::sort(places.begin(), places.end());
    int lowest =
        area.bottom() - int(places.size()) * height + height / 2; // so that the last one still fits
    int next = area.top() + height / 2;
    painter.setFont(m_state.font);
    for (const auto& [wanted, line] : places) {
        const int y = std::max(next, std::min(wanted, std::max(lowest, next)));
        next = y + height;
        lowest += height;
        painter.setPen(m_state.stale ? m_state.tokens.faint
                                     : m_state.tokens.series[m_state.lines[line].color % 6]);
        painter.drawText(QPointF(area.right() + 6, y + metrics.ascent() - height / 2),
                         m_state.lines[line].name);
    }
}

void MarkLayerable::draw(QCPPainter* painter) {
    const QRect area = mParentPlot->axisRect()->rect();
    drawMarks(*painter, area);
    drawNames(*painter, area);
    if (!m_state.empty)
        return;
    painter->setFont(m_state.font);
    painter->setPen(m_state.tokens.faint);
    painter->drawText(area, Qt::AlignCenter, TimeChart::tr("No data in this time range"));
}

PointerLayerable::PointerLayerable(QCustomPlot& plot, const QString& layer, const ChartState& state)
    : QCPLayerable(&plot, layer), m_state(state) {}

void PointerLayerable::applyDefaultAntialiasingHint(QCPPainter* painter) const {
    painter->setAntialiasing(true);
}

void PointerLayerable::drawReadings(QCPPainter& painter, const QRect& area, int x) const {
    const auto time = core::UtcTime(std::chrono::microseconds(qint64(*m_state.crosshair * 1e6)));
    core::view::TextOptions times = m_state.times;
    times.now = time; // no date
    QStringList parts{QString::fromStdString(core::view::timeText(time, times)).left(8)};
    for (int i = 0; i < mParentPlot->graphCount(); ++i) {
        const auto data = mParentPlot->graph(i)->data();
        const auto found = data->findBegin(*m_state.crosshair);
        if (found != data->constEnd() && std::isfinite(found->value))
            parts +=
                m_state.lines[std::size_t(i)].name + QChar(u' ') + m_state.valueText(found->value);
    }
    const QString text = parts.join(QStringLiteral("   "));
    const QFontMetrics metrics(m_state.font);
    const int width = metrics.horizontalAdvance(text) + 12;
    const int left =
        std::clamp(x - width / 2, area.left(), std::max(area.left(), area.right() - width));
    const QRectF box(left + 0.5, area.bottom() - metrics.height() - 9 + 0.5, width,
                     metrics.height() + 6);
    painter.setPen(QPen(m_state.tokens.control, 1));
    painter.setBrush(m_state.tokens.raised);
    painter.drawRoundedRect(box, 4, 4);
    painter.setFont(m_state.font);
    painter.setPen(m_state.tokens.text);
    painter.drawText(box, Qt::AlignCenter, text);
}

void PointerLayerable::draw(QCPPainter* painter) {
    const QRect area = mParentPlot->axisRect()->rect();
    if (m_state.drag) {
        const auto [a, b] = *m_state.drag;
        QColor fill = m_state.tokens.accent;
        fill.setAlpha(40);
        painter->fillRect(QRectF(std::min(a, b), area.top(), std::abs(b - a), area.height()), fill);
    }
    if (!m_state.crosshair)
        return;
    const int x = qRound(mParentPlot->xAxis->coordToPixel(*m_state.crosshair));
    if (x < area.left() || x > area.right())
        return;
    painter->setPen(QPen(m_state.tokens.control, 1));
    painter->drawLine(QPointF(x + 0.5, area.top()), QPointF(x + 0.5, area.bottom()));
    drawReadings(*painter, area, x);
}

} // namespace vigia::ui::plot
