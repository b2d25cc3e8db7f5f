#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace vigia::tests {

/// A child process with a given environment; killed by the destructor. Its output goes to
/// VIGIA_WORKER_LOG, if that is set.
class WorkerProcess {
public:
    using Environment = std::vector<std::pair<std::string, std::string>>;

    WorkerProcess(const std::string& executable, const Environment& environment);
    ~WorkerProcess();
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;

    void signal(int number) const;
    /// Waits until it is gone; its exit code, or minus the signal that ended it. Nothing when it
    /// still runs at the limit.
    std::optional<int> awaitEnd(std::chrono::seconds limit);
    /// Waits until it has stopped itself (SIGSTOP); false when it did not.
    bool awaitStop(std::chrono::seconds limit);

private:
    pid_t m_pid = -1;
    std::optional<int> m_end;
};

} // namespace vigia::tests
