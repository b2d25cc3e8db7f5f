#include "app/commands/commands.h"
#include "app/fleet.h"
#include "backend/host/signals.h"
#include "backend/host/system_clock.h"

#include <algorithm>
#include <cstdio>

namespace vigia::app {
namespace {

/// A look, the doctor's sentence and a command that fetches a secret fit into it.
constexpr std::chrono::seconds kPatience{20};
constexpr std::size_t kMostAtOnce = 16;
constexpr std::chrono::seconds kPrintEvery{10};

void print(const Context& context, const Parsed& parsed, const core::ops::Fleet& fleet) {
    if (parsed.has("watch") && context.outputIsTerminal && !parsed.json())
        std::fputs("\x1B[H\x1B[2J", stdout);
    const auto text = parsed.json() ? core::ops::fleetJson(fleet) : core::ops::fleetText(fleet);
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout); // the looks that still wait may take a moment to end
}

/// Asks each cluster once, all beside each other.
int showOnce(const Context& context, const Parsed& parsed) {
    const backend::host::SystemClock clock;
    core::Published<core::ops::Fleet> fleet;
    auto sources = fleetSources(context, clock);
    backend::fleet::FleetOptions options;
    options.pace = std::chrono::minutes(10);
    options.workers = std::min(kMostAtOnce, sources.size());
    backend::fleet::FleetCollector collector(options, std::move(sources), clock, fleet);
    collector.setOpen(true);
    collector.start();
    collector.waitForAll(kPatience);
    const auto seen = fleet.read();
    print(context, parsed, *seen);
    return core::ops::fleetExitCode(*seen);
}

/// Prints every few seconds until Ctrl+C; the clusters are asked at the collector's own pace.
int watch(const Context& context, const Parsed& parsed) {
    backend::host::Signals stopped;
    const backend::host::SystemClock clock;
    core::Published<core::ops::Fleet> fleet;
    backend::fleet::FleetCollector collector({}, fleetSources(context, clock), clock, fleet);
    collector.setOpen(true);
    collector.start();
    collector.waitForAll(kPatience);
    do
        print(context, parsed, core::ops::asOf(*fleet.read(), clock.now()));
    while (stopped.wait(kPrintEvery) != backend::host::Signal::Stop);
    return core::ops::fleetExitCode(*fleet.read());
}

int showFleet(const Context& context, const Parsed& parsed) {
    return parsed.has("watch") ? watch(context, parsed) : showOnce(context, parsed);
}

} // namespace

std::vector<Command> fleetCommands() {
    return {
        {"fleet",
         "Every cluster of the configuration at a glance; exit code of the worst: 0 healthy, 10 "
         "degraded, 11 down, 3 none could be asked",
         "fleet --json",
         {},
         {{"--watch", "", "go on, every ten seconds, until Ctrl+C", false}},
         showFleet}};
}

} // namespace vigia::app
