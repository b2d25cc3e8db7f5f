#include "tests/ui/clusters/windows_rig.h"

#include "tests/support/gui_test.h"
#include "ui/widgets/main_window.h"
#include "ui/widgets/page_stack.h"
#include "ui/widgets/top_bar.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace vigia::tests {

using ui::clusters::ConsoleShell;

WindowsRig::WindowsRig()
    : settings((folder.path() + QStringLiteral("/desktop.ini")).toStdString()),
      windows({tests::theme(), settings, desk, [this] { return now; },
               [this](const core::ops::AuditEntry& entry) {
                   audited.push_back(entry);
                   return core::Result<void>();
               }}) {}

void WindowsRig::settle() {
    for (int i = 0; i < 6; ++i)
        QCoreApplication::processEvents();
    tests::theme().parts()->finish();
    QCoreApplication::processEvents();
}

void WindowsRig::answer(ConsoleShell& window, const std::string& cluster, const std::string& tag) {
    desk.feed(cluster)->published.publish(ui::testing::watchedSnapshot(now, cluster, tag));
    window.console().tick();
    settle();
}

ConsoleShell& WindowsRig::watchOrders() {
    auto& window = windows.open(QStringLiteral("orders"));
    answer(window, "orders", "prod");
    return window;
}

ui::pages::Page* WindowsRig::follow(const core::ops::Link& link) {
    windows.openLink(link);
    settle();
    return windows.windows().front()->console().stack().current();
}

std::string WindowsRig::firstTopic() const {
    return desk.feed("orders")->published.read()->topics.front().name;
}

QPushButton* button(QWidget& inside, const QString& text) {
    for (auto* each : inside.findChildren<QPushButton*>())
        if (each->text() == text)
            return each;
    return nullptr;
}

QAction* action(QMenu& menu, const QString& text) {
    for (auto* each : menu.actions())
        if (each->text() == text)
            return each;
    return nullptr;
}

QMenu& clusterMenu(ConsoleShell& window) {
    for (auto* each : window.console().topBar().findChildren<QToolButton*>())
        if (each->property("kind") == QStringLiteral("cluster")) {
            Q_EMIT each->menu()->aboutToShow();
            return *each->menu();
        }
    qFatal("no cluster menu");
}

bool says(QWidget& inside, const QString& words) {
    const auto labels = inside.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
        return label->isVisible() && label->text().contains(words);
    });
}

} // namespace vigia::tests
