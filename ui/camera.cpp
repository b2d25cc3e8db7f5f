#include "ui/camera.h"

#include <QEventLoop>
#include <QTimer>
#include <QWidget>

namespace vigia::ui {
namespace {

constexpr int kSettleMillis = 150;

} // namespace

Camera::Camera(theme::Theme& theme, QString folder, double scale)
    : m_theme(theme), m_folder(std::move(folder)),
      m_suffix(scale > 1.01 ? QStringLiteral("-x%1").arg(scale) : QString()) {}

void Camera::settle() const {
    QEventLoop loop;
    QTimer::singleShot(kSettleMillis, &loop, &QEventLoop::quit);
    loop.exec();
    m_theme.parts()->finish();
}

void Camera::both(QWidget& widget, const QString& name, QSize size) {
    for (const auto mode : {theme::Mode::Light, theme::Mode::Dark}) {
        m_theme.setMode(mode);
        if (!size.isEmpty())
            widget.resize(size);
        widget.show();
        settle();
        // What is drawn for the first time asks for more: columns fit, charts have a size.
        widget.grab();
        settle();
        const QString look =
            mode == theme::Mode::Light ? QStringLiteral("-light") : QStringLiteral("-dark");
        const QString path = m_folder % u'/' % name % look % m_suffix % QStringLiteral(".png");
        m_written += widget.grab().save(path) ? 1 : 0;
    }
}

} // namespace vigia::ui
