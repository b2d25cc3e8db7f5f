#pragma once

#include "backend/stack/guard_options.h"

namespace vigia::backend::stack {

/// The guard process (`vigia --stack-guard`): supervises the servers of the local stack and the
/// workers, and answers at the control socket. Runs on the main thread until two seconds after the
/// last attached connection is gone (unless it keeps running by itself), SIGTERM or a `shutdown`
/// request; everything is stopped in order then. A second SIGTERM kills. Answers `ready` or `error:
/// <sentence>` in one line on standard output once the socket answers. Returns an exit code: 0
/// clean, 1 failed to start.
int runStackGuard(const GuardOptions& options);

} // namespace vigia::backend::stack
