#include "ui/theme/tinted_icon.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace vigia::ui::theme {

QPixmap tintedPixmap(const QString& name, const QColor& color, int pixels) {
    const QString key =
        QStringLiteral("vigia/%1/%2/%3").arg(name, color.name(QColor::HexArgb)).arg(pixels);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    picture = QPixmap(pixels, pixels);
    picture.fill(Qt::transparent);
    QFile file(QStringLiteral(":/vigia/icons/%1.svg").arg(name));
    if (file.open(QIODevice::ReadOnly)) {
        QSvgRenderer svg(file.readAll().replace("currentColor", color.name().toLatin1()));
        QPainter painter(&picture);
        svg.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    QPixmapCache::insert(key, picture);
    return picture;
}

void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& color) {
    const qreal scale = painter.device()->devicePixelRatioF();
    const int pixels = qRound(qMin(rect.width(), rect.height()) * scale);
    const QPixmap picture = tintedPixmap(name, color, qMax(1, pixels));
    // On whole device pixels: a picture between two of them is blurred.
    const QPointF at(std::round(rect.x() * scale) / scale, std::round(rect.y() * scale) / scale);
    painter.drawPixmap(QRectF(at, QSizeF(pixels / scale, pixels / scale)), picture,
                       QRectF(picture.rect()));
}

TintedIcon::TintedIcon(const Theme& theme, QString name, QColor Tokens::*token)
    : m_theme(&theme), m_name(std::move(name)), m_token(token) {}

void TintedIcon::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) {
    if (!m_theme)
        return;
    const Tokens& tokens = m_theme->tokens();
    const int side = qMin(rect.width(), rect.height());
    const QRect square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2,
                       side, side);
    paintIcon(*painter, square, m_name, mode == QIcon::Disabled ? tokens.control : tokens.*m_token);
}

QPixmap TintedIcon::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) {
    if (!m_theme)
        return {};
    const Tokens& tokens = m_theme->tokens();
    return tintedPixmap(m_name, mode == QIcon::Disabled ? tokens.control : tokens.*m_token,
                        qMin(size.width(), size.height()));
}

QIconEngine* TintedIcon::clone() const {
    return new TintedIcon(*this);
}

} // namespace vigia::ui::theme
