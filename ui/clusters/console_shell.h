#pragma once

#include "core/ops/audit.h"
#include "core/ops/cluster_desk.h"
#include "ui/clusters/no_control.h"
#include "ui/pages/page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/audit_trail.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <memory>

class QSettings;
class QStackedLayout;

namespace vigia::ui::widgets {
class ConsoleContext;
class MainWindow;
} // namespace vigia::ui::widgets

namespace vigia::ui::clusters {

class CloseDialog;

/// What every window of the program shares. Everything referred to outlives the windows.
struct ShellParts {
    theme::Theme& theme;
    QSettings& settings;
    core::ops::ClusterDesk& desk;
    std::function<core::UtcTime()> now;
    widgets::AuditWriter audit = {};
    core::load::LoadDesk* load = nullptr; ///< null: no load tests
    core::load::ScenarioDesk* scenarios = nullptr;
    core::report::ReportDesk* reports = nullptr; ///< null: none can be written
};

/// The pages of a window that knows the other clusters, and the load tests where there are any.
std::vector<pages::PageInfo> shellPages(bool load = false);

/// A window of the program; it shows one cluster, or asks which. With another cluster everything in
/// it is made anew, so that no filter, selection, pause, zoom or lock goes along. GUI thread.
class ConsoleShell : public QWidget {
    Q_OBJECT

public:
    explicit ConsoleShell(const ShellParts& parts, QWidget* parent = nullptr);
    ~ConsoleShell() override;

    /// An empty name asks. A cluster that isn't there any more asks too, and says so.
    void show(const QString& cluster);
    using QWidget::show;
    /// The program ends: a run that goes on is no reason to stay.
    void setAsking(bool asking) { m_asking = asking; }
    /// The same cluster again, as the configuration has it now.
    void showAnew();

    /// Empty while it asks.
    [[nodiscard]] QString cluster() const;
    [[nodiscard]] widgets::MainWindow& console() const;
    [[nodiscard]] widgets::ConsoleContext& context() const;

Q_SIGNALS:
    void windowRequested(const QString& cluster);
    /// A cluster was changed or removed; windows on it show it anew, or ask.
    void clusterChanged(const QString& cluster);
    /// Once, after the first painting.
    void firstPainted();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    struct Console;
    void put(std::unique_ptr<Console> console);
    [[nodiscard]] bool mayClose();
    void connectConsole();
    void request(const QString& cluster, bool newWindow);
    void edit(const QString& cluster);
    void import();
    void test(const QString& cluster);
    void askToRemove(const QString& cluster);
    void finishEdit(const QString& cluster);

    ShellParts m_parts;
    NoControl m_noControl;
    core::Published<core::ops::ConsoleSnapshot> m_noSnapshots;
    core::Published<core::ops::StartProgress> m_noProgress;
    QStackedLayout* m_layout = nullptr;
    std::unique_ptr<Console> m_console;
    bool m_painted = false;
    bool m_asking = true;
    QPointer<CloseDialog> m_closing;
};

} // namespace vigia::ui::clusters
