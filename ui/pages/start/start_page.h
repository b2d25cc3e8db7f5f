#pragma once

#include "core/ops/platform_control.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace vigia::ui::widgets {
class Card;
class ElidedLabel;
class MiniTable;
} // namespace vigia::ui::widgets

namespace vigia::ui::pages {

/// What is seen until the platform answers: each step of the start with its time, and the log of
/// one that failed.
class StartPage : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(const theme::Theme& theme, QWidget* parent = nullptr);

    void set(const core::ops::StartProgress& progress);

private:
    QWidget* makePlatformCard();
    void showFailure(const core::ops::StartProgress& progress);

    const theme::Theme& m_theme;
    widgets::Card* m_stepsCard = nullptr;
    widgets::Card* m_platformCard = nullptr;
    widgets::MiniTable* m_steps = nullptr;
    QLabel* m_state = nullptr;
    QLabel* m_seconds = nullptr;
    QLabel* m_failure = nullptr;
    QPlainTextEdit* m_log = nullptr;
};

} // namespace vigia::ui::pages
