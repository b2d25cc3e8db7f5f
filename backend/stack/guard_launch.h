#pragma once

#include "backend/stack/guard_options.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace vigia::backend::stack {

/// Starts a guard as a process of nobody (own session, survives its starter) and waits until its
/// socket answers. `program` is the executable that understands the arguments of `guardArguments`.
/// Any thread. Rejected with the guard's own sentence when it could not start; Conflict when
/// another one was faster.
core::Result<void> launchGuard(const std::string& program, const GuardOptions& options);

} // namespace vigia::backend::stack
