#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace vigia::backend::config {

struct ProgramRun {
    int exitCode = -1;
    std::string output; ///< its standard output
};

/// What becomes of the program's standard error: ours, where it may ask for something, or nothing.
enum class ErrorOutput { Ours, Dropped };

/// Runs a program and waits for its end.
/// Timeout when it takes longer than `patience` or prints more than `largest` bytes: it and what it
/// started are then killed. Unreachable when it can't be started.
core::Result<ProgramRun>
runProgram(std::vector<std::string> argv,
           const std::vector<std::pair<std::string, std::string>>& environment,
           std::chrono::milliseconds patience, std::size_t largest, ErrorOutput errors);

} // namespace vigia::backend::config
