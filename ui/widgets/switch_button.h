#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace vigia::ui::widgets {

/// An on/off switch with its text at the left, inside a button's frame. Space and Enter toggle it.
class SwitchButton : public QAbstractButton {
    Q_OBJECT

public:
    SwitchButton(const theme::Theme& theme, const QString& text, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void paintTrack(QPainter& painter, const QRectF& track) const;

    const theme::Theme& m_theme;
};

} // namespace vigia::ui::widgets
