#pragma once

#include "core/ops/platform_control.h"
#include "ui/pages/common/change_dialog.h"

#include <QElapsedTimer>

#include <optional>

class QGridLayout;

namespace vigia::ui::widgets {
class StatusMark;
}

namespace vigia::ui::pages {

/// One thing an action touches: its name, what will happen to it, and how it is done.
struct ActionTarget {
    QString name;
    QString effect; ///< found before anything is done
    std::function<void(core::ops::PlatformControl::Done)> run;
    core::ops::AuditEntry audit; ///< verb, target and what undoing needs
    QString command;             ///< what does the same in a terminal; may be empty
};

/// What is written down of `verb` on the process `target`, with its number and how it stood.
core::ops::AuditEntry auditOf(const std::string& target, const char* verb, const std::string& state,
                              std::optional<std::int64_t> pid);
/// The command that does the same to a process of the local platform.
QString processCommand(const char* verb, const std::string& process);

/// Asks before something destructive: names what it touches and what follows, asks for the
/// cluster's name on PROD, then shows how it went for each item. A few items are in work at a time;
/// the others show how far it is and can be called off. Closes by itself when all went well.
class ActionDialog : public ChangeDialog {
    Q_OBJECT

public:
    ActionDialog(widgets::ConsoleContext& context, const QString& title, const QString& verb,
                 std::vector<ActionTarget> targets, QWidget* parent);

    [[nodiscard]] QString command() const override;
    /// While items wait: they are not begun any more, and the dialog stays.
    void reject() override;

private:
    QWidget* makeList();
    void addTarget(QGridLayout& grid, int row);
    void run() override;
    void refused(const QString& sentence) override;
    void beginMore();
    void beginOne(std::size_t target);
    void finished(std::size_t target, bool well, const std::string& sentence);
    void ended();
    void showProgress();
    [[nodiscard]] bool waiting() const { return m_begun > 0 && m_begun < m_targets.size(); }

    struct Line {
        widgets::StatusMark* mark = nullptr;
        QLabel* text = nullptr;
    };

    std::vector<ActionTarget> m_targets;
    std::vector<Line> m_lines;
    QLabel* m_progress = nullptr;
    QElapsedTimer m_since;
    std::size_t m_begun = 0;
    std::size_t m_done = 0;
    std::size_t m_failed = 0;
    bool m_beginning = false;
};

} // namespace vigia::ui::pages
