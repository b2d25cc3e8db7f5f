#pragma once

#include "ui/widgets/console_context.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QSpinBox;

namespace vigia::ui::pages {

/// Asks how many workers of a role there should be (0 to 8) and says what that means before it is
/// done.
class ScaleDialog : public QDialog {
    Q_OBJECT

public:
    ScaleDialog(widgets::ConsoleContext& context, std::string role, int now, QWidget* parent);

private:
    void describe();
    void run();

    widgets::ConsoleContext& m_context;
    std::string m_role;
    int m_now = 0;
    QSpinBox* m_count = nullptr;
    QLabel* m_effect = nullptr;
    QPushButton* m_run = nullptr;
};

} // namespace vigia::ui::pages
