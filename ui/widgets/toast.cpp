#include "ui/widgets/toast.h"

#include "ui/theme/health_look.h"
#include "ui/theme/tinted_icon.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace vigia::ui::widgets {

using core::ops::Health;

namespace {
constexpr int kWidth = 360;
constexpr int kGap = 8;
} // namespace

Toasts::Toasts(const theme::Theme& theme, QWidget* window) : QWidget(window), m_theme(theme) {
    setAccessibleName(tr("Notifications"));
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &Toasts::tick);
    window->installEventFilter(this);
    hide();
}

QString Toasts::line(const Toast& toast) {
    if (toast.count == 1)
        return toast.text;
    return toast.since.isEmpty()
               ? QString(toast.text % QStringLiteral(" (×%1)").arg(toast.count))
               : tr("%1 (×%2 since %3)").arg(toast.text).arg(toast.count).arg(toast.since);
}

void Toasts::say(Health health, const QString& text, const QString& when) {
    const int seconds = health == Health::Broken ? 20 : 8;
    const auto same = std::find_if(m_toasts.begin(), m_toasts.end(),
                                   [&](const Toast& t) { return t.text == text; });
    if (same != m_toasts.end()) {
        ++same->count;
        same->secondsLeft = seconds;
    } else {
        if (m_toasts.size() == 4)
            m_toasts.erase(m_toasts.begin());
        m_toasts.push_back({health, text, 1, seconds, when});
    }
    setAccessibleDescription(text);
    m_timer.start();
    place();
}

int Toasts::heightOf(const Toast& toast) const {
    const QFontMetrics metrics(m_theme.font(theme::TextRole::Body));
    return metrics.boundingRect(QRect(0, 0, kWidth - 48, 1000), Qt::TextWordWrap, line(toast))
               .height() +
           22;
}

void Toasts::place() {
    setVisible(!m_toasts.empty());
    int height = 0;
    for (const Toast& toast : m_toasts)
        height += heightOf(toast) + kGap;
    const QSize window = parentWidget()->size();
    setGeometry(window.width() - kWidth - 16, window.height() - height - 28, kWidth, height);
    raise();
    update();
}

void Toasts::tick() {
    for (Toast& toast : m_toasts)
        --toast.secondsLeft;
    std::erase_if(m_toasts, [](const Toast& toast) { return toast.secondsLeft <= 0; });
    if (m_toasts.empty())
        m_timer.stop();
    place();
}

void Toasts::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const theme::Tokens& tokens = m_theme.tokens();
    int y = 0;
    for (const Toast& toast : m_toasts) {
        const auto look = theme::healthLook(toast.health);
        const QRect box(0, y, kWidth, heightOf(toast));
        painter.setPen(QPen(tokens.*look.color, 1));
        painter.setBrush(tokens.raised);
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
        theme::paintIcon(painter, QRectF(14, y + 16, 10, 10), look.icon, tokens.*look.color);
        painter.setFont(m_theme.font(theme::TextRole::Body));
        painter.setPen(tokens.text);
        painter.drawText(box.adjusted(36, 11, -12, -11), Qt::TextWordWrap, line(toast));
        y += box.height() + kGap;
    }
}

void Toasts::mousePressEvent(QMouseEvent* event) {
    int y = 0;
    for (auto toast = m_toasts.begin(); toast != m_toasts.end(); ++toast) {
        y += heightOf(*toast) + kGap;
        if (event->position().y() < y) {
            m_toasts.erase(toast);
            break;
        }
    }
    place();
}

bool Toasts::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace vigia::ui::widgets
