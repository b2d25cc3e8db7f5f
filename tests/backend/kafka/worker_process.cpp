#include "tests/backend/kafka/worker_process.h"

#include "tests/backend/kafka/kafka_fixture.h"

#include <QTest>

#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace vigia::tests {
namespace {

std::vector<std::string> fullEnvironment(const WorkerProcess::Environment& added) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry)
        all.emplace_back(*entry);
    for (const auto& [name, value] : added)
        all.push_back(name + "=" + value);
    return all;
}

} // namespace

WorkerProcess::WorkerProcess(const std::string& executable, const Environment& environment) {
    auto texts = fullEnvironment(environment);
    std::vector<char*> pointers;
    for (auto& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    const char* log = std::getenv("VIGIA_WORKER_LOG");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log == nullptr ? "/dev/null" : log,
                                     O_WRONLY | O_CREAT | O_APPEND, 0644);
    std::string path = executable;
    char* arguments[] = {path.data(), nullptr};
    const int failed =
        posix_spawn(&m_pid, path.c_str(), &actions, nullptr, arguments, pointers.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        qFatal("%s can't be started", path.c_str());
}

WorkerProcess::~WorkerProcess() {
    if (m_end)
        return;
    ::kill(m_pid, SIGKILL);
    ::kill(m_pid, SIGCONT);
    awaitEnd(std::chrono::seconds(10));
}

void WorkerProcess::signal(int number) const {
    if (!m_end)
        ::kill(m_pid, number);
}

std::optional<int> WorkerProcess::awaitEnd(std::chrono::seconds limit) {
    int status = 0;
    eventually(
        [&] {
            if (!m_end && ::waitpid(m_pid, &status, WNOHANG) == m_pid)
                m_end = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
            return m_end.has_value();
        },
        static_cast<int>(limit.count()));
    return m_end;
}

bool WorkerProcess::awaitStop(std::chrono::seconds limit) {
    int status = 0;
    return eventually(
        [&] {
            return ::waitpid(m_pid, &status, WNOHANG | WUNTRACED) == m_pid && WIFSTOPPED(status);
        },
        static_cast<int>(limit.count()));
}

} // namespace vigia::tests
