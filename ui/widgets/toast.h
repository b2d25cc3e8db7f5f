#pragma once

#include "core/ops/event.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <vector>

namespace vigia::ui::widgets {

/// Notifications in the lower right corner: one a cause, counted from when it came first; gone
/// after eight seconds, errors after twenty or on a click. At most four are shown; the oldest makes
/// room.
class Toasts : public QWidget {
    Q_OBJECT

public:
    explicit Toasts(const theme::Theme& theme, QWidget* window);

    /// `when` is the present time as the window writes it.
    void say(core::ops::Health health, const QString& text, const QString& when = {});

    struct Toast {
        core::ops::Health health;
        QString text;
        int count;
        int secondsLeft;
        QString since; ///< when it was said first
    };
    [[nodiscard]] const std::vector<Toast>& toasts() const { return m_toasts; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tick();
    void place();
    [[nodiscard]] int heightOf(const Toast& toast) const;
    [[nodiscard]] static QString line(const Toast& toast);

    const theme::Theme& m_theme;
    std::vector<Toast> m_toasts;
    QTimer m_timer;
};

} // namespace vigia::ui::widgets
