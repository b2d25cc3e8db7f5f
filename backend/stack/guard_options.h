#pragma once

#include "backend/stack/options.h"
#include "core/base/result.h"
#include "core/ops/write_gate.h"

#include <string>
#include <vector>

namespace vigia::backend::stack {

/// What a guard process is told on its command line.
struct GuardOptions {
    StackOptions stack;
    bool keep = false; ///< stay also when no console is attached, until `vigia stack down`
    core::ops::WritePass pass = {}; ///< for `keep` on a guard that is read-only; no argument
};

/// The arguments behind the program's name: `--stack-guard --data DIR --brokers 3 …`.
std::vector<std::string> guardArguments(const GuardOptions& options);
/// Reads what `guardArguments` wrote, with or without `--stack-guard`. InvalidInput names the
/// argument that is wrong.
core::Result<GuardOptions> readGuardArguments(const std::vector<std::string>& arguments);

} // namespace vigia::backend::stack
