#include "backend/stack/guard_launch.h"

#include "core/base/unique_fd.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

constexpr std::chrono::seconds kPatience{15};

/// Runs in the child of a process that may have threads: async-signal-safe calls only.
[[noreturn]] void becomeGuard(const char* program, char* const* argv, int output, int null) {
    ::setsid();
    const pid_t second = ::fork();
    if (second != 0)
        ::_exit(second < 0 ? 1 : 0);
    [[maybe_unused]] const int moved = ::chdir("/");
    ::dup2(null, 0);
    ::dup2(output, 1);
    ::dup2(null, 2);
    ::close_range(3, ~0U, 0);
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    for (int signal = 1; signal < 32; ++signal)
        ::sigaction(signal, &standard, nullptr);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execv(program, argv);
    constexpr std::string_view kFailed =
        "error: The program can't be executed to start the guard.\n";
    [[maybe_unused]] const ssize_t n = ::write(1, kFailed.data(), kFailed.size());
    ::_exit(127);
}

/// The first line the guard writes; empty when it died or took too long.
std::string firstLine(int fd) {
    std::string text;
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (text.find('\n') == std::string::npos && text.size() < 8192) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now());
        pollfd entry{fd, POLLIN, 0};
        if (left.count() <= 0 ||
            (::poll(&entry, 1, static_cast<int>(left.count())) <= 0 && errno != EINTR))
            return {};
        std::array<char, 512> chunk{};
        const ssize_t n = ::read(fd, chunk.data(), chunk.size());
        if (n == 0 || (n < 0 && errno != EINTR))
            return {};
        text.append(chunk.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
    }
    return text.substr(0, text.find('\n'));
}

} // namespace

Result<void> launchGuard(const std::string& program, const GuardOptions& options) {
    std::vector<std::string> arguments = guardArguments(options);
    arguments.insert(arguments.begin(), program);
    std::vector<char*> argv;
    for (std::string& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    std::array<int, 2> fds{-1, -1};
    if (::pipe2(fds.data(), O_CLOEXEC) != 0)
        return failure(ErrorCode::Rejected,
                       fmt::format("The guard can't be started: {}.", std::strerror(errno)));
    const core::UniqueFd read(fds[0]);
    core::UniqueFd write(fds[1]);
    const core::UniqueFd null(::open("/dev/null", O_RDWR | O_CLOEXEC));
    const pid_t pid = ::fork();
    if (pid == 0)
        becomeGuard(program.c_str(), argv.data(), write.fd(), null.fd());
    if (pid < 0)
        return failure(ErrorCode::Rejected,
                       fmt::format("The guard can't be started: {}.", std::strerror(errno)));
    write.reset();
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    const std::string line = firstLine(read.fd());
    if (line == "ready")
        return {};
    constexpr std::string_view kError = "error: ";
    if (line.starts_with(kError))
        return failure(ErrorCode::Rejected, line.substr(kError.size()));
    return failure(ErrorCode::Rejected, fmt::format("The guard of the local stack ended at once: "
                                                    "run `{} --stack-guard` by hand to see why.",
                                                    program));
}

} // namespace vigia::backend::stack
