#pragma once

#include "core/base/published.h"
#include "core/base/result.h"
#include "core/load/load_desk.h"
#include "core/load/scenario_desk.h"
#include "core/ops/audit.h"
#include "core/ops/cluster_desk.h"
#include "core/ops/console_snapshot.h"
#include "core/ops/link.h"
#include "core/ops/platform_control.h"
#include "core/report/report_desk.h"

#include <functional>
#include <string>
#include <vector>

namespace vigia::ui {

/// What the desktop is made from. Everything referred to outlives the call.
struct DesktopOptions {
    core::ops::ClusterDesk& desk;
    /// What the first window shows; empty: it asks. Gets the cluster that was looked at last.
    std::function<std::string(const std::string& last)> firstCluster;
    std::function<core::UtcTime()> now; ///< wall clock, for data age and the clock on screen
    std::function<double()>
        millisSinceExec;  ///< asked after the window was painted for the first time; may be empty
    std::string version;  ///< of the program
    std::string theme;    ///< `light`, `dark`; empty: as last time, else dark
    std::string language; ///< `en`, `pt_BR`; empty: the system's
    std::string settingsFile; ///< INI file of layout and choices; empty:
                              ///< `$XDG_CONFIG_HOME/vigia/desktop.ini`
    std::function<bool()>
        stopRequested; ///< asked four times a second; true closes the windows. May be empty
    std::function<core::Result<void>(const core::ops::AuditEntry&)>
        audit{}; ///< writes an action down; called on the desktop's file thread. Empty: nothing is
    core::load::LoadDesk* load = nullptr;          ///< the program's load tests; null: none
    core::load::ScenarioDesk* scenarios = nullptr; ///< where they are edited
    core::report::ReportDesk* reports = nullptr;   ///< null: no reports are written
    /// The links that came from outside since it was asked last, four times a second. May be empty.
    std::function<std::vector<core::ops::Link>()> takeLinks{};
};

/// What pictures are made from. Everything referred to outlives the call.
struct ShotOptions {
    core::Published<core::ops::ConsoleSnapshot>& snapshots;
    core::ops::PlatformControl& control;
    std::string version;
    std::string language;                   ///< `en`, `pt_BR`; empty: the system's
    core::ops::ClusterDesk* desk = nullptr; ///< for the pictures of clusters; null: none of them
    core::load::LoadDesk* load = nullptr;   ///< for those of load tests; null: none of them
    core::load::ScenarioDesk* scenarios = nullptr;
    core::report::ReportDesk* reports = nullptr;
};

/// Runs until the last window is closed; returns the exit code. Call on the main thread, once a
/// process.
int runDesktop(int& argc, char** argv, const DesktopOptions& options);

/// Renders every page to `folder` as PNG, without a display: light and dark, 1280×800 and
/// 1920×1080, from the newest snapshot (waits up to a minute for one), the dialogs, then the stale,
/// failing, empty and starting states and the overlays. The scale belongs to the process: call it
/// again in another one for 1.5. Returns 0, or 1 with a sentence on stderr.
int renderShots(int& argc, char** argv, const ShotOptions& options, const std::string& folder,
                double scale = 1);

} // namespace vigia::ui
