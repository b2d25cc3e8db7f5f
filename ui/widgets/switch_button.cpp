#include "ui/widgets/switch_button.h"

#include <QKeyEvent>
#include <QPainter>

namespace vigia::ui::widgets {

SwitchButton::SwitchButton(const theme::Theme& theme, const QString& text, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme) {
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SwitchButton::sizeHint() const {
    const QFontMetrics metrics(m_theme.font(theme::TextRole::Medium));
    return {10 + metrics.horizontalAdvance(text()) + 6 + 28 + 10, m_theme.px(26) + 2};
}

void SwitchButton::paintTrack(QPainter& painter, const QRectF& track) const {
    const theme::Tokens& tokens = m_theme.tokens();
    const bool on = isChecked();
    painter.setPen(QPen(on ? tokens.accent : tokens.control, 1));
    painter.setBrush(on ? tokens.accent : tokens.panel);
    painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(on ? tokens.onAccent : tokens.control);
    const qreal x = on ? track.right() - 13 : track.left() + 3;
    painter.drawEllipse(QRectF(x, track.top() + 3, 10, 10));
}

void SwitchButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Tokens& tokens = m_theme.tokens();
    painter.setPen(QPen(!isEnabled() ? tokens.line
                        : hasFocus() ? tokens.accent
                                     : tokens.control,
                        1));
    painter.setBrush(underMouse() && isEnabled() ? tokens.hover : tokens.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setFont(m_theme.font(theme::TextRole::Medium));
    painter.setPen(isEnabled() ? tokens.text : tokens.faint);
    painter.drawText(rect().adjusted(10, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, text());
    paintTrack(painter, QRectF(width() - 38, (height() - 16) / 2.0, 28, 16));
}

void SwitchButton::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void SwitchButton::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void SwitchButton::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace vigia::ui::widgets
