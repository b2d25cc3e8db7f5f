#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace vigia::ui::widgets {

/// Stands where there is nothing to show: what is missing, why, and what to do about it.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(const theme::Theme& theme, const QString& icon, QWidget* parent = nullptr);

    void setText(const QString& title, const QString& advice);
    /// A button below the advice; `actionRequested` follows its click. Empty hides it.
    void setAction(const QString& text);

Q_SIGNALS:
    void actionRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const theme::Theme& m_theme;
    QString m_icon;
    QLabel* m_title = nullptr;
    QLabel* m_advice = nullptr;
    QPushButton* m_button = nullptr;
    QWidget* m_iconRoom = nullptr;
};

} // namespace vigia::ui::widgets
