#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace vigia::ui::pages {

/// A thin line of which the part that is done has the accent's colour.
class ProgressLine : public QWidget {
    Q_OBJECT

public:
    explicit ProgressLine(const theme::Theme& theme, QWidget* parent = nullptr);

    /// 0 to 1.
    void setShare(double share);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const theme::Theme& m_theme;
    double m_share = 0;
};

} // namespace vigia::ui::pages
