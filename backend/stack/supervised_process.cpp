#include "backend/stack/supervised_process.h"

#include "backend/stack/diagnosis.h"

#include <fmt/format.h>

#include <unistd.h>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {
constexpr std::size_t kEventLimit = 256;
constexpr std::size_t kFailureLines = 12;
} // namespace

SupervisedProcess::SupervisedProcess(ProcessSpec spec, ProcessLauncher& launcher,
                                     const core::Clock& clock)
    : m_spec(std::move(spec)), m_launcher(launcher), m_clock(clock), m_log(m_spec.logFile) {}

void SupervisedProcess::start() {
    if (m_state == ProcessState::Stopping) {
        m_startAfterStop = true;
        return;
    }
    if (m_state != ProcessState::Stopped && m_state != ProcessState::Failed)
        return;
    m_recentRestarts.clear();
    m_cause.clear();
    m_begun = m_clock.steadyNow();
    m_readyAt.reset();
    launchNext();
}

void SupervisedProcess::stop() {
    m_startAfterStop = false;
    m_launchAt.reset();
    if (!m_child) {
        if (m_state != ProcessState::Failed)
            m_state = ProcessState::Stopped;
        return;
    }
    if (m_state == ProcessState::Stopping)
        return;
    m_launcher.signal(m_child->pid, m_spec.stopSignal, false);
    m_launcher.signal(m_child->pid, SIGCONT, true);
    m_state = ProcessState::Stopping;
    m_detail = "stopping";
    m_deadline = m_clock.steadyNow() + m_spec.stopPatience;
}

void SupervisedProcess::shortenStop(std::chrono::milliseconds patience) {
    if (m_state == ProcessState::Stopping)
        m_deadline = std::min(m_deadline, m_clock.steadyNow() + patience);
}

bool SupervisedProcess::hasPutAway() const {
    return !m_spec.stoppedMarker.empty() && ::access(m_spec.stoppedMarker.c_str(), F_OK) == 0;
}

void SupervisedProcess::restart() {
    if (!m_child) {
        stop();
        start();
        return;
    }
    stop();
    m_startAfterStop = true;
}

void SupervisedProcess::redefine(const ProcessSpec& spec) {
    m_spec.command = spec.command;
    m_spec.restart = spec.restart;
    m_spec.stopPatience = spec.stopPatience;
}

Result<void> SupervisedProcess::kill() {
    if (!m_child)
        return failure(ErrorCode::Conflict, fmt::format("{} is {}; there is nothing to kill.",
                                                        m_spec.name, processStateWord(m_state)));
    m_launcher.signal(m_child->pid, SIGKILL, false);
    return {};
}

Result<void> SupervisedProcess::pause() {
    if (!m_child || (m_state != ProcessState::Running && m_state != ProcessState::Starting))
        return failure(ErrorCode::Conflict,
                       fmt::format("{} is {}; only a running process can be paused.", m_spec.name,
                                   processStateWord(m_state)));
    m_launcher.signal(m_child->pid, SIGSTOP, true);
    m_pausedWhileStarting = m_state == ProcessState::Starting;
    m_state = ProcessState::Paused;
    m_detail = "paused";
    report("paused", "It was stopped with SIGSTOP and goes on with `resume`.");
    return {};
}

Result<void> SupervisedProcess::resume() {
    if (!m_child || m_state != ProcessState::Paused)
        return failure(ErrorCode::Conflict, fmt::format("{} is {}, not paused.", m_spec.name,
                                                        processStateWord(m_state)));
    m_launcher.signal(m_child->pid, SIGCONT, true);
    m_state = m_pausedWhileStarting ? ProcessState::Starting : ProcessState::Running;
    m_deadline = m_clock.steadyNow() + kReadyPatience;
    m_detail = m_pausedWhileStarting ? "starting" : "ready";
    report("resumed", "It goes on.");
    return {};
}

bool SupervisedProcess::wantsCheck() const {
    return m_state == ProcessState::Starting && m_child && !preparing();
}

void SupervisedProcess::checked(bool ready, const std::string& problem) {
    if (!wantsCheck())
        return;
    if (ready)
        becomeReady();
    else if (!problem.empty() && m_cause.empty())
        m_detail = problem;
}

void SupervisedProcess::becomeReady() {
    m_state = ProcessState::Running;
    m_everReady = true;
    m_readyAt = m_clock.steadyNow();
    m_detail = "ready";
    m_cause.clear();
    report("ready", fmt::format("Ready after {:.1f} s.", startSeconds()));
}

void SupervisedProcess::tick() {
    const core::SteadyTime now = m_clock.steadyNow();
    if (m_launchAt && now >= *m_launchAt) {
        m_launchAt.reset();
        m_begun = now;
        m_readyAt.reset();
        launchNext();
    }
    if (!m_child)
        return;
    readOutput();
    if (const auto exit = m_launcher.ended(m_child->pid)) {
        readOutput();
        m_child.reset();
        preparing() ? stepEnded(*exit) : mainEnded(*exit);
        return;
    }
    const bool late = now >= m_deadline &&
                      (m_state == ProcessState::Stopping || m_state == ProcessState::Starting);
    if (late)
        m_launcher.signal(m_child->pid, SIGKILL, false);
}

void SupervisedProcess::launchNext() {
    m_state = ProcessState::Starting;
    m_deadline = m_clock.steadyNow() + kReadyPatience;
    if (!preparing()) {
        launchMain();
        return;
    }
    const PreparationStep& step = m_spec.preparation[m_step];
    m_detail = step.what;
    auto child = m_launcher.launch(step.command);
    if (!child)
        fail(child.error().message);
    else
        m_child = std::move(*child);
}

void SupervisedProcess::launchMain() {
    m_logFrom = logBytes(m_spec.logFile);
    m_ownLogFrom = logBytes(m_spec.ownLogFile);
    auto child = m_launcher.launch(m_spec.command);
    if (!child) {
        fail(child.error().message);
        return;
    }
    m_child = std::move(*child);
    m_startedAt = m_clock.now();
    m_detail = m_cause.empty() ? "starting" : m_cause;
    report("started", fmt::format("Process {}.", m_child->pid));
    if (m_spec.readiness.kind == Readiness::Kind::Running)
        becomeReady();
}

void SupervisedProcess::stepEnded(const ExitInfo& exit) {
    const PreparationStep& step = m_spec.preparation[m_step];
    if (m_state == ProcessState::Stopping) {
        m_state = ProcessState::Stopped;
        return;
    }
    if (!exit.clean()) {
        const std::string tail = lastLines(m_spec.logFile, kFailureLines);
        fail(diagnose(m_spec, tail)
                 .value_or(fmt::format("{}: {} failed ({}). See the log {}.", m_spec.title,
                                       step.what, exit.text(), m_spec.logFile)));
        return;
    }
    if (step.after) {
        if (const auto done = step.after(); !done) {
            fail(done.error().message);
            return;
        }
    }
    ++m_step;
    launchNext();
}

void SupervisedProcess::mainEnded(const ExitInfo& exit) {
    m_lastExit = exit.text();
    m_exitedAt = m_clock.now();
    m_startedAt.reset();
    if (m_state != ProcessState::Stopping) {
        crashed(exit);
        return;
    }
    m_state = ProcessState::Stopped;
    m_detail = "stopped";
    report("stopped", fmt::format("It {}.", exit.text()));
    if (m_startAfterStop) {
        m_startAfterStop = false;
        start();
    }
}

void SupervisedProcess::crashed(const ExitInfo& exit) {
    report("exited", fmt::format("It {}.", exit.text()));
    const auto cause = causeOfEnd();
    if (cause && !m_everReady) {
        fail(*cause);
        return;
    }
    if (exit.signal != SIGKILL) // that comes from outside, whatever its log says
        m_cause = cause.value_or("");
    if (m_spec.restart == RestartPolicy::Never ||
        (m_spec.restart == RestartPolicy::OnFailure && exit.clean())) {
        m_state = ProcessState::Stopped;
        m_detail = exit.text();
        return;
    }
    scheduleRestart();
}

void SupervisedProcess::scheduleRestart() {
    const core::SteadyTime now = m_clock.steadyNow();
    while (!m_recentRestarts.empty() && now - m_recentRestarts.front() >= kRestartWindow)
        m_recentRestarts.pop_front();
    if (m_recentRestarts.size() >= kRestartLimit) {
        fail(causeOfEnd().value_or(
            fmt::format("{} ended {} times within a minute (last: {}) and is not started again. "
                        "Look at its log, remove the cause and start it by hand.",
                        m_spec.title, kRestartLimit + 1, m_lastExit)));
        return;
    }
    m_recentRestarts.push_back(now);
    ++m_restarts;
    m_state = ProcessState::Starting;
    m_launchAt = now + kRestartDelay;
    m_detail = m_cause.empty()
                   ? fmt::format("{}; starts again in {} s", m_lastExit, kRestartDelay.count())
                   : fmt::format("{} It is tried again by itself, too.", m_cause);
    report("restarting", m_detail);
}

void SupervisedProcess::fail(std::string sentence) {
    m_state = ProcessState::Failed;
    m_detail = std::move(sentence);
    m_startedAt.reset();
    report("failed", m_detail);
}

double SupervisedProcess::startSeconds() const {
    if (m_begun == core::SteadyTime{})
        return 0;
    const core::SteadyTime end = m_readyAt.value_or(m_clock.steadyNow());
    return std::chrono::duration<double>(end - m_begun).count();
}

std::deque<ProcessEvent> SupervisedProcess::takeEvents() {
    return std::exchange(m_events, {});
}

void SupervisedProcess::report(std::string what, std::string detail) {
    if (m_events.size() >= kEventLimit)
        m_events.pop_front();
    m_events.push_back(
        {m_clock.now(), m_spec.name, m_spec.kind, std::move(what), std::move(detail)});
}

} // namespace vigia::backend::stack
