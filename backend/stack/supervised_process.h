#pragma once

#include "backend/stack/child.h"
#include "backend/stack/process_spec.h"
#include "backend/stack/rotating_log.h"
#include "core/base/clock.h"

#include <deque>
#include <optional>
#include <string>

namespace vigia::backend::stack {

enum class ProcessState { Stopped, Starting, Running, Paused, Stopping, Failed };
/// `stopped`, `starting`, `running`, `paused`, `stopping`, `failed`.
std::string_view processStateWord(ProcessState state);

/// Something that happened to a process.
struct ProcessEvent {
    core::UtcTime time{};
    std::string process;
    ProcessKind kind = ProcessKind::Worker;
    std::string what;   ///< started, ready, exited, restarting, failed, paused, resumed, stopped
    std::string detail; ///< a sentence
};

/// How a supervised process reaches the system; a fake in tests.
class ProcessLauncher {
public:
    virtual ~ProcessLauncher() = default;
    virtual core::Result<Child> launch(const Command& command) = 0;
    /// To the process alone, or with everything below it (PostgreSQL's backends lead sessions of
    /// their own).
    virtual void signal(pid_t pid, int signal, bool tree) = 0;
    /// How the child ended; nothing while it runs.
    virtual std::optional<ExitInfo> ended(pid_t pid) = 0;
};

/// The life of one process: preparation, start, readiness, crash and restart, pause, stop. Time
/// comes in through the calls; single-threaded; owned by Supervisor. Destroying it leaves a running
/// child alone.
class SupervisedProcess {
public:
    static constexpr std::chrono::seconds kRestartDelay{2};
    static constexpr std::chrono::seconds kRestartWindow{60};
    static constexpr std::size_t kRestartLimit = 5;
    static constexpr std::chrono::seconds kReadyPatience{120};

    SupervisedProcess(ProcessSpec spec, ProcessLauncher& launcher, const core::Clock& clock);

    /// No effect while it runs; forgets earlier failures.
    void start();
    /// Asks it to end; SIGKILL after the patience of the spec.
    void stop();
    /// SIGKILL after `patience` if that is sooner; no effect unless it stops.
    void shortenStop(std::chrono::milliseconds patience);
    /// Its marker says that its data are complete on disk.
    [[nodiscard]] bool hasPutAway() const;
    /// Ends it and starts it again as soon as it is gone.
    void restart();
    /// Another command, for its next start; what runs goes on.
    void redefine(const ProcessSpec& spec);
    /// SIGKILL: to the supervisor a crash like any other.
    core::Result<void> kill();
    core::Result<void> pause();
    core::Result<void> resume();
    /// What the readiness check found; `problem` says why not.
    void checked(bool ready, const std::string& problem);
    /// Reaps, restarts, gives up: call at least ten times a second.
    void tick();

    [[nodiscard]] const ProcessSpec& spec() const { return m_spec; }
    [[nodiscard]] ProcessState state() const { return m_state; }
    [[nodiscard]] pid_t pid() const { return m_child ? m_child->pid : 0; }
    [[nodiscard]] int outputFd() const { return m_child ? m_child->output.fd() : -1; }
    /// Waits for its readiness check (the main program runs, preparation is over).
    [[nodiscard]] bool wantsCheck() const;
    [[nodiscard]] std::optional<core::UtcTime> startedAt() const { return m_startedAt; }
    /// When it last ended, if it did.
    [[nodiscard]] std::optional<core::UtcTime> exitedAt() const { return m_exitedAt; }
    /// How long the start took, or takes so far.
    [[nodiscard]] double startSeconds() const;
    [[nodiscard]] int restarts() const { return m_restarts; }
    [[nodiscard]] const std::string& lastExit() const { return m_lastExit; }
    /// What it does or why it failed: a few words or a sentence.
    [[nodiscard]] const std::string& detail() const { return m_detail; }
    /// The last lines of its log; its own log when it writes one.
    [[nodiscard]] std::string logTail(std::size_t lines = 20) const;
    /// Moves what the child wrote into the log file.
    void readOutput();
    [[nodiscard]] std::deque<ProcessEvent> takeEvents();

private:
    void launchNext();
    void launchMain();
    void stepEnded(const ExitInfo& exit);
    void mainEnded(const ExitInfo& exit);
    void crashed(const ExitInfo& exit);
    /// Why it ended, as far as what this run wrote and the disk tell it.
    [[nodiscard]] std::optional<std::string> causeOfEnd() const;
    void scheduleRestart();
    void fail(std::string sentence);
    void becomeReady();
    void report(std::string what, std::string detail);
    [[nodiscard]] bool preparing() const { return m_step < m_spec.preparation.size(); }

    ProcessSpec m_spec;
    ProcessLauncher& m_launcher;
    const core::Clock& m_clock;
    RotatingLog m_log;
    ProcessState m_state = ProcessState::Stopped;
    std::optional<Child> m_child;
    std::size_t m_step = 0;
    bool m_startAfterStop = false;
    bool m_everReady = false;
    bool m_pausedWhileStarting = false;
    std::optional<core::UtcTime> m_startedAt;
    std::optional<core::UtcTime> m_exitedAt;
    core::SteadyTime m_begun{};
    std::optional<core::SteadyTime> m_readyAt;
    std::optional<core::SteadyTime> m_launchAt; ///< the restart that is waited for
    core::SteadyTime m_deadline{};              ///< of readiness or of stopping
    std::deque<core::SteadyTime> m_recentRestarts;
    int m_restarts = 0;
    std::string m_lastExit;
    std::string m_detail;
    std::string m_cause;            ///< why it ended, told until it is ready again
    std::uint64_t m_logFrom = 0;    ///< where the output of this run begins
    std::uint64_t m_ownLogFrom = 0; ///< the same of its own log
    std::deque<ProcessEvent> m_events;
};

} // namespace vigia::backend::stack
