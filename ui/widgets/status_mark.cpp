#include "ui/widgets/status_mark.h"

#include "ui/theme/health_look.h"
#include "ui/theme/tinted_icon.h"

#include <QPainter>

namespace vigia::ui::widgets {

using core::ops::Health;
using theme::TextRole;

namespace {
constexpr int kShape = 10; ///< pixels of a status shape
}

StatusMark::StatusMark(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe();
}

void StatusMark::setHealth(Health health) {
    if (health == m_health)
        return;
    m_health = health;
    describe();
}

void StatusMark::setWord(const QString& word) {
    m_word = word;
    describe();
}

void StatusMark::setWordVisible(bool visible) {
    m_wordVisible = visible;
    describe();
}

QString StatusMark::word() const {
    return m_word.isEmpty() ? theme::healthLook(m_health).word : m_word;
}

void StatusMark::describe() {
    setAccessibleName(word());
    setToolTip(m_wordVisible ? QString() : word().toHtmlEscaped());
    updateGeometry();
    update();
}

QSize StatusMark::sizeHint() const {
    if (!m_wordVisible)
        return {m_theme.px(kShape), m_theme.px(kShape)};
    const QFontMetrics metrics(m_theme.font(TextRole::Caption));
    return {m_theme.px(kShape) + 5 + metrics.horizontalAdvance(word()) + 1,
            qMax(m_theme.px(kShape), metrics.height())};
}

void StatusMark::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto look = theme::healthLook(m_health);
    const QColor color = m_theme.tokens().*look.color;
    const int side = m_theme.px(kShape);
    theme::paintIcon(painter, QRectF(0, (height() - side) / 2.0, side, side), look.icon, color);
    if (!m_wordVisible)
        return;
    painter.setFont(m_theme.font(TextRole::Caption));
    painter.setPen(color);
    painter.drawText(rect().adjusted(side + 5, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                     word());
}

Chip::Chip(const theme::Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::set(Health health, const QString& word) {
    if (health == m_health && word == m_word)
        return;
    m_health = health;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const {
    return chipSize(m_theme, m_word);
}

void Chip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintChip(painter, rect(), m_theme, m_health, m_word);
}

QSize chipSize(const theme::Theme& theme, const QString& word) {
    const QFontMetrics metrics(theme.font(TextRole::ChipWord));
    return {7 + theme.px(kShape) + 5 + metrics.horizontalAdvance(word) + 8, theme.px(20)};
}

void paintChip(QPainter& painter, const QRect& rect, const theme::Theme& theme, Health health,
               const QString& word) {
    const auto look = theme::healthLook(health);
    const theme::Tokens& tokens = theme.tokens();
    const QSize wanted = chipSize(theme, word);
    const QSize size(qMin(wanted.width(), rect.width()), qMin(wanted.height(), rect.height()));
    const QRect box(rect.x(), rect.y() + (rect.height() - size.height()) / 2, size.width(),
                    size.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.*look.soft);
    painter.drawRoundedRect(box, 5, 5);
    const int side = theme.px(kShape);
    theme::paintIcon(painter,
                     QRectF(box.x() + 7, box.y() + (box.height() - side) / 2.0, side, side),
                     look.icon, tokens.*look.color);
    painter.setFont(theme.font(TextRole::ChipWord));
    // Grey on the raised grey would be too weak for text.
    painter.setPen(health == Health::Unknown ? tokens.muted : tokens.*look.color);
    const QRect room = box.adjusted(7 + side + 5, 0, -6, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(word, Qt::ElideRight, room.width() + 1));
    painter.restore();
}

} // namespace vigia::ui::widgets
