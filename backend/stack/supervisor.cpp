#include "backend/stack/supervisor.h"

#include "backend/stack/process_stats.h"

#include <fmt/format.h>

#include <sys/wait.h>

#include <algorithm>
#include <csignal>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::Result;

void SystemLauncher::signal(pid_t pid, int signal, bool tree) {
    if (pid <= 0)
        return;
    ::kill(pid, signal);
    if (!tree)
        return;
    for (const pid_t below : descendants(pid))
        ::kill(below, signal);
}

std::optional<ExitInfo> SystemLauncher::ended(pid_t pid) {
    int status = 0;
    const pid_t got = ::waitpid(pid, &status, WNOHANG);
    if (got == 0)
        return std::nullopt;
    if (got < 0)
        return ExitInfo{0, SIGKILL}; // nobody's child any more: it is gone
    return WIFSIGNALED(status) ? ExitInfo{0, WTERMSIG(status)} : ExitInfo{WEXITSTATUS(status), 0};
}

Result<SupervisedProcess*> Supervisor::add(ProcessSpec spec) {
    if (find(spec.name) != nullptr)
        return failure(ErrorCode::Conflict,
                       fmt::format("There is a process {} already.", spec.name));
    m_processes.push_back(
        std::make_unique<SupervisedProcess>(std::move(spec), m_launcher, m_clock));
    return m_processes.back().get();
}

Result<void> Supervisor::remove(const std::string& name) {
    const auto it = std::find_if(m_processes.begin(), m_processes.end(),
                                 [&](const auto& p) { return p->spec().name == name; });
    if (it == m_processes.end())
        return failure(ErrorCode::NotFound, fmt::format("There is no process {}.", name));
    if ((*it)->pid() != 0)
        return failure(ErrorCode::Conflict, fmt::format("{} still runs; stop it first.", name));
    m_processes.erase(it);
    return {};
}

SupervisedProcess* Supervisor::find(const std::string& name) const {
    const auto it = std::find_if(m_processes.begin(), m_processes.end(),
                                 [&](const auto& p) { return p->spec().name == name; });
    return it == m_processes.end() ? nullptr : it->get();
}

void Supervisor::stopAll() {
    m_stopping = true;
    continueStop();
}

/// Stops the lowest stage of which something runs; the next one waits until it is gone.
void Supervisor::continueStop() {
    std::optional<int> stage;
    for (const auto& process : m_processes) {
        if (process->pid() != 0)
            stage = std::min(stage.value_or(process->spec().stopStage), process->spec().stopStage);
    }
    for (const auto& process : m_processes) {
        if (process->pid() == 0 || process->spec().stopStage == stage)
            process->stop();
    }
    if (stage)
        endWaitingInVain(*stage);
}

/// Brokers stop together and need their quorum for it. A process whose companions are gone, or that
/// has put its data away as they all have, would wait for a vote that can't come.
void Supervisor::endWaitingInVain(int stage) {
    std::vector<SupervisedProcess*> running;
    for (const auto& process : m_processes) {
        if (process->pid() != 0 && process->spec().stopStage == stage)
            running.push_back(process.get());
    }
    const bool allPutAway = std::all_of(running.begin(), running.end(),
                                        [](const auto* process) { return process->hasPutAway(); });
    for (auto* process : running) {
        if (allPutAway || static_cast<int>(running.size()) < process->spec().stopQuorum)
            process->shortenStop(kLastPatience);
    }
}

bool Supervisor::allEnded() const {
    return std::all_of(m_processes.begin(), m_processes.end(),
                       [](const auto& p) { return p->pid() == 0; });
}

void Supervisor::killAll() {
    for (const auto& process : m_processes) {
        if (process->pid() == 0)
            continue;
        m_launcher.signal(process->pid(), SIGKILL, true);
        while (!m_launcher.ended(process->pid()))
            ::poll(nullptr, 0, 5);
    }
}

void Supervisor::tick() {
    for (const auto& process : m_processes)
        process->tick();
    if (m_stopping)
        continueStop();
    askReadiness();
}

void Supervisor::askReadiness() {
    std::map<std::string, Readiness> wanted;
    for (const auto& process : m_processes) {
        if (process->wantsCheck())
            wanted[process->spec().name] = process->spec().readiness;
    }
    if (!wanted.empty())
        m_probe.start();
    for (const auto& [name, problem] : m_probe.takeAnswers()) {
        if (SupervisedProcess* process = find(name))
            process->checked(problem.empty(), problem);
    }
    m_probe.want(std::move(wanted));
}

void Supervisor::addPollEntries(std::vector<pollfd>& entries) const {
    for (const auto& process : m_processes) {
        if (process->outputFd() >= 0)
            entries.push_back({process->outputFd(), POLLIN, 0});
    }
}

std::deque<ProcessEvent> Supervisor::takeEvents() {
    std::deque<ProcessEvent> all;
    for (const auto& process : m_processes) {
        auto events = process->takeEvents();
        std::move(events.begin(), events.end(), std::back_inserter(all));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const ProcessEvent& a, const ProcessEvent& b) { return a.time < b.time; });
    return all;
}

} // namespace vigia::backend::stack
