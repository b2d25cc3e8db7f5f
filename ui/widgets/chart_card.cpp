#include "ui/widgets/chart_card.h"

#include "ui/widgets/background.h"
#include "ui/widgets/chart_window.h"
#include "ui/widgets/event_look.h"

#include <QBuffer>
#include <QFileDialog>
#include <QMenu>
#include <QVBoxLayout>

namespace vigia::ui::widgets {

namespace {
constexpr int kRefillMillis = 60;
}

ChartCard::ChartCard(ConsoleContext& context, const QString& title, const QString& remark,
                     QWidget* parent)
    : Card(context.theme(), parent), m_context(context), m_remark(remark) {
    setTitle(title, remark);
    m_chart = new plot::TimeChart(this);
    m_chart->setAccessibleName(title);
    body()->addWidget(m_chart, 1);
    m_refill.setSingleShot(true);
    m_refill.setInterval(kRefillMillis);
    connect(&m_refill, &QTimer::timeout, this, [this] {
        if (const auto snapshot = m_context.shown(); snapshot && isVisible())
            fill(*snapshot);
    });
    connect(m_chart, &plot::TimeChart::resized, &m_refill, qOverload<>(&QTimer::start));
    restyle();
    connect(&context.theme(), &theme::Theme::changed, this, &ChartCard::restyle);
    connect(m_chart, &plot::TimeChart::hovered, &context, &ConsoleContext::setCrosshair);
    connect(&context, &ConsoleContext::crosshairChanged, m_chart, &plot::TimeChart::setCrosshair);
    connect(m_chart, &plot::TimeChart::zoomRequested, &context, &ConsoleContext::zoomTo);
    connect(m_chart, &plot::TimeChart::exportRequested, this, &ChartCard::openMenu);
    connect(m_chart, &plot::TimeChart::detachRequested, this, &ChartCard::detach);
}

void ChartCard::restyle() {
    m_chart->setLook(m_context.theme().tokens(), m_context.theme().font(theme::TextRole::Caption));
}

void ChartCard::setLines(const std::vector<plot::ChartLine>& lines) {
    if (lines == m_lines)
        return;
    m_lines = lines;
    m_chart->setLines(lines);
}

void ChartCard::fill(const core::ops::ConsoleSnapshot& snapshot) {
    if (m_fill)
        m_fill(*this, snapshot);
}

QWidget* ChartCard::detach() {
    if (!m_fill)
        return nullptr;
    auto* card = new ChartCard(m_context, accessibleName(), m_remark, nullptr);
    card->m_lines = m_lines;
    card->m_chart->setLike(*m_chart);
    card->m_fill = m_fill;
    auto* window = new ChartWindow(m_context, *card, this);
    window->show();
    return window;
}

void ChartCard::show(const core::ops::ConsoleSnapshot& snapshot,
                     const std::vector<const core::ops::Series*>& series) {
    const TimeRange& range = m_context.timeRange();
    const core::UtcTime from = range.begin(snapshot.sampledAt);
    const core::UtcTime to = range.end(snapshot.sampledAt);
    m_chart->setClock(m_context.clockText());
    m_chart->setRange(from, to);
    for (std::size_t line = 0; line < series.size(); ++line)
        m_chart->setSeries(line, *series[line]);
    m_chart->setMarks(marksOf(snapshot, from, to, m_context.clockText()));
    m_chart->refresh();
}

void ChartCard::openMenu(const QPoint& position) {
    QMenu menu(this);
    if (m_fill)
        menu.addAction(tr("Open in a window"), this, &ChartCard::detach);
    menu.addAction(tr("Save as PNG…"), this, [this] { save(QStringLiteral("png")); });
    menu.addAction(tr("Save as SVG…"), this, [this] { save(QStringLiteral("svg")); });
    QAction* back = menu.addAction(tr("Zoom back"), this, [this] { m_context.zoomBack(); });
    back->setEnabled(m_context.timeRange().zoomed());
    menu.exec(position);
}

void ChartCard::save(const QString& suffix) {
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Save the chart"), accessibleName() % u'.' % suffix,
                                     suffix.toUpper() % QStringLiteral(" (*.") % suffix % u')');
    if (file.isEmpty())
        return;
    QByteArray bytes;
    if (suffix == QStringLiteral("svg")) {
        bytes = m_chart->toSvg();
    } else {
        QBuffer buffer(&bytes);
        m_chart->toImage(2).save(&buffer, "PNG");
    }
    m_context.saveFile(file, bytes);
}

} // namespace vigia::ui::widgets
