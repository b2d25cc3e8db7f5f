#include "app/desktop_face.h"

#include "app/cluster_hub.h"
#include "app/load_desk.h"
#include "app/platform.h"
#include "app/platform_access.h"
#include "app/report_desk.h"
#include "app/scenario_desk.h"
#include "backend/host/audit_file.h"
#include "backend/host/link_socket.h"
#include "backend/host/signals.h"
#include "core/base/bounded_buffer.h"
#include "ui/desktop.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>

#include <unistd.h>

namespace vigia::app {
namespace {

/// Age of this process in milliseconds; the kernel counts its start in hundredths of a second.
double millisSinceExec() {
    std::ifstream file("/proc/self/stat");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    constexpr int kStartTime = 22; // field of proc(5); the second, in parentheses, may hold spaces
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string field;
    for (int i = 3; i <= kStartTime && fields >> field; ++i)
        continue;
    const double started =
        std::strtod(field.c_str(), nullptr) / static_cast<double>(sysconf(_SC_CLK_TCK));
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - started) *
           1000;
}

/// `--cluster` says it, else the cluster of last time; the local platform is started unasked only
/// where it is asked for.
std::string firstCluster(const ClusterHub& hub, const FaceRequest& request,
                         const std::string& last) {
    if (!request.cluster.empty())
        return request.cluster;
    const auto known = hub.clusters();
    const bool watched = std::any_of(known.begin(), known.end(), [&](const auto& cluster) {
        return !cluster.own && cluster.name == last;
    });
    if (watched)
        return last;
    return hub.ownClusterRuns() ? backend::config::kOwnCluster : std::string();
}

/// Takes a link in, where its cluster is one of the configuration; the window asks for it.
core::Result<void> acceptLink(const ClusterHub& hub, core::BoundedBuffer<core::ops::Link>& links,
                              const core::ops::Link& link) {
    const auto known = hub.clusters();
    const bool there = std::any_of(known.begin(), known.end(),
                                   [&](const auto& each) { return each.name == link.cluster; });
    if (!there)
        return core::failure(core::ErrorCode::NotFound,
                             "there is no cluster " + link.cluster +
                                 " in the configuration; `vigia cluster add` adds one");
    if (!links.push(link))
        return core::failure(core::ErrorCode::Rejected,
                             "too many links wait already; try again in a moment");
    return {};
}

int shots(const Context& context, const Parsed& parsed) {
    const auto scale = std::strtod(parsed.option("scale", "1").c_str(), nullptr);
    if (scale < 0.5 || scale > 4) {
        std::fputs("vigia: --scale takes a number from 0.5 to 4\n", stderr);
        return kWrongUse;
    }
    const backend::host::Signals signals;
    Platform platform(context, {true, true, false});
    platform.start();
    ClusterHub hub(context, {false, false, false});
    hub.start();
    ConsoleControl control(platform.work(), ownGate(context, hub.clock()));
    ProgramLoadDesk load(context);
    load.begin();
    ProgramReportDesk reports(context, usualReportFolder(context));
    ProgramScenarioDesk scenarios(context);
    scenarios.begin();
    char name[] = "vigia";
    char* arguments[] = {name, nullptr};
    int count = 1;
    const int code = ui::renderShots(
        count, arguments,
        {platform.snapshot(), control, VIGIA_VERSION, {}, &hub, &load, &scenarios, &reports},
        parsed.argument("folder"), scale);
    scenarios.end();
    load.end();
    hub.stop();
    platform.stop();
    return code;
}

} // namespace

int runDesktopFace(const Context& context, const FaceRequest& request, int argc, char** argv) {
    backend::host::Signals
        signals; // SIGTERM and Ctrl+C close the windows instead of ending the process
    ClusterHub hub(context, {true, true, request.inProcess});
    hub.start();
    backend::host::AuditFile audit(backend::host::AuditFile::defaultPath());
    core::BoundedBuffer<core::ops::Link> links("links", 16, core::WhenFull::DropNewest);
    backend::host::LinkListener listener(backend::host::linkSocketPath(), [&](const auto& link) {
        return acceptLink(hub, links, link);
    });
    if (const auto listening = listener.start();
        !listening && listening.error().code != core::ErrorCode::Conflict)
        std::fprintf(stderr, "vigia: %s\n", listening.error().message.c_str());
    ProgramLoadDesk load(context, [&hub] {
        const auto own = hub.open(backend::config::kOwnCluster);
        return own ? (*own)->snapshots().read() : core::ops::ConsoleSnapshotPtr();
    });
    load.begin();
    ProgramReportDesk reports(context, usualReportFolder(context));
    reports.begin();
    ProgramScenarioDesk scenarios(context);
    scenarios.begin();
    const ui::DesktopOptions options{
        .desk = hub,
        .firstCluster = [&](const std::string& last) { return firstCluster(hub, request, last); },
        .now = [&hub] { return hub.clock().now(); },
        .millisSinceExec =
            [] {
                const double millis = millisSinceExec();
                std::fprintf(stderr, "vigia: first paint after %.0f ms\n", millis);
                return millis;
            },
        .version = VIGIA_VERSION,
        .theme = {},
        .language = {},
        .settingsFile = {},
        .stopRequested =
            [&signals] {
                return signals.wait(std::chrono::milliseconds(0)) == backend::host::Signal::Stop;
            },
        .audit =
            [&audit, &hub](core::ops::AuditEntry entry) {
                entry.at = hub.clock().now();
                return audit.append(std::move(entry));
            },
        .load = &load,
        .scenarios = &scenarios,
        .reports = &reports,
        .takeLinks = [&links] { return links.drain(); }};
    const int code = ui::runDesktop(argc, argv, options);
    listener.stop();
    scenarios.end();
    reports.end();
    load.end();
    hub.stop();
    return code;
}

std::vector<Command> desktopCommands() {
    return {{"shots",
             "Render every page of the desktop to PNG, light and dark, with live data",
             "shots /tmp/shots",
             {{"folder", "where to", true}},
             {{"--scale", "FACTOR", "device pixel ratio (default 1)", false}},
             shots}};
}

} // namespace vigia::app
