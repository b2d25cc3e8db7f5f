#pragma once

#include "ui/pages/common/change_dialog.h"

class QSpinBox;

namespace vigia::ui::pages {

/// Asks how many workers of a role there should be (0 to 8) and says what that means before it is
/// done.
class ScaleDialog : public ChangeDialog {
    Q_OBJECT

public:
    ScaleDialog(widgets::ConsoleContext& context, std::string role, int now, QWidget* parent);

    [[nodiscard]] QString command() const override;

private:
    void describe();
    void run() override;
    void refused(const QString& sentence) override;

    std::string m_role;
    int m_now = 0;
    QSpinBox* m_count = nullptr;
    QLabel* m_effect = nullptr;
};

} // namespace vigia::ui::pages
