#pragma once

#include <QPointer>
#include <QProxyStyle>

namespace vigia::ui::theme {

class Theme;

/// Below the style sheet: what style sheets can't say (focus rectangles, tooltip delay, no etched
/// text). Owned by the application.
class VigiaStyle : public QProxyStyle {
    Q_OBJECT

public:
    explicit VigiaStyle(const Theme& theme);

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override;

private:
    void drawArrow(const QString& name, const QStyleOption& option, QPainter& painter) const;

    QPointer<const Theme> m_theme;
};

} // namespace vigia::ui::theme
