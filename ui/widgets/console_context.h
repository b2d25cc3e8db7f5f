#pragma once

#include "core/ops/cluster_desk.h"
#include "core/ops/console_snapshot.h"
#include "core/ops/link.h"
#include "core/ops/platform_control.h"
#include "core/view/cell_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/audit_trail.h"
#include "ui/widgets/background.h"
#include "ui/widgets/time_range.h"
#include "ui/widgets/turn_watchdog.h"
#include "ui/widgets/write_lock.h"

#include <QObject>

class QSettings;

namespace vigia::core::load {
class LoadDesk;
class ScenarioDesk;
} // namespace vigia::core::load
namespace vigia::core::report {
class ReportDesk;
}

namespace vigia::ui::widgets {

/// What every page needs beside the snapshot: the platform's control, the look, the time range,
/// where to store layout, and ways to other pages. Made by `runDesktop`, outlives every page; GUI
/// thread only.
class ConsoleContext : public QObject {
    Q_OBJECT

public:
    ConsoleContext(theme::Theme& theme, core::ops::PlatformControl& control, QSettings& settings,
                   QObject* parent = nullptr);

    [[nodiscard]] theme::Theme& theme() const { return m_theme; }
    /// `part` of a window is styled for itself (see `StyleParts`).
    void stylePart(QWidget& part) const;
    /// What is inside of `page` is styled piece by piece, of a page that is made ahead in turns of
    /// their own; the page itself needs no style.
    void stylePage(QWidget& page, bool ahead = false) const;
    [[nodiscard]] core::ops::PlatformControl& control() const { return m_control; }
    /// Layout and choices; keys of a page begin with `<cluster>/<page>/`.
    [[nodiscard]] QSettings& settings() const { return m_settings; }

    /// The other clusters, and the dialogs behind them; null where there is one cluster only
    /// (tests, pictures).
    [[nodiscard]] core::ops::ClusterDesk* desk() const { return m_desk; }
    /// Which cluster this window shows, also before its first snapshot; none while it asks.
    [[nodiscard]] const std::optional<core::ops::ClusterInfo>& cluster() const { return m_cluster; }
    void setClusters(core::ops::ClusterDesk* desk, std::optional<core::ops::ClusterInfo> shown);
    /// The load tests of this program; null where it has none (tests, pictures, watched clusters).
    [[nodiscard]] core::load::LoadDesk* loadDesk() const { return m_loadDesk; }
    void setLoadDesk(core::load::LoadDesk* desk) { m_loadDesk = desk; }
    /// Where scenarios are edited; null where there are no load tests.
    [[nodiscard]] core::load::ScenarioDesk* scenarioDesk() const { return m_scenarioDesk; }
    void setScenarioDesk(core::load::ScenarioDesk* desk) { m_scenarioDesk = desk; }
    /// What writes reports; null where nothing does.
    [[nodiscard]] core::report::ReportDesk* reportDesk() const { return m_reportDesk; }
    void setReportDesk(core::report::ReportDesk* desk) { m_reportDesk = desk; }
    /// The newest examination of a watched cluster's connection; null: none yet.
    [[nodiscard]] std::shared_ptr<const core::ops::ConnectionReport> connection() const {
        return m_connection;
    }
    void setConnection(std::shared_ptr<const core::ops::ConnectionReport> report);
    /// What we may not see of `what` (`topics`, `groups`, `cluster`, …) and how to get the right;
    /// empty: nothing is known to be missing.
    [[nodiscard]] QString missingRight(std::string_view what) const;

    /// The newest snapshot, also while the view is paused; null before the first.
    [[nodiscard]] core::ops::ConsoleSnapshotPtr newest() const { return m_newest; }
    void setNewest(core::ops::ConsoleSnapshotPtr snapshot);
    /// What every window shows: the newest, or what stood there when the view was paused.
    [[nodiscard]] core::ops::ConsoleSnapshotPtr shown() const {
        return m_frozen ? m_frozen : m_newest;
    }
    /// Null: the view is not paused.
    void setFrozen(core::ops::ConsoleSnapshotPtr snapshot) { m_frozen = std::move(snapshot); }

    /// A production cluster is read-only until it is unlocked here.
    [[nodiscard]] WriteLock& writeLock() { return m_lock; }
    /// Every action goes through it.
    [[nodiscard]] AuditTrail& audit() { return m_audit; }

    [[nodiscard]] const TimeRange& timeRange() const { return m_timeRange; }
    /// Drops the zooms and asks for snapshots that reach as far back. Charts call `zoomTo`.
    void setTimeLength(std::chrono::seconds length);
    void zoomTo(core::UtcTime from, core::UtcTime to);
    /// Back to the range before the last zoom; false when there was none.
    bool zoomBack();

    /// Wall clock of the window; the system's until the window brings its own.
    [[nodiscard]] core::UtcTime now() const { return m_now(); }
    void setClock(std::function<core::UtcTime()> now) { m_now = std::move(now); }

    /// How times are written in the whole window (console.md, convention 13).
    [[nodiscard]] core::view::TimeStyle timeStyle() const { return m_timeStyle; }
    void setTimeStyle(core::view::TimeStyle style);
    /// For times that stand on an axis or beside each other: local when that is chosen, else UTC.
    [[nodiscard]] core::view::TextOptions clockText() const;

    /// Turn times of the GUI thread since the start.
    [[nodiscard]] TurnWatchdog& watchdog() { return m_watchdog; }
    /// Resident memory of this process as last measured, 0 before.
    [[nodiscard]] std::int64_t residentBytes() const { return m_residentBytes; }
    /// Measures the memory anew, off the GUI thread.
    void measureMemory();
    /// Writes a file off the GUI thread and says how it went.
    void saveFile(const QString& path, const QByteArray& bytes);

    /// Milliseconds from the start of the process to the first painting; absent: not painted yet.
    [[nodiscard]] std::optional<double> firstPaintMillis() const { return m_firstPaintMillis; }
    void setFirstPaintMillis(double millis) { m_firstPaintMillis = millis; }

    /// Shared crosshair of all charts; absent when the pointer left them.
    void setCrosshair(std::optional<core::UtcTime> time);

    /// Says something in the corner of the window: once a cause, counted.
    void notify(core::ops::Health health, const QString& text);

    /// Puts `text` on the clipboard and says so: as it is, or with `sentence`.
    void copyText(const QString& text, const QString& sentence = {});
    /// What is wrong now, as Markdown for a ticket.
    void copyIncidentNote();
    /// A link to the cluster of this window, for more to be added to it.
    [[nodiscard]] core::ops::Link clusterLink() const;
    /// Goes where a link leads inside of this cluster, with its time range.
    void openLink(const core::ops::Link& link);

    void openPage(const QString& page);
    void openTopic(const QString& name);
    void openGroup(const QString& name);
    /// Goes to `page` and asks it to select `item`.
    void openItem(const QString& page, const QString& item);

Q_SIGNALS:
    void timeRangeChanged();
    void timeStyleChanged();
    void crosshairChanged(std::optional<vigia::core::UtcTime> time);
    void notified(vigia::core::ops::Health health, const QString& text);
    void itemRequested(const QString& page, const QString& item);
    void connectionChanged();
    /// A link to what the window shows is wanted on the clipboard.
    void linkRequested();
    /// A report of what the window watches is wanted.
    void reportRequested();
    /// What the cluster menu and the start page ask for; `name` is a cluster's.
    void clusterRequested(const QString& name, bool newWindow);
    void clusterEditRequested(const QString& name); ///< empty: a new one
    void clusterImportRequested();
    void clusterTestRequested(const QString& name);
    void clusterRemoveRequested(const QString& name);

private:
    /// The control has a lock of its own, which follows that of the window.
    void passLockOn();
    void reachBackTo(core::UtcTime from);

    theme::Theme& m_theme;
    core::ops::PlatformControl& m_control;
    QSettings& m_settings;
    core::ops::ClusterDesk* m_desk = nullptr;
    core::load::LoadDesk* m_loadDesk = nullptr;
    core::load::ScenarioDesk* m_scenarioDesk = nullptr;
    core::report::ReportDesk* m_reportDesk = nullptr;
    std::optional<core::ops::ClusterInfo> m_cluster;
    std::shared_ptr<const core::ops::ConnectionReport> m_connection;
    core::ops::ConsoleSnapshotPtr m_newest;
    core::ops::ConsoleSnapshotPtr m_frozen;
    core::view::TimeStyle m_timeStyle = core::view::TimeStyle::Utc;
    TimeRange m_timeRange;
    std::vector<TimeRange> m_zooms; ///< ranges to go back to, at most 32
    TurnWatchdog m_watchdog;
    std::function<core::UtcTime()> m_now = [] {
        return std::chrono::time_point_cast<core::UtcTime::duration>(
            std::chrono::system_clock::now());
    };
    std::int64_t m_residentBytes = 0;
    std::optional<double> m_firstPaintMillis;
    WriteLock m_lock;
    bool m_unlocked = false; ///< what the control was told last
    Background m_background; ///< its thread ends before what it works for goes
    AuditTrail m_audit;
};

} // namespace vigia::ui::widgets
