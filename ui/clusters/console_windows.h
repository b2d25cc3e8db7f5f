#pragma once

#include "core/ops/link.h"
#include "ui/clusters/console_shell.h"

#include <QObject>

namespace vigia::ui::clusters {

/// All windows of the program. Each looks at a cluster of its own or shares one with others. GUI
/// thread; owns the windows until they are closed.
class ConsoleWindows : public QObject {
    Q_OBJECT

public:
    explicit ConsoleWindows(ShellParts parts, QObject* parent = nullptr);
    ~ConsoleWindows() override;

    /// A new window; an empty name asks.
    ConsoleShell& open(const QString& cluster);
    /// Brings the window on the link's cluster to the front, or opens one, and shows the place.
    void openLink(const core::ops::Link& link);
    [[nodiscard]] std::vector<ConsoleShell*> windows() const;

private:
    /// The window on a cluster, else one that still asks, else a new one.
    ConsoleShell& windowOn(const QString& cluster);
    /// Windows on a cluster that was changed or removed show what holds now.
    void refresh(const QString& cluster);

    ShellParts m_parts;
    std::vector<QPointer<ConsoleShell>> m_windows;
};

} // namespace vigia::ui::clusters
