#pragma once

#include "app/command.h"
#include "core/base/result.h"
#include "core/load/run_store.h"

#include <filesystem>
#include <optional>

namespace vigia::app {

/// What a command takes as a run.
inline constexpr const char* kRunHelp = "a run's id, the beginning of one, or `last`";

/// Where the runs of this user are kept: `runs`, beside the data folder of the local stack, so that
/// they outlive it. Makes nothing.
core::Result<std::filesystem::path> runsFolder(const Context& context);

/// The run that a command names.
core::Result<core::load::KeptRun> keptRun(const Context& context, const std::string& word);
/// The baseline of a run's scenario, unless it is that run itself.
std::optional<core::load::RunResult> baselineFor(const Context& context,
                                                 const core::load::RunResult& run);

int listRuns(const Context& context, const Parsed& parsed);
int showRun(const Context& context, const Parsed& parsed);
int compareRuns(const Context& context, const Parsed& parsed);
int noteRun(const Context& context, const Parsed& parsed);
int deleteRun(const Context& context, const Parsed& parsed);

} // namespace vigia::app
