#pragma once

#include "ui/theme/theme.h"

#include <QIconEngine>
#include <QPointer>

namespace vigia::ui::theme {

/// Draws an SVG of the resources in a token's colour at the size and scale that are asked for; the
/// pixmaps are cached.
class TintedIcon : public QIconEngine {
public:
    TintedIcon(const Theme& theme, QString name, QColor Tokens::*token);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    [[nodiscard]] QIconEngine* clone() const override;

private:
    QPointer<const Theme> m_theme;
    QString m_name;
    QColor Tokens::*m_token;
};

/// The SVG `name` in `color`, `pixels` wide and high in device pixels. A missing file gives an
/// empty picture.
QPixmap tintedPixmap(const QString& name, const QColor& color, int pixels);

/// Draws the SVG `name` in `color` into `rect`, crisp at the painter's scale.
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color);

} // namespace vigia::ui::theme
