#include "ui/widgets/keys_overlay.h"

#include <QKeyEvent>
#include <QPainter>

namespace vigia::ui::widgets {

using theme::TextRole;

KeysOverlay::KeysOverlay(const theme::Theme& theme, QWidget* window)
    : QWidget(window), m_theme(theme) {
    setAccessibleName(tr("Keys"));
    setFocusPolicy(Qt::StrongFocus);
    hide();
}

void KeysOverlay::open(std::vector<Section> sections) {
    m_sections = std::move(sections);
    std::size_t rows = 0;
    QStringList spoken;
    for (const Section& section : m_sections) {
        rows = std::max(rows, section.keys.size());
        for (const auto& [keys, what] : section.keys)
            spoken += keys % QStringLiteral(": ") % what;
    }
    setAccessibleDescription(spoken.join(QStringLiteral("; ")));
    const QSize window = parentWidget()->size();
    const int width = qMin(int(m_sections.size()) * 340 + 40, window.width() - 40);
    const int height = qMin(int(rows) * m_theme.px(26) + m_theme.px(36) + 48, window.height() - 40);
    setGeometry((window.width() - width) / 2, (window.height() - height) / 2, width, height);
    show();
    raise();
    setFocus();
}

void KeysOverlay::paintSection(QPainter& painter, const Section& section, QRect column) const {
    const theme::Tokens& tokens = m_theme.tokens();
    painter.setFont(m_theme.font(TextRole::Title));
    painter.setPen(tokens.text);
    painter.drawText(column.left(), column.top() + m_theme.px(18), section.title);
    int y = column.top() + m_theme.px(36);
    const int height = m_theme.px(26);
    for (const auto& [keys, what] : section.keys) {
        painter.setFont(m_theme.font(TextRole::Mono));
        const int width = painter.fontMetrics().horizontalAdvance(keys) + 12;
        const QRectF box(column.left() + 0.5, y + 3.5, width, height - 7);
        painter.setPen(QPen(tokens.control, 1));
        painter.setBrush(tokens.raised);
        painter.drawRoundedRect(box, 4, 4);
        painter.setPen(tokens.text);
        painter.drawText(box, Qt::AlignCenter, keys);
        painter.setFont(m_theme.font(TextRole::Body));
        painter.setPen(tokens.muted);
        const QRect room(column.left() + qMax(100, width + 12), y,
                         column.width() - qMax(100, width + 12), height);
        painter.drawText(room, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(what, Qt::ElideRight, room.width()));
        y += height;
    }
}

void KeysOverlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.tokens().panel);
    painter.setPen(QPen(m_theme.tokens().control, 1));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    const int columns = qMax(1, int(m_sections.size()));
    const int width = (this->width() - 40) / columns;
    for (int i = 0; i < int(m_sections.size()); ++i)
        paintSection(painter, m_sections[std::size_t(i)],
                     QRect(24 + i * width, 16, width - 16, height() - 32));
}

void KeysOverlay::keyPressEvent(QKeyEvent*) {
    hide();
}

void KeysOverlay::mousePressEvent(QMouseEvent*) {
    hide();
}

} // namespace vigia::ui::widgets
