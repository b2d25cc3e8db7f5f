#pragma once

#include "core/load/load_desk.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QPushButton;

namespace vigia::ui::clusters {

/// Asks when the last window is closed while a load test goes on: to stay, or to stop it and close
/// when it has ended.
class CloseDialog : public QDialog {
    Q_OBJECT

public:
    CloseDialog(const theme::Theme& theme, core::load::LoadDesk& load, QWidget* parent);

Q_SIGNALS:
    /// The run has ended, and the user wanted that.
    void mayClose();

private:
    void stop();
    void look();

    core::load::LoadDesk& m_load;
    QLabel* m_text = nullptr;
    QPushButton* m_stop = nullptr;
    QTimer m_looking;
    bool m_stopping = false;
};

} // namespace vigia::ui::clusters
