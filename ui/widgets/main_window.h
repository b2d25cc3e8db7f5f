#pragma once

#include "core/base/published.h"
#include "core/ops/platform_control.h"
#include "ui/pages/page.h"
#include "ui/widgets/history.h"
#include "ui/widgets/palette.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;

namespace vigia::ui::widgets {

class EventsLane;
class KeysOverlay;
class PageStack;
class Rail;
class StatusBar;
class Toasts;
class TopBar;

/// Where the window reads from. All outlive it.
struct WindowSources {
    core::Published<core::ops::ConsoleSnapshot>& snapshots;
    core::Published<core::ops::StartProgress>& start;
    std::function<core::UtcTime()> now;
    /// Of a watched cluster: how its connection stands.
    core::Published<core::ops::ConnectionReport>* connection = nullptr;
};

/// The console's window: rail, top bar, pages, events lane, status bar. A timer looks four times a
/// second whether a new snapshot is there and hands it to the visible page only. GUI thread; owns
/// its children.
class MainWindow : public QWidget {
    Q_OBJECT

public:
    MainWindow(ConsoleContext& context, std::vector<pages::PageInfo> pages, WindowSources sources,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    /// One look at the sources; the timer calls it.
    void tick();
    void openPage(const QString& page, const QString& item = {});
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_pausedAt != nullptr; }
    [[nodiscard]] bool isStale() const { return m_stale; }

    [[nodiscard]] Rail& rail() const { return *m_rail; }
    [[nodiscard]] TopBar& topBar() const { return *m_top; }
    [[nodiscard]] EventsLane& lane() const { return *m_lane; }
    [[nodiscard]] StatusBar& statusBar() const { return *m_status; }
    [[nodiscard]] PageStack& stack() const { return *m_stack; }
    [[nodiscard]] CommandPalette& palette() const { return *m_palette; }
    [[nodiscard]] QLabel& banner() const { return *m_banner; }

    /// Everything Ctrl+K offers now.
    [[nodiscard]] std::vector<PaletteEntry> paletteEntries();
    void openPalette();
    void openKeys();
    void closeOverlays();
    void saveLayout();

Q_SIGNALS:
    /// Once, after the first painting.
    void firstPainted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void build();
    void connectParts();
    void addActions();
    void addButtons(const pages::Page& page, std::vector<PaletteEntry>& entries) const;
    QAction* addWindowAction(const QString& text, const QKeySequence& keys,
                             std::function<void()> run);
    void restoreLayout();
    void takeStart();
    void takeConnection();
    void askForACluster();
    void showChoice();
    void takeSnapshot();
    void deliver();
    void leaveStart();
    void showLane();
    void showStatus();
    void showBanner();
    void checkAge();
    void timeRangeChanged();
    void timeStyleChanged();
    void nextTimeStyle();
    void setRefresh(int seconds);
    void setDemo(bool on);
    void demoAnswered(bool on, bool well, const QString& sentence);
    void adopt(pages::Page* page);
    void goTo(const History::Place& place);
    void showCrumbs();
    void enterFilter();
    void copyLink();
    void openReport();
    [[nodiscard]] core::ops::ConsoleSnapshotPtr shownSnapshot() const;
    [[nodiscard]] std::int64_t newRecords() const;
    [[nodiscard]] bool watches() const;
    [[nodiscard]] QString whySilent() const;
    [[nodiscard]] QString whatIsNotSeen() const;

    ConsoleContext& m_context;
    const std::vector<pages::PageInfo> m_pages;
    WindowSources m_sources;
    Rail* m_rail = nullptr;
    TopBar* m_top = nullptr;
    QLabel* m_banner = nullptr;
    PageStack* m_stack = nullptr;
    EventsLane* m_lane = nullptr;
    StatusBar* m_status = nullptr;
    Toasts* m_toasts = nullptr;
    CommandPalette* m_palette = nullptr;
    KeysOverlay* m_keys = nullptr;
    QTimer m_timer;
    History m_history;
    QString m_wantedPage;                     ///< to open when the platform answers
    QString m_wantedItem;                     ///< on that page
    core::ops::ConsoleSnapshotPtr m_pausedAt; ///< what is shown while paused; null: not paused
    std::uint64_t m_snapshotGeneration = 0;
    std::uint64_t m_startGeneration = 0;
    std::uint64_t m_connectionGeneration = 0;
    int m_refreshSeconds = 2;
    int m_ticks = 0;
    std::optional<std::vector<core::ops::ClusterInfo>> m_choice; ///< that the start page offers
    bool m_stale = false;
    bool m_painted = false;
    bool m_demoKnown = false;
};

} // namespace vigia::ui::widgets
