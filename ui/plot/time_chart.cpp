#include "ui/plot/time_chart.h"

#include "core/view/envelope.h"
#include "ui/plot/chart_overlay.h"
#include "ui/plot/chart_ticks.h"

#include <QSvgGenerator>
#include <QTimer>
#include <QToolTip>

namespace vigia::ui::plot {

using core::UtcTime;

namespace {

const QString kBands = QStringLiteral("vigia-bands");
const QString kMarks = QStringLiteral("vigia-marks");
const QString kPointer = QStringLiteral("vigia-pointer");

/// A plot that does not draw itself when its size changes: its chart does, once, with ticks for the
/// new size.
class Plot final : public QCustomPlot {
public:
    using QCustomPlot::QCustomPlot;
    void arrange() { updateLayout(); }
    /// Comes late for a plot that was hidden: only now it can be drawn in its size.
    std::function<void()> resized;

protected:
    void resizeEvent(QResizeEvent*) override {
        setViewport(rect());
        updateLayout();
        if (resized)
            resized();
    }
};

UtcTime timeOf(double seconds) {
    return UtcTime(std::chrono::microseconds(qint64(seconds * 1e6)));
}

} // namespace

/// QCustomPlot and what is drawn over it; hidden, because its header costs six seconds a file.
class TimeChart::Impl {
public:
    explicit Impl(TimeChart& owner);

    void styleAxes();
    void styleGraphs();
    void setTicks();
    void place();
    [[nodiscard]] double largest() const;
    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void showMarkAt(const QMouseEvent& event);
    void redraw();
    void finish();
    void redrawPointer();
    [[nodiscard]] bool isDrawable() const;

    TimeChart& m_owner;
    Plot* m_plot;
    ChartState m_state;
    UtcTime m_from{};
    UtcTime m_to{};
    double m_leastTop = 1;
    double m_top = 1;                  ///< value of the highest grid line
    std::optional<double> m_pressedAt; ///< pixels
    QTimer m_redraw;
    int m_redrawDelay = 0;
    bool m_drawn = false;
};

TimeChart::Impl::Impl(TimeChart& owner) : m_owner(owner), m_plot(new Plot(&owner)) {
    m_redraw.setSingleShot(true);
    QObject::connect(&m_redraw, &QTimer::timeout, m_plot, [this] { redraw(); });
    m_plot->resized = [this] { m_owner.refresh(); };
    m_state.valueText = [](double value) { return QString::number(value); };
    m_plot->setPlottingHint(QCP::phFastPolylines);
    m_plot->setPlottingHint(QCP::phCacheLabels);
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    m_plot->plotLayout()->setAutoMargins(QCP::msNone);
    m_plot->axisRect()->setAutoMargins(QCP::msNone);
    m_plot->addLayer(kBands, m_plot->layer(QStringLiteral("grid")), QCustomPlot::limAbove);
    m_plot->addLayer(kMarks, m_plot->layer(QStringLiteral("main")), QCustomPlot::limAbove);
    m_plot->addLayer(kPointer, nullptr, QCustomPlot::limAbove);
    m_plot->layer(kPointer)->setMode(QCPLayer::lmBuffered);
    new BandLayerable(*m_plot, kBands, m_state); // the plot owns its layerables
    new MarkLayerable(*m_plot, kMarks, m_state);
    new PointerLayerable(*m_plot, kPointer, m_state);
}

void TimeChart::Impl::styleAxes() {
    const theme::Tokens& tokens = m_state.tokens;
    m_plot->setBackground(QBrush(tokens.panel));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLength(0, 0);
        axis->setTickLabelFont(m_state.font);
        axis->setTickLabelColor(tokens.faint);
        axis->setTickLabelPadding(8);
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setAntialiased(false);
    }
    m_plot->xAxis->setTickLabelPadding(5);
    m_plot->xAxis->grid()->setPen(Qt::NoPen);
    m_plot->yAxis->grid()->setPen(QPen(tokens.line, 1));
}

void TimeChart::Impl::styleGraphs() {
    while (m_plot->graphCount() < int(m_state.lines.size()))
        m_plot->addGraph();
    while (m_plot->graphCount() > int(m_state.lines.size()))
        m_plot->removeGraph(m_plot->graphCount() - 1);
    m_state.ends.resize(m_state.lines.size());
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        const ChartLine& line = m_state.lines[std::size_t(i)];
        const QColor color =
            m_state.stale ? m_state.tokens.control : m_state.tokens.series[line.color % 6];
        m_plot->graph(i)->setPen(QPen(color, 1, line.dashed ? Qt::DashLine : Qt::SolidLine));
        m_plot->graph(i)->setAdaptiveSampling(false);
    }
}

double TimeChart::Impl::largest() const {
    double most = 0;
    for (int i = 0; i < m_plot->graphCount(); ++i)
        for (const auto& point : *m_plot->graph(i)->data())
            if (std::isfinite(point.value))
                most = std::max(most, point.value);
    return most;
}

void TimeChart::Impl::setTicks() {
    const double top = m_top = niceTop(largest() * 1.02, m_leastTop);
    m_plot->xAxis->setRange(secondsOf(m_from), secondsOf(m_to));
    // Words of marks stand above the highest grid line, off the lines.
    const QFontMetrics metrics(m_state.font);
    const double head = wordRows(placeWords(*m_plot, m_state)) * (metrics.height() + 1.0);
    const double height = std::max(40.0, double(m_plot->axisRect()->height()));
    m_plot->yAxis->setRange(0, top * height / (height - std::min(head, height / 2)));
    const auto values = QSharedPointer<QCPAxisTickerText>::create();
    for (int step = 0; step <= 4; ++step)
        values->addTick(top * step / 4, m_state.valueText(top * step / 4));
    m_plot->yAxis->setTicker(values);
    const int room = std::max(1, m_plot->width() * 2 /
                                     (metrics.horizontalAdvance(QStringLiteral("00:00:00")) * 3));
    const auto times = QSharedPointer<QCPAxisTickerText>::create();
    for (const TimeTick& tick : timeTicks(m_from, m_to, std::min(7, room), m_state.times))
        times->addTick(secondsOf(tick.time), QString::fromStdString(tick.label));
    m_plot->xAxis->setTicker(times);
}

void TimeChart::Impl::place() {
    const QFontMetrics metrics(m_state.font);
    int left = 56;
    for (int step = 0; step <= 4; ++step)
        left = std::max(left, metrics.horizontalAdvance(m_state.valueText(m_top * step / 4)) + 20);
    int right = metrics.horizontalAdvance(QStringLiteral("00:00")) / 2 + 2;
    for (const ChartLine& line : m_state.lines)
        right = std::max(right, metrics.horizontalAdvance(line.name) + 14);
    m_plot->axisRect()->setMargins(QMargins(left, 8, right, metrics.height() + 9));
}

void TimeChart::Impl::redraw() {
    if (!isDrawable())
        return; // the next resize comes back
    place();
    m_plot->arrange();
    setTicks();
    m_plot->replot(QCustomPlot::rpQueuedRefresh);
    m_drawn = true;
}

/// What is asked for now, before the picture is taken.
void TimeChart::Impl::finish() {
    if (!m_redraw.isActive())
        return;
    m_redraw.stop();
    redraw();
}

void TimeChart::Impl::redrawPointer() {
    if (isDrawable())
        m_plot->layer(kPointer)->replot();
}

/// QCustomPlot complains about the buffers of a plot without room.
bool TimeChart::Impl::isDrawable() const {
    return m_plot->width() > 0 && m_plot->height() > 0;
}

void TimeChart::Impl::press(const QMouseEvent& event) {
    finish(); // the drag is over what was asked for
    if (event.button() == Qt::RightButton)
        Q_EMIT m_owner.exportRequested(event.globalPosition().toPoint());
    if (event.button() == Qt::LeftButton &&
        m_plot->axisRect()->rect().contains(event.position().toPoint()))
        m_pressedAt = event.position().x();
}

void TimeChart::Impl::move(const QMouseEvent& event) {
    const double x = event.position().x();
    if (m_pressedAt && std::abs(x - *m_pressedAt) > 4)
        m_state.drag = {*m_pressedAt, x};
    if (m_plot->axisRect()->rect().contains(event.position().toPoint()))
        Q_EMIT m_owner.hovered(timeOf(m_plot->xAxis->pixelToCoord(x)));
    else
        Q_EMIT m_owner.hovered(std::nullopt);
    showMarkAt(event);
    redrawPointer();
}

void TimeChart::Impl::showMarkAt(const QMouseEvent& event) {
    const auto near =
        std::find_if(m_state.marks.begin(), m_state.marks.end(), [&](const ChartMark& mark) {
            return std::abs(m_plot->xAxis->coordToPixel(secondsOf(mark.time)) -
                            event.position().x()) <= 4;
        });
    if (near != m_state.marks.end())
        QToolTip::showText(event.globalPosition().toPoint(), near->tooltip.toHtmlEscaped(), m_plot);
    else
        QToolTip::hideText();
}

void TimeChart::Impl::release(const QMouseEvent& event) {
    if (event.button() != Qt::LeftButton)
        return;
    m_pressedAt.reset();
    if (!m_state.drag)
        return;
    const auto [a, b] = *m_state.drag;
    m_state.drag.reset();
    redrawPointer();
    Q_EMIT m_owner.zoomRequested(timeOf(m_plot->xAxis->pixelToCoord(std::min(a, b))),
                                 timeOf(m_plot->xAxis->pixelToCoord(std::max(a, b))));
}

TimeChart::TimeChart(QWidget* parent) : QWidget(parent), m_impl(std::make_unique<Impl>(*this)) {
    m_impl->m_plot->installEventFilter(this);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

TimeChart::~TimeChart() {
    m_impl->m_plot->removeEventFilter(this);
    delete m_impl->m_plot; // before the state that its layerables paint from
}

void TimeChart::setLook(const theme::Tokens& tokens, const QFont& labels) {
    m_impl->m_state.tokens = tokens;
    m_impl->m_state.font = labels;
    m_impl->styleAxes();
    m_impl->styleGraphs();
    refresh();
}

void TimeChart::setLines(const std::vector<ChartLine>& lines) {
    m_impl->m_state.lines = lines;
    m_impl->styleGraphs();
}

void TimeChart::setValueText(std::function<QString(double)> text) {
    m_impl->m_state.valueText = std::move(text);
}

void TimeChart::setLeastTop(double top) {
    m_impl->m_leastTop = top;
}

void TimeChart::setLike(const TimeChart& other) {
    setValueText(other.m_impl->m_state.valueText);
    setLeastTop(other.m_impl->m_leastTop);
    setLines(other.m_impl->m_state.lines);
}

void TimeChart::setRange(UtcTime from, UtcTime to) {
    m_impl->m_from = from;
    m_impl->m_to = to;
}

void TimeChart::setSeries(std::size_t line, const core::ops::Series& series) {
    const int columns = std::max(16, m_impl->m_plot->axisRect()->width());
    QVector<QCPGraphData> points;
    auto& end = m_impl->m_state.ends.at(line);
    end.reset();
    for (const auto& point : core::view::envelope(series, m_impl->m_from, m_impl->m_to, columns)) {
        points.append(QCPGraphData(point.seconds, point.value));
        if (std::isfinite(point.value))
            end = QPointF(point.seconds, point.value);
    }
    m_impl->m_plot->graph(int(line))->data()->set(points, true);
}

void TimeChart::setMarks(std::vector<ChartMark> marks) {
    m_impl->m_state.marks = std::move(marks);
}

void TimeChart::setBands(std::vector<ChartBand> bands) {
    m_impl->m_state.bands = std::move(bands);
}

void TimeChart::setStale(bool stale) {
    if (stale == m_impl->m_state.stale)
        return;
    m_impl->m_state.stale = stale;
    m_impl->styleGraphs();
    refresh();
}

void TimeChart::setClock(const core::view::TextOptions& times) {
    m_impl->m_state.times = times;
}

void TimeChart::refresh() {
    ChartState& state = m_impl->m_state;
    state.empty = std::none_of(state.ends.begin(), state.ends.end(),
                               [](const auto& end) { return end.has_value(); });
    if (!m_impl->isDrawable())
        return; // the first resize comes back
    if (!m_impl->m_redraw.isActive())
        m_impl->m_redraw.start(m_impl->m_drawn ? m_impl->m_redrawDelay : 0);
}

void TimeChart::setRedrawDelay(int millis) {
    m_impl->m_redrawDelay = millis;
}

void TimeChart::setCrosshair(std::optional<UtcTime> time) {
    const auto wanted = time ? std::optional(secondsOf(*time)) : std::nullopt;
    if (wanted == m_impl->m_state.crosshair)
        return;
    m_impl->m_state.crosshair = wanted;
    m_impl->redrawPointer();
}

std::vector<ChartMark> TimeChart::visibleMarks() const {
    std::vector<ChartMark> seen;
    for (const ChartMark& mark : m_impl->m_state.marks)
        if (mark.time >= m_impl->m_from && mark.time <= m_impl->m_to)
            seen.push_back(mark);
    return seen;
}

std::size_t TimeChart::drawnPoints() const {
    std::size_t points = 0;
    for (int i = 0; i < m_impl->m_plot->graphCount(); ++i)
        points += std::size_t(m_impl->m_plot->graph(i)->data()->size());
    return points;
}

QImage TimeChart::toImage(double scale) const {
    m_impl->finish();
    return m_impl->m_plot->toPixmap(width(), height(), scale).toImage();
}

QByteArray TimeChart::toSvg() const {
    m_impl->finish();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size());
    generator.setViewBox(rect());
    generator.setTitle(accessibleName());
    QCPPainter painter;
    painter.begin(&generator);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.fillRect(rect(), m_impl->m_state.tokens.panel);
    m_impl->m_plot->toPainter(&painter, width(), height());
    painter.end();
    return bytes;
}

QSize TimeChart::sizeHint() const {
    return {400, 168};
}

QSize TimeChart::minimumSizeHint() const {
    return {160, 90};
}

void TimeChart::resizeEvent(QResizeEvent*) {
    if (rect().isEmpty())
        return; // QCustomPlot would make buffers that can't be painted on
    m_impl->m_plot->setGeometry(rect());
    refresh();
    Q_EMIT resized();
}

bool TimeChart::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseButtonDblClick:
        Q_EMIT detachRequested();
        break;
    case QEvent::MouseButtonPress:
        m_impl->press(static_cast<const QMouseEvent&>(*event));
        break;
    case QEvent::MouseMove:
        m_impl->move(static_cast<const QMouseEvent&>(*event));
        break;
    case QEvent::MouseButtonRelease:
        m_impl->release(static_cast<const QMouseEvent&>(*event));
        break;
    case QEvent::Leave:
        Q_EMIT hovered(std::nullopt);
        break;
    case QEvent::Wheel:
        event->ignore();
        return true; // a page that scrolls must get it
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace vigia::ui::plot
