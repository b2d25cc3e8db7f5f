#include "app/daemon_face.h"

#include "app/commands/commands.h"
#include "app/observation.h"
#include "app/scheduled_reports.h"
#include "app/stack_options.h"
#include "backend/host/host_name.h"
#include "backend/host/role_process.h"
#include "backend/host/signals.h"
#include "backend/host/system_clock.h"
#include "backend/stack/commands.h"
#include "backend/stack/guard_client.h"
#include "core/base/text.h"

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

#include <pthread.h>
#include <unistd.h>

#include <fmt/format.h>

namespace vigia::app {
namespace {

using backend::host::RoleProcess;
using backend::host::Signal;
using backend::host::Signals;

/// What the guard says while the local stack comes up, brought to the main thread.
class StackStart {
public:
    backend::stack::GuardListener listener() {
        backend::stack::GuardListener listener;
        listener.progress = [this](const core::ops::StartProgress& progress) {
            const std::lock_guard lock(m_mutex);
            m_progress = progress;
        };
        listener.gone = [this] {
            const std::lock_guard lock(m_mutex);
            m_gone = true;
        };
        return listener;
    }

    /// Ready, a failure with its sentence, or Cancelled by a signal.
    core::Result<void> wait(Signals& signals) {
        std::string shown;
        for (;;) {
            const auto [progress, gone] = state();
            if (!progress.failure.empty())
                return core::failure(core::ErrorCode::Unreachable, progress.failure);
            if (progress.ready)
                return {};
            if (gone)
                return core::failure(
                    core::ErrorCode::Unreachable,
                    "the local platform ended while it started; `vigia stack logs` shows why");
            if (const auto states = statesOf(progress); states != shown) {
                std::fprintf(stderr, "%s\n", backend::stack::progressLine(progress).c_str());
                shown = states;
            }
            if (signals.wait(std::chrono::milliseconds(100)) == Signal::Stop)
                return core::failure(core::ErrorCode::Cancelled, "stopped while starting");
        }
    }

    [[nodiscard]] bool gone() const { return state().second; }

private:
    /// What a line is worth printing for: the times alone are not.
    static std::string statesOf(const core::ops::StartProgress& progress) {
        std::string states;
        for (const auto& step : progress.steps)
            states += step.name + " " + std::string(core::ops::healthWord(step.health)) + " " +
                      step.detail + "\n";
        return states;
    }

    [[nodiscard]] std::pair<core::ops::StartProgress, bool> state() const {
        const std::lock_guard lock(m_mutex);
        return {m_progress, m_gone};
    }

    mutable std::mutex m_mutex;
    core::ops::StartProgress m_progress;
    bool m_gone = false;
};

std::vector<std::string> rolesOf(const std::string& text) {
    std::vector<std::string> roles;
    for (const auto part : core::split(text, ',')) {
        if (const auto role = core::trimmed(part); !role.empty())
            roles.emplace_back(role);
    }
    return roles;
}

/// The name of a daemon that nobody gave one, among all that serve the same platform on any host.
std::string ownName(const std::vector<std::string>& roles) {
    constexpr std::size_t kMostOfHost = 60; // a name has 100 characters in ops.instances
    return fmt::format("{}-{}-{}", roles.size() == 1 ? roles.front() : "vigia",
                       backend::host::hostName().substr(0, kMostOfHost), getpid());
}

std::string commaSeparated(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, ", "));
}

backend::host::RoleProcessOptions roleOptions(const Context& context, const FaceRequest& request) {
    backend::host::RoleProcessOptions options;
    options.config = context.config;
    options.roles = rolesOf(request.roles);
    options.instance = request.instance.empty() ? ownName(options.roles) : request.instance;
    options.version = VIGIA_VERSION;
    options.commit = VIGIA_COMMIT;
    options.buildTime = VIGIA_BUILD_TIME;
    return options;
}

void printAddresses(const RoleProcess& process, const backend::host::RoleProcessOptions& options) {
    for (const auto& [role, url] : process.urls())
        std::fprintf(stderr, "%-10s %s\n", role.c_str(), url.c_str());
    std::fprintf(stderr, "kafka      %s\nready; Ctrl+C stops\n",
                 commaSeparated(options.config.kafka.servers).c_str());
}

/// SIGHUP: the configuration is read again from where it came from.
void reload(const Context& context, backend::config::Settings& inForce, RoleProcess& process) {
    auto next = backend::config::reload(context.sources, inForce);
    process.reload(next);
    if (next)
        inForce = std::move(next->settings);
}

/// A second signal while the process drains ends it at once (platform.md 1): what was acknowledged
/// and not yet published stays in the outbox, but nobody has waited for it.
class Impatience {
public:
    explicit Impatience(Signals& signals)
        : m_thread([&signals](const std::stop_token& stop) {
              pthread_setname_np(pthread_self(), "second-signal");
              while (!stop.stop_requested()) {
                  if (signals.wait(std::chrono::milliseconds(100)) == Signal::Stop)
                      std::_Exit(kLeftBehind);
              }
          }) {}

private:
    std::jthread m_thread;
};

/// Serves until asked to stop; then drains.
int serve(Signals& signals, const Context& context, RoleProcess& process,
          const std::function<bool()>& lostGround) {
    auto inForce = context.settings;
    for (;;) {
        const auto signal = signals.wait(std::chrono::milliseconds(500));
        if (signal == Signal::Stop)
            break;
        if (signal == Signal::Reload)
            reload(context, inForce, process);
        if (lostGround())
            return reportError(core::failure(core::ErrorCode::Unreachable,
                                             "the local platform ended; start again"));
    }
    process.beginDrain();
    const Impatience secondSignal(signals);
    std::this_thread::sleep_for(context.config.http.drainDelay);
    return process.stop() == 0 ? kOk : kLeftBehind;
}

/// Exit code 1 for whatever kept the start, 2 for wrong use (platform.md 1).
int failedToStart(const core::Error& error) {
    const int code = reportError(error);
    return error.code == core::ErrorCode::InvalidInput ? code : kFailed;
}

/// One look at the cluster for the role `monitor` and for the scheduled reports; null where there
/// are none.
ScheduledReports::Samples samplesOf(const Context& context,
                                    const backend::host::RoleProcessOptions& options,
                                    const core::Clock& clock) {
    constexpr std::chrono::milliseconds kFresh{700}; // both look every second
    if (!ScheduledReports::wanted(context))
        return nullptr;
    const auto servers = fmt::format("{}", fmt::join(options.config.kafka.servers, ","));
    return std::make_shared<backend::monitor::SharedSamples>(
        platformSampler(context, servers, clock), clock, kFresh);
}

int runRoles(Signals& signals, const Context& context, backend::host::RoleProcessOptions options,
             const std::function<bool()>& lostGround, bool isDaemon = true) {
    const backend::host::SystemClock clock;
    if (isDaemon)
        options.samples = samplesOf(context, options, clock);
    RoleProcess process(options, clock);
    if (auto started = process.start(); !started)
        return failedToStart(started.error());
    printAddresses(process, options);
    const auto reports = isDaemon ? ScheduledReports::begin(context, options.samples) : nullptr;
    return serve(signals, context, process, lostGround);
}

int runOnLocalStack(Signals& signals, const Context& context,
                    backend::host::RoleProcessOptions options) {
    StackStart start;
    auto guard = backend::stack::GuardClient::connectOrStart(
        context.program, {stackOptions(context), false}, start.listener());
    if (!guard)
        return failedToStart(guard.error());
    if (auto ready = start.wait(signals); !ready)
        return failedToStart(ready.error());
    auto addresses = (*guard)->addresses();
    if (!addresses)
        return failedToStart(addresses.error());
    options.config.kafka.servers = {addresses->kafka};
    options.config.postgresUrl = addresses->postgres;
    options.config.dataDir = addresses->dataFolder;
    return runRoles(signals, context, options, [&start] { return start.gone(); });
}

} // namespace

int runDaemon(const Context& context, const FaceRequest& request) {
    Signals signals;
    auto options = roleOptions(context, request);
    if (const auto known = backend::host::checkRoles(options.roles); !known)
        return reportError(known.error());
    if (context.config.profile == backend::config::Profile::Local)
        return runOnLocalStack(signals, context, std::move(options));
    return runRoles(signals, context, options, [] { return false; });
}

int runWorker(const Context& context, const FaceRequest& request) {
    Signals signals;
    auto options = roleOptions(context, request);
    options.fixedGatewayPort = false;
    return runRoles(
        signals, context, options, [] { return false; }, false);
}

} // namespace vigia::app
