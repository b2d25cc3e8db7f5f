#include "backend/stack/child.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

extern char** environ;

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

/// Everything the child needs, built before fork: between fork and exec only async-signal-safe
/// calls are allowed.
struct Prepared {
    std::vector<std::string> environment;
    std::vector<char*> argv;
    std::vector<char*> envp;
    const char* folder = nullptr;
    int input = -1;
    int output = -1;
    int report = -1;
    int program = -1; ///< opened with our rights: the service user may not reach its folder
    pid_t parent = 0;
};

Prepared prepared(const Command& command) {
    Prepared p;
    for (char** entry = environ; command.inheritEnvironment && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const std::string_view name = text.substr(0, text.find('='));
        if (std::none_of(command.environment.begin(), command.environment.end(),
                         [&](const auto& pair) { return pair.first == name; }))
            p.environment.emplace_back(text);
    }
    for (const auto& [name, value] : command.environment)
        p.environment.push_back(name + "=" + value);
    for (std::string& entry : p.environment)
        p.envp.push_back(entry.data());
    p.envp.push_back(nullptr);
    for (const std::string& argument : command.argv)
        p.argv.push_back(const_cast<char*>(argument.c_str()));
    p.argv.push_back(nullptr);
    p.folder = command.workingFolder.empty() ? "/" : command.workingFolder.c_str();
    p.parent = ::getpid();
    return p;
}

[[noreturn]] void giveUp(const Prepared& p, int step) {
    const std::array<int, 2> report{step, errno};
    [[maybe_unused]] const ssize_t n = ::write(p.report, report.data(), sizeof report);
    ::_exit(127);
}

void resetSignals() {
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    for (int signal = 1; signal < 32; ++signal)
        ::sigaction(signal, &standard, nullptr);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void dropRights(const Prepared& p, const ServiceUser& user) {
    if (::setgroups(0, nullptr) != 0 || ::setgid(user.gid) != 0 || ::setuid(user.uid) != 0)
        giveUp(p, 1);
}

[[noreturn]] void runChild(const Prepared& p, const Command& command, const ServiceUser& user) {
    ::setsid();
    ::umask(0077);
    if (command.asServiceUser && user.drop)
        dropRights(p, user);
    ::prctl(PR_SET_PDEATHSIG, command.deathSignal); // after setuid, which clears it
    if (::getppid() != p.parent)
        ::_exit(127);
    if (::chdir(p.folder) != 0)
        giveUp(p, 2);
    ::dup2(p.input, 0);
    ::dup2(p.output, 1);
    ::dup2(p.output, 2);
    ::dup2(p.report, 3);
    ::fcntl(3, F_SETFD, FD_CLOEXEC);
    if (p.program >= 0)
        ::dup3(p.program, 4, O_CLOEXEC);
    ::close_range(p.program >= 0 ? 5 : 4, ~0U, 0);
    Prepared own = p;
    own.report = 3;
    resetSignals();
    ::execve(p.argv[0], p.argv.data(), p.envp.data());
    if (errno == EACCES && p.program >= 0)
        ::syscall(SYS_execveat, 4, "", p.argv.data(), p.envp.data(), AT_EMPTY_PATH);
    giveUp(own, 3);
}

core::Error spawnFailure(const Command& command, const ServiceUser& user,
                         const std::array<int, 2>& report) {
    const std::string why = std::strerror(report[1]);
    if (report[0] == 1)
        return failure(ErrorCode::Rejected,
                       fmt::format("Changing to the user {} failed: {}.", user.name, why));
    if (report[0] == 2)
        return failure(ErrorCode::Rejected, fmt::format("The folder {} can't be entered: {}.",
                                                        command.workingFolder, why));
    return failure(ErrorCode::NotFound,
                   fmt::format("{} can't be executed: {}.", command.argv.front(), why));
}

/// Away from 0–4, which the child's dup2 calls overwrite.
core::UniqueFd above4(core::UniqueFd fd) {
    if (fd.fd() < 0 || fd.fd() > 4)
        return fd;
    return core::UniqueFd(::fcntl(fd.fd(), F_DUPFD_CLOEXEC, 5));
}

struct Pipe {
    core::UniqueFd read, write;
};

Pipe makePipe() {
    std::array<int, 2> fds{-1, -1};
    if (::pipe2(fds.data(), O_CLOEXEC) != 0)
        return {};
    return {above4(core::UniqueFd(fds[0])), above4(core::UniqueFd(fds[1]))};
}

} // namespace

Result<Child> spawn(const Command& command, const ServiceUser& user) {
    const core::UniqueFd input = above4(
        core::UniqueFd(::open(command.inputFile.empty() ? "/dev/null" : command.inputFile.c_str(),
                              O_RDONLY | O_CLOEXEC)));
    Pipe output = makePipe();
    Pipe report = makePipe();
    if (!input.valid() || !output.write.valid() || !report.write.valid())
        return failure(
            ErrorCode::Rejected,
            fmt::format("{} can't be started: {}.", command.argv.front(), std::strerror(errno)));
    Prepared p = prepared(command);
    p.input = input.fd();
    p.output = output.write.fd();
    p.report = report.write.fd();
    core::UniqueFd program;
    if (command.asServiceUser && user.drop)
        program = above4(core::UniqueFd(::open(command.argv.front().c_str(), O_PATH | O_CLOEXEC)));
    p.program = program.fd();
    const pid_t pid = ::fork();
    if (pid < 0)
        return failure(
            ErrorCode::Rejected,
            fmt::format("{} can't be started: {}.", command.argv.front(), std::strerror(errno)));
    if (pid == 0)
        runChild(p, command, user);
    report.write.reset();
    std::array<int, 2> why{};
    ssize_t n = -1;
    do {
        n = ::read(report.read.fd(), why.data(), sizeof why);
    } while (n < 0 && errno == EINTR);
    if (n == sizeof why)
        return spawnFailure(command, user, why);
    ::fcntl(output.read.fd(), F_SETFL, O_NONBLOCK);
    return Child{pid, std::move(output.read)};
}

std::string ExitInfo::text() const {
    return signal != 0 ? fmt::format("was killed by signal {} ({})", signal, ::strsignal(signal))
                       : fmt::format("ended with code {}", code);
}

} // namespace vigia::backend::stack
