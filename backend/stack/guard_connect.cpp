#include "backend/stack/control_server.h"
#include "backend/stack/guard_client.h"
#include "backend/stack/guard_launch.h"
#include "backend/stack/paths.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>

#include <thread>

namespace vigia::backend::stack {
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

constexpr std::chrono::seconds kStartPatience{40}; ///< an old guard may take its time to stop
constexpr std::chrono::milliseconds kRetry{50};

/// Only one process at a time starts a guard; nothing when another one does.
core::UniqueFd startLock(const StackPaths& paths) {
    core::UniqueFd lock(
        ::open(paths.startLock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (lock.valid() && ::flock(lock.fd(), LOCK_EX | LOCK_NB) != 0)
        lock.reset();
    return lock;
}

/// Starts a guard, unless another process is doing that now. A guard that is stopping still holds
/// the folder: wait.
Result<void> startOnce(const std::string& program, const GuardOptions& options,
                       const StackPaths& paths) {
    const auto user = serviceUser();
    if (!user)
        return user.error();
    if (auto made = makeFolders(paths, *user); !made)
        return made;
    const core::UniqueFd lock = startLock(paths);
    if (!lock.valid() || connectControl(paths.controlSocket()).has_value())
        return {};
    const core::UniqueFd folder(::open(paths.lockFile().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (folder.valid() && ::flock(folder.fd(), LOCK_EX | LOCK_NB) != 0)
        return {};
    if (folder.valid())
        ::flock(folder.fd(), LOCK_UN);
    return launchGuard(program, options);
}

} // namespace

Result<std::unique_ptr<GuardClient>> GuardClient::connectOrStart(const std::string& program,
                                                                 const GuardOptions& options,
                                                                 GuardListener listener) {
    const auto paths = stackPaths(options.stack);
    if (!paths)
        return paths.error();
    const auto end = std::chrono::steady_clock::now() + kStartPatience;
    core::Error last =
        failure(ErrorCode::Timeout, fmt::format("No guard answers for {}.", paths->data.string()));
    while (std::chrono::steady_clock::now() < end) {
        if (auto socket = connectControl(paths->controlSocket())) {
            std::unique_ptr<GuardClient> client(new GuardClient(std::move(*socket), listener));
            auto attached = client->attach(options);
            if (attached) {
                client->establish();
                return client;
            }
            last = attached.error();
            if (last.code == ErrorCode::Conflict || last.code == ErrorCode::Rejected)
                return last;
        } else if (auto started = startOnce(program, options, *paths); !started) {
            return started.error();
        }
        std::this_thread::sleep_for(kRetry);
    }
    return failure(last.code,
                   last.message +
                       " Stop what holds the data folder with `vigia stack down`, then try again.");
}

Result<std::unique_ptr<GuardClient>> GuardClient::connect(const StackOptions& options,
                                                          GuardListener listener) {
    const auto paths = stackPaths(options);
    if (!paths)
        return paths.error();
    auto socket = connectControl(paths->controlSocket());
    if (!socket)
        return failure(
            ErrorCode::Unreachable,
            fmt::format("The local stack in {} is not running; start it with `vigia stack up`.",
                        paths->data.string()));
    std::unique_ptr<GuardClient> client(new GuardClient(std::move(*socket), std::move(listener)));
    client->establish();
    return client;
}

} // namespace vigia::backend::stack
