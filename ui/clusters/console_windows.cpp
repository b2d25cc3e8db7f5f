#include "ui/clusters/console_windows.h"

#include "ui/widgets/console_context.h"

namespace vigia::ui::clusters {

ConsoleWindows::ConsoleWindows(ShellParts parts, QObject* parent)
    : QObject(parent), m_parts(std::move(parts)) {}

ConsoleWindows::~ConsoleWindows() {
    for (ConsoleShell* window : windows())
        delete window;
}

std::vector<ConsoleShell*> ConsoleWindows::windows() const {
    std::vector<ConsoleShell*> open;
    for (const auto& window : m_windows)
        if (window)
            open.push_back(window);
    return open;
}

ConsoleShell& ConsoleWindows::open(const QString& cluster) {
    std::erase_if(m_windows, [](const auto& window) { return window.isNull(); });
    auto* shell = new ConsoleShell(m_parts);
    shell->setAttribute(Qt::WA_DeleteOnClose);
    if (!m_windows.empty()) // beside the one before, so that both are seen
        shell->move(m_windows.back()->pos() + QPoint(32, 32));
    m_windows.emplace_back(shell);
    connect(shell, &ConsoleShell::windowRequested, this,
            [this](const QString& wanted) { open(wanted); });
    connect(shell, &ConsoleShell::clusterChanged, this,
            [this](const QString& changed) { refresh(changed); });
    shell->show(cluster);
    shell->show();
    return *shell;
}

ConsoleShell& ConsoleWindows::windowOn(const QString& cluster) {
    ConsoleShell* asking = nullptr;
    for (ConsoleShell* window : windows()) {
        if (window->cluster() == cluster)
            return *window;
        if (window->cluster().isEmpty())
            asking = window;
    }
    if (asking == nullptr)
        return open(cluster);
    asking->show(cluster);
    return *asking;
}

void ConsoleWindows::openLink(const core::ops::Link& link) {
    auto& window = windowOn(QString::fromStdString(link.cluster));
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.raise();
    window.activateWindow();
    window.context().openLink(link);
}

void ConsoleWindows::refresh(const QString& cluster) {
    for (ConsoleShell* window : windows())
        if (window->cluster() == cluster)
            window->showAnew();
}

} // namespace vigia::ui::clusters
