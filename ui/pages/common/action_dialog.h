#pragma once

#include "core/ops/platform_control.h"
#include "ui/widgets/console_context.h"

#include <QDialog>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace vigia::ui::widgets {
class StatusMark;
}

namespace vigia::ui::pages {

/// One thing an action touches: its name, what will happen to it, and how it is done.
struct ActionTarget {
    QString name;
    QString effect; ///< found before anything is done
    std::function<void(core::ops::PlatformControl::Done)> run;
};

/// Asks before something destructive: names what it touches and what follows, asks for the
/// cluster's name on PROD, then shows how it went for each item. Closes by itself when all went
/// well.
class ActionDialog : public QDialog {
    Q_OBJECT

public:
    ActionDialog(widgets::ConsoleContext& context, const QString& title, const QString& verb,
                 std::vector<ActionTarget> targets, QWidget* parent);

private:
    void build(const QString& title, const QString& verb);
    void addTarget(QGridLayout& grid, int row);
    void addNameField(QLayout& column);
    void run();
    void finished(std::size_t target, const core::Result<std::string>& result);

    struct Line {
        widgets::StatusMark* mark = nullptr;
        QLabel* text = nullptr;
    };

    widgets::ConsoleContext& m_context;
    std::vector<ActionTarget> m_targets;
    std::vector<Line> m_lines;
    QLineEdit* m_name = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_close = nullptr;
    std::size_t m_open = 0;
    bool m_failed = false;
};

} // namespace vigia::ui::pages
