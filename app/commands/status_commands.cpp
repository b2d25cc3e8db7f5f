#include "app/commands/commands.h"
#include "app/observation.h"
#include "app/platform.h"
#include "backend/host/signals.h"
#include "backend/host/system_clock.h"
#include "core/ops/health.h"
#include "core/ops/incident_note.h"
#include "core/ops/status_report.h"

#include <cstdio>

namespace vigia::app {
namespace {

using core::ops::ConsoleSnapshot;

void print(const Context& context, const Parsed& parsed, const ConsoleSnapshot& snapshot) {
    if (parsed.has("watch") && context.outputIsTerminal && !parsed.json())
        std::fputs("\x1B[H\x1B[2J", stdout);
    const auto text =
        parsed.json() ? core::ops::statusJson(snapshot) + "\n" : core::ops::statusText(snapshot);
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
}

/// Prints each new look until Ctrl+C; the exit code is that of the last one.
int watch(const Context& context, const Parsed& parsed) {
    backend::host::Signals stopped;
    Platform platform(context, {false, false, false});
    platform.start();
    std::uint64_t shown = 0;
    int code = kCouldNotAsk;
    while (stopped.wait(std::chrono::milliseconds(200)) != backend::host::Signal::Stop) {
        const auto progress = platform.progress().read();
        if (progress && !progress->failure.empty())
            return reportError(core::failure(core::ErrorCode::Unreachable, progress->failure));
        const auto snapshot = platform.snapshot().read();
        if (!snapshot || snapshot->generation < shown + 2 || snapshot->sampledAt == core::UtcTime{})
            continue;
        shown = snapshot->generation;
        code = core::ops::statusExitCode(*snapshot);
        print(context, parsed, *snapshot);
    }
    return code;
}

int status(const Context& context, const Parsed& parsed) {
    const auto cluster = parsed.option("cluster");
    if (parsed.has("watch") && !cluster.empty() && cluster != backend::config::kOwnCluster)
        return reportError(core::failure(
            core::ErrorCode::InvalidInput,
            "--watch looks at the platform's own cluster; leave --watch or --cluster out"));
    if (parsed.has("watch"))
        return watch(context, parsed);
    const auto snapshot = cluster.empty() || cluster == backend::config::kOwnCluster
                              ? observePlatform(context, kUsualLooks)
                              : observeCluster(context, cluster, kUsualLooks);
    if (!snapshot) {
        reportError(snapshot.error());
        return snapshot.error().code == core::ErrorCode::InvalidInput ? kWrongUse : kCouldNotAsk;
    }
    if (parsed.has("note"))
        std::fputs(core::ops::incidentNote(**snapshot, backend::host::SystemClock().now()).c_str(),
                   stdout);
    else
        print(context, parsed, **snapshot);
    return core::ops::statusExitCode(**snapshot);
}

} // namespace

std::vector<Command> statusCommands() {
    return {
        {"status",
         "The platform at a glance; exit code 0 healthy, 10 degraded, 11 down, 3 could not ask",
         "status --watch",
         {},
         {{"--watch", "", "go on, every two seconds, until Ctrl+C", false},
          {"--note", "",
           "Markdown for an incident's ticket: what is wrong, since when, numbers, events", false},
          {"--cluster", "NAME", "a cluster of the configuration; default: the platform's own",
           false}},
         status}};
}

} // namespace vigia::app
