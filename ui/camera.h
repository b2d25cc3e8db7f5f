#pragma once

#include "ui/theme/theme.h"

#include <QSize>
#include <QString>

class QWidget;

namespace vigia::ui {

/// Takes pictures of widgets into a folder, each in the light and in the dark theme. GUI thread
/// only; `theme` outlives it.
class Camera {
public:
    /// `scale`: of the screen; other than 1 it stands in the names.
    Camera(theme::Theme& theme, QString folder, double scale);

    /// `NAME-light.png` and `NAME-dark.png`; `size` is that of the widget, empty: as it is.
    void both(QWidget& widget, const QString& name, QSize size = {});
    /// Gives queued replots, polishing and charts that are drawn anew for another size their time.
    void settle() const;
    /// How many pictures were written.
    [[nodiscard]] int written() const { return m_written; }

private:
    theme::Theme& m_theme;
    QString m_folder;
    QString m_suffix;
    int m_written = 0;
};

} // namespace vigia::ui
