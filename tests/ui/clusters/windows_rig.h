#pragma once

#include "core/ops/audit.h"
#include "ui/clusters/console_windows.h"
#include "ui/desktop_parts.h"
#include "ui/testing/fake_desk.h"

#include <QTemporaryDir>

class QAction;
class QMenu;
class QPushButton;

namespace vigia::ui::pages {
class Page;
}

namespace vigia::tests {

/// All windows of a program over a desk that the test fills.
struct WindowsRig {
    WindowsRig();

    static void settle();
    /// As the sampler of the cluster would publish it.
    void answer(ui::clusters::ConsoleShell& window, const std::string& cluster,
                const std::string& tag);
    /// A window on the production cluster, which has answered.
    ui::clusters::ConsoleShell& watchOrders();
    /// The page that `link` leads to.
    ui::pages::Page* follow(const core::ops::Link& link);
    /// Of the newest answer.
    [[nodiscard]] std::string firstTopic() const;

    core::UtcTime now{std::chrono::seconds(1'800'023'527)};
    QTemporaryDir folder;
    std::vector<core::ops::AuditEntry> audited;
    ui::testing::FakeDesk desk;
    ui::LayoutSettings settings;
    ui::clusters::ConsoleWindows windows;
};

QPushButton* button(QWidget& inside, const QString& text);
QAction* action(QMenu& menu, const QString& text);
QMenu& clusterMenu(ui::clusters::ConsoleShell& window);
/// A visible label with these words.
bool says(QWidget& inside, const QString& words);

} // namespace vigia::tests
