#pragma once

#include "backend/stack/readiness_probe.h"
#include "backend/stack/supervised_process.h"
#include "core/base/clock.h"
#include "core/base/result.h"

#include <poll.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace vigia::backend::stack {

/// The real ProcessLauncher: fork, signals and waitpid. Main thread only.
class SystemLauncher : public ProcessLauncher {
public:
    explicit SystemLauncher(ServiceUser user) : m_user(std::move(user)) {}
    core::Result<Child> launch(const Command& command) override { return spawn(command, m_user); }
    void signal(pid_t pid, int signal, bool tree) override;
    std::optional<ExitInfo> ended(pid_t pid) override;

private:
    ServiceUser m_user;
};

/// A set of supervised processes, stopped in the order of their stages: workers, brokers,
/// PostgreSQL. Lives on the main thread of the process that starts them; its children die with that
/// thread.
class Supervisor {
public:
    /// How long a process that is waited for in vain goes on when everything stops.
    static constexpr std::chrono::seconds kLastPatience{1};

    Supervisor(ProcessLauncher& launcher, const core::Clock& clock)
        : m_launcher(launcher), m_clock(clock) {}

    /// Conflict when there is a process of this name.
    core::Result<SupervisedProcess*> add(ProcessSpec spec);
    /// Forgets a process that is stopped or failed.
    core::Result<void> remove(const std::string& name);
    /// Null when there is none.
    [[nodiscard]] SupervisedProcess* find(const std::string& name) const;
    [[nodiscard]] const std::vector<std::unique_ptr<SupervisedProcess>>& processes() const {
        return m_processes;
    }

    /// Begins the ordered stop of everything; tick() carries it on.
    void stopAll();
    [[nodiscard]] bool allEnded() const;
    /// SIGKILL for whatever is left, and reaps it.
    void killAll();

    void tick();
    /// Output pipes to poll for reading.
    void addPollEntries(std::vector<pollfd>& entries) const;
    /// What happened since the last call, oldest first.
    [[nodiscard]] std::deque<ProcessEvent> takeEvents();

private:
    void continueStop();
    void endWaitingInVain(int stage);
    void askReadiness();

    ProcessLauncher& m_launcher;
    const core::Clock& m_clock;
    std::vector<std::unique_ptr<SupervisedProcess>> m_processes;
    ReadinessProbe m_probe;
    bool m_stopping = false;
};

} // namespace vigia::backend::stack
