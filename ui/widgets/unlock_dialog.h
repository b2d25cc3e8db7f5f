#pragma once

#include "ui/theme/theme.h"
#include "ui/widgets/write_lock.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace vigia::ui::widgets {

/// Asks for the name of the production cluster and a reason before changes are allowed for 15
/// minutes. Deletes itself.
class UnlockDialog : public QDialog {
    Q_OBJECT

public:
    /// `why` stands in place of the sentence about a read-only cluster.
    UnlockDialog(const theme::Theme& theme, WriteLock& lock, QWidget* parent,
                 const QString& why = {});

private:
    QLineEdit* addField(const QString& label, const QString& hint);
    void addButtons();
    void check();

    WriteLock& m_lock;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_reason = nullptr;
    QPushButton* m_unlock = nullptr;
};

} // namespace vigia::ui::widgets
