#include "ui/widgets/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

namespace vigia::ui::widgets {

ElidedLabel::ElidedLabel(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text) {
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry(); // else a layout keeps the room that the text before needed
    update();
}

void ElidedLabel::setRole(theme::TextRole role) {
    m_role = role;
    updateGeometry();
    update();
}

void ElidedLabel::setTone(QColor theme::Tokens::*tone) {
    m_tone = tone;
    update();
}

void ElidedLabel::setMaxLines(int lines) {
    m_maxLines = lines;
    updateGeometry();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment) {
    m_alignment = alignment;
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode) {
    m_elide = mode;
    update();
}

QStringList ElidedLabel::lines(int width) const {
    const QFont used = m_theme.font(m_role);
    const QFontMetrics metrics(used);
    if (m_maxLines == 1)
        return {metrics.elidedText(m_text, m_elide, width)};
    QStringList found;
    QTextLayout layout(m_text, used);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (found.size() + 1 == m_maxLines) {
            found += metrics.elidedText(m_text.mid(line.textStart()), Qt::ElideRight, width);
            break;
        }
        found += m_text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return found;
}

bool ElidedLabel::isElided() const {
    const QStringList shown = lines(width());
    return !shown.isEmpty() && shown.last() != m_text && shown.last().contains(QChar(0x2026)) &&
           !m_text.endsWith(shown.last());
}

QSize ElidedLabel::sizeHint() const {
    const QFontMetrics metrics(m_theme.font(m_role));
    const int rows = m_maxLines == 1 ? 1 : int(qMax(qsizetype(1), lines(qMax(width(), 60)).size()));
    return {metrics.horizontalAdvance(m_text) + 1, rows * (metrics.height() + 2)};
}

QSize ElidedLabel::minimumSizeHint() const {
    const QFontMetrics metrics(m_theme.font(m_role));
    return {qMin(metrics.horizontalAdvance(m_text) + 1, metrics.averageCharWidth() * 6),
            sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(m_theme.font(m_role));
    painter.setPen(isEnabled() ? m_theme.tokens().*m_tone : m_theme.tokens().faint);
    const QStringList shown = lines(width());
    const int height = painter.fontMetrics().height() + 2;
    int y = (this->height() - int(shown.size()) * height) / 2;
    for (const QString& line : shown) {
        painter.drawText(QRect(0, y, width(), height), int(m_alignment) | Qt::TextSingleLine, line);
        y += height;
    }
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        const auto& help = static_cast<const QHelpEvent&>(*event);
        if (isElided())
            QToolTip::showText(help.globalPos(), m_text.toHtmlEscaped(), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace vigia::ui::widgets
