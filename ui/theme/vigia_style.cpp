#include "ui/theme/vigia_style.h"

#include "ui/theme/theme.h"
#include "ui/theme/tinted_icon.h"

#include <QPainter>
#include <QPushButton>
#include <QStyleOption>

namespace vigia::ui::theme {

VigiaStyle::VigiaStyle(const Theme& theme)
    : QProxyStyle(QStringLiteral("Fusion")), m_theme(&theme) {}

void VigiaStyle::drawArrow(const QString& name, const QStyleOption& option,
                           QPainter& painter) const {
    const int side = qMin(12, qMin(option.rect.width(), option.rect.height()));
    QRect square(0, 0, side, side);
    square.moveCenter(option.rect.center());
    paintIcon(painter, square, name, m_theme->tokens().muted);
}

void VigiaStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                               QPainter* painter, const QWidget* widget) const {
    if (!m_theme)
        return;
    switch (element) {
    case PE_FrameFocusRect:
        if (qobject_cast<const QPushButton*>(widget) != nullptr)
            return; // the style sheet colours its border
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(m_theme->tokens().accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter->restore();
        return;
    case PE_IndicatorArrowDown:
        return drawArrow(QStringLiteral("chevron-down"), *option, *painter);
    case PE_IndicatorArrowUp:
        return drawArrow(QStringLiteral("chevron-up"), *option, *painter);
    case PE_IndicatorArrowRight:
        return drawArrow(QStringLiteral("chevron-right"), *option, *painter);
    case PE_IndicatorArrowLeft:
        return drawArrow(QStringLiteral("chevron-left"), *option, *painter);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

int VigiaStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returned) const {
    switch (hint) {
    case SH_ToolTip_WakeUpDelay:
        return 350;
    case SH_EtchDisabledText:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_UnderlineShortcut:
        return 0;
    case SH_ToolTipLabel_Opacity:
        return 255;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

int VigiaStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                            const QWidget* widget) const {
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_MessageBoxIconSize:
        return 24;
    case PM_ToolTipLabelFrameWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

} // namespace vigia::ui::theme
