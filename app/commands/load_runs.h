#pragma once

#include "app/command.h"
#include "core/base/result.h"

#include <filesystem>

namespace vigia::app {

/// What a command takes as a run.
inline constexpr const char* kRunHelp = "a run's id, the beginning of one, or `last`";

/// Where the runs of this user are kept: `runs`, beside the data folder of the local stack, so that
/// they outlive it. Makes nothing.
core::Result<std::filesystem::path> runsFolder(const Context& context);

int listRuns(const Context& context, const Parsed& parsed);
int showRun(const Context& context, const Parsed& parsed);
int compareRuns(const Context& context, const Parsed& parsed);
int noteRun(const Context& context, const Parsed& parsed);
int deleteRun(const Context& context, const Parsed& parsed);

} // namespace vigia::app
