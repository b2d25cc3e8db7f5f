#include "ui/widgets/health_banner.h"

#include "ui/theme/health_look.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/status_mark.h"

#include <QHBoxLayout>
#include <QPainter>

namespace vigia::ui::widgets {

HealthBanner::HealthBanner(const theme::Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 14, 8);
    row->setSpacing(12);
    m_mark = new StatusMark(theme, this);
    m_headline = new ElidedLabel(theme, this);
    m_headline->setRole(theme::TextRole::Title);
    m_headline->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_explanation = new ElidedLabel(theme, this);
    m_explanation->setTone(&theme::Tokens::muted);
    m_explanation->setMaxLines(2);
    m_actions = new QHBoxLayout;
    row->addWidget(m_mark);
    row->addWidget(m_headline);
    row->addWidget(m_explanation, 1);
    row->addLayout(m_actions);
    setFixedHeight(theme.px(46));
}

void HealthBanner::set(core::ops::Health health, const QString& headline,
                       const QString& explanation, const QString& tooltip) {
    m_health = health;
    m_mark->setHealth(health);
    m_headline->setText(headline);
    m_explanation->setText(explanation);
    m_explanation->setToolTip(tooltip.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
    setAccessibleName(headline);
    setAccessibleDescription(explanation);
    setFixedHeight(qMax(m_theme.px(46), m_explanation->sizeHint().height() + 12));
    update();
}

void HealthBanner::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto look = theme::healthLook(m_health);
    painter.setPen(QPen(m_theme.tokens().*look.color, 1));
    painter.setBrush(m_theme.tokens().panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace vigia::ui::widgets
