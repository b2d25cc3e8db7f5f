#include "ui/pages/load/figure_row.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace vigia::ui::pages {

using theme::TextRole;

FigureRow::FigureRow(const theme::Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FigureRow::set(std::vector<Figure> figures) {
    if (figures == m_figures)
        return;
    m_figures = std::move(figures);
    QStringList texts;
    for (const Figure& figure : m_figures)
        texts << figure.label % u' ' % figure.value % u' ' % figure.unit;
    setAccessibleName(texts.join(QStringLiteral(", ")));
    update();
}

QSize FigureRow::sizeHint() const {
    return {m_theme.px(100) * int(m_figures.size()), m_theme.px(62)};
}

QSize FigureRow::minimumSizeHint() const {
    return {m_theme.px(70) * int(m_figures.size()), sizeHint().height()};
}

QRect FigureRow::rectOf(std::size_t figure) const {
    const int count = qMax(1, int(m_figures.size()));
    const int left = width() * int(figure) / count;
    return {left, 0, width() * (int(figure) + 1) / count - left, height()};
}

void FigureRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const theme::Tokens& tokens = m_theme.tokens();
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const QRect cell = rectOf(i);
        if (i > 0)
            painter.fillRect(QRect(cell.left(), 0, 1, height()), tokens.line);
        const QRect room = cell.adjusted(12, m_theme.px(8), -8, -m_theme.px(8));
        painter.setFont(m_theme.font(TextRole::Small));
        painter.setPen(tokens.muted);
        painter.drawText(
            room, Qt::AlignLeft | Qt::AlignTop,
            painter.fontMetrics().elidedText(m_figures[i].label, Qt::ElideRight, room.width()));
        painter.setFont(m_theme.font(TextRole::Value));
        painter.setPen(tokens.text);
        const int baseline = room.bottom() - 3;
        const QString value =
            painter.fontMetrics().elidedText(m_figures[i].value, Qt::ElideRight, room.width());
        painter.drawText(room.left(), baseline, value);
        const int x = room.left() + painter.fontMetrics().horizontalAdvance(value) + 6;
        painter.setFont(m_theme.font(TextRole::Small));
        painter.setPen(tokens.muted);
        painter.drawText(
            x, baseline,
            painter.fontMetrics().elidedText(m_figures[i].unit, Qt::ElideRight, room.right() - x));
    }
}

bool FigureRow::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto& help = static_cast<const QHelpEvent&>(*event);
    for (std::size_t i = 0; i < m_figures.size(); ++i)
        if (rectOf(i).contains(help.pos()))
            QToolTip::showText(help.globalPos(), m_figures[i].tooltip.toHtmlEscaped(), this);
    return true;
}

} // namespace vigia::ui::pages
