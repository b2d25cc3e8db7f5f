#pragma once

#include "core/ops/audit.h"
#include "ui/widgets/console_context.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace vigia::ui::pages {

/// What every dialog that changes the platform has in common: buttons with "copy as command", the
/// lock and the name of a production cluster, and a line of the audit file before and after.
/// Deletes itself. GUI thread only.
class ChangeDialog : public QDialog {
    Q_OBJECT

public:
    ChangeDialog(widgets::ConsoleContext& context, const QString& title, int width,
                 QWidget* parent);

    /// What does the same on the command line; empty: there is no such command.
    [[nodiscard]] virtual QString command() const { return {}; }

protected:
    [[nodiscard]] widgets::ConsoleContext& context() const { return m_context; }
    [[nodiscard]] QVBoxLayout& column() const { return *m_column; }
    [[nodiscard]] QPushButton& runButton() const { return *m_run; }
    [[nodiscard]] QPushButton& closeButton() const { return *m_close; }
    /// The end of a dialog, after its fields. A destructive one asks for the name on PROD and
    /// doesn't begin at Enter.
    void addEnd(const QString& verb, bool destructive);
    /// Whether what is typed may be sent; the lock and the name have their own say.
    void setReady(bool ready);
    /// Does it. The button is disabled until `setReady`.
    virtual void run() = 0;
    /// Nothing was done: why.
    virtual void refused(const QString& sentence) = 0;
    /// `go` once `entry` is written down, also when this dialog was closed in between; `refused`
    /// where that or the lock forbids it.
    void begin(const core::ops::AuditEntry& entry, std::function<void()> go);

private:
    void addName();
    void addLockLine();
    void addButtons(const QString& verb, bool destructive);
    void enable();

    widgets::ConsoleContext& m_context;
    QVBoxLayout* m_column = nullptr;
    QLineEdit* m_name = nullptr;
    QWidget* m_lockLine = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_close = nullptr;
    bool m_ready = true;
};

} // namespace vigia::ui::pages
