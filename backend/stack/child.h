#pragma once

#include "backend/stack/process_spec.h"
#include "backend/stack/service_user.h"
#include "core/base/result.h"
#include "core/base/unique_fd.h"

#include <sys/types.h>

namespace vigia::backend::stack {

/// A child just started: its process id, and the end of the pipe that carries its standard output
/// and error.
struct Child {
    pid_t pid = 0;
    core::UniqueFd output; ///< non-blocking
};

/// Forks and executes. The child leads its own session, dies with the calling *thread* (PDEATHSIG),
/// holds no descriptor but the standard three and has default signal handling. Call from the main
/// thread only. Fails with a sentence when the program can't be executed.
core::Result<Child> spawn(const Command& command, const ServiceUser& user);

/// How a child ended.
struct ExitInfo {
    int code = 0;   ///< when it ended by itself
    int signal = 0; ///< when a signal ended it
    [[nodiscard]] bool clean() const { return code == 0 && signal == 0; }
    [[nodiscard]] std::string
    text() const; ///< "ended with code 1", "was killed by signal 9 (Killed)"
};

} // namespace vigia::backend::stack
