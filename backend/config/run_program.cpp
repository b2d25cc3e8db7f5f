#include "backend/config/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

extern char** environ;

namespace vigia::backend::config {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;
using Deadline = std::chrono::steady_clock::time_point;

std::vector<char*> pointersOf(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// In a process group of its own, so that it can be ended with what it started.
pid_t start(std::vector<std::string>& argv, std::vector<std::string>& environment, int output,
            ErrorOutput errors) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    if (errors == ErrorOutput::Dropped)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t pid = -1;
    const auto words = pointersOf(argv);
    const auto variables = pointersOf(environment);
    if (::posix_spawnp(&pid, words.front(), &actions, &attributes, words.data(),
                       variables.data()) != 0)
        pid = -1;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

/// What comes until the pipe ends; false when the time is over first or it is too much.
bool readAll(int pipe, Deadline deadline, std::size_t largest, std::string& text) {
    std::array<char, 4096> chunk{};
    while (text.size() <= largest) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        pollfd entry{pipe, POLLIN, 0};
        if (left.count() <= 0 || ::poll(&entry, 1, static_cast<int>(left.count())) <= 0)
            return false;
        const ssize_t got = ::read(pipe, chunk.data(), chunk.size());
        if (got <= 0)
            return got == 0;
        text.append(chunk.data(), static_cast<std::size_t>(got));
    }
    return false;
}

} // namespace

Result<ProgramRun> runProgram(std::vector<std::string> argv,
                              const std::vector<std::pair<std::string, std::string>>& environment,
                              std::chrono::milliseconds patience, std::size_t largest,
                              ErrorOutput errors) {
    std::vector<std::string> variables;
    for (char** at = environ; *at != nullptr; ++at)
        variables.emplace_back(*at);
    for (const auto& [name, value] : environment)
        variables.push_back(name + "=" + value);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return failure(ErrorCode::Unreachable, "no pipe is free");
    const pid_t pid = start(argv, variables, pipe[1], errors);
    ::close(pipe[1]);
    ProgramRun run;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    const bool whole = pid > 0 && readAll(pipe[0], deadline, largest, run.output);
    ::close(pipe[0]);
    if (pid <= 0)
        return failure(ErrorCode::Unreachable, "it can't be started");
    if (!whole)
        ::kill(-pid, SIGKILL);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (!whole)
        return failure(ErrorCode::Timeout, "it did not end in time, or printed too much");
    run.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return run;
}

} // namespace vigia::backend::config
