#include "ui/pages/load/progress_line.h"

#include <QPainter>

#include <algorithm>

namespace vigia::ui::pages {

ProgressLine::ProgressLine(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    setFixedHeight(4);
}

void ProgressLine::setShare(double share) {
    share = std::clamp(share, 0.0, 1.0);
    if (share == m_share)
        return;
    m_share = share;
    update();
}

void ProgressLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().line);
    painter.fillRect(QRect(0, 0, qRound(width() * m_share), height()), m_theme.tokens().accent);
}

} // namespace vigia::ui::pages
