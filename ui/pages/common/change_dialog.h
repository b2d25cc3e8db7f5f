#pragma once

#include "core/ops/audit.h"
#include "ui/widgets/console_context.h"
#include "ui/widgets/core_texts.h"
#include "ui/widgets/gui_answer.h"

#include <QDialog>
#include <QPointer>

#include <functional>

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
    /// Whether an answer is a success, and the sentence for the audit file.
    struct Outcome {
        bool well = false;
        std::string sentence;
    };
    /// Calls `act` with where to answer once `entry` is written down; `refused` where that or the
    /// lock forbids it. What was begun is done, and what came of it is written down, also when this
    /// dialog was closed in between; then a notification says it instead of `then`.
    template <class Answer>
    void carryOut(const core::ops::AuditEntry& entry,
                  std::function<void(std::function<void(core::Result<Answer>)>)> act,
                  std::function<Outcome(const core::Result<Answer>&)> outcome,
                  std::function<void(const core::Result<Answer>&)> then);
    static Outcome sentenceOutcome(const core::Result<std::string>& answer);

private:
    void begin(const core::ops::AuditEntry& entry, std::function<void()> go);
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

template <class Answer>
void ChangeDialog::carryOut(const core::ops::AuditEntry& entry,
                            std::function<void(std::function<void(core::Result<Answer>)>)> act,
                            std::function<Outcome(const core::Result<Answer>&)> outcome,
                            std::function<void(const core::Result<Answer>&)> then) {
    auto& context = m_context;
    auto answered = [alive = QPointer<ChangeDialog>(this), entry, &context,
                     outcome = std::move(outcome),
                     then = std::move(then)](const core::Result<Answer>& answer) {
        const Outcome came = outcome(answer);
        context.audit().end(entry, came.well, came.sentence);
        if (alive)
            return then(answer);
        context.notify(came.well ? core::ops::Health::Ok : core::ops::Health::Broken,
                       widgets::localized(came.sentence.empty() ? entry.verb + " " + entry.target
                                                                : came.sentence));
    };
    begin(entry, [act = std::move(act), answered = std::move(answered), &context] {
        act(widgets::onGuiThread(&context, answered));
    });
}

} // namespace vigia::ui::pages
