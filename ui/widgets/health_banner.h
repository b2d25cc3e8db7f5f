#pragma once

#include "core/ops/console_snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QHBoxLayout;

namespace vigia::ui::widgets {

class ElidedLabel;
class StatusMark;

/// The sentence of health before any number: shape, headline, and either the summary or the first
/// things that are not well, on up to two lines, the rest in the tooltip.
class HealthBanner : public QWidget {
    Q_OBJECT

public:
    explicit HealthBanner(const theme::Theme& theme, QWidget* parent = nullptr);

    void set(core::ops::Health health, const QString& headline, const QString& explanation,
             const QString& tooltip);
    /// Room at the right for buttons.
    [[nodiscard]] QHBoxLayout* actions() const { return m_actions; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const theme::Theme& m_theme;
    StatusMark* m_mark = nullptr;
    ElidedLabel* m_headline = nullptr;
    ElidedLabel* m_explanation = nullptr;
    QHBoxLayout* m_actions = nullptr;
    core::ops::Health m_health = core::ops::Health::Unknown;
};

} // namespace vigia::ui::widgets
