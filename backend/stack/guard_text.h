#pragma once

#include "backend/stack/disk_usage.h"
#include "backend/stack/local_stack.h"
#include "backend/stack/supervised_process.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/ops/platform_control.h"
#include "core/ops/platform_source.h"

#include <string>

namespace vigia::backend::stack {

/// The version of the guard's requests; a console of another one refuses to attach.
inline constexpr int kGuardProtocol = 1;

/// The JSON that travels over the control socket: written by the guard, read by GuardClient.
std::string statusText(LocalStack& stack, const DiskUsage& disk, bool keep, std::size_t attached);
std::string progressText(const core::ops::StartProgress& progress);
std::string eventText(const ProcessEvent& event);

core::Result<core::ops::StartProgress> readProgress(const core::JsonValue& json);
core::Result<ProcessEvent> readEvent(const core::JsonValue& json);
core::Result<std::vector<core::ops::ProcessStatus>> readProcesses(const core::JsonValue& status);
/// What is wrong by the guard's own word: a disk short of room with the processes that do not run,
/// else why each of them does not. One line; empty while all is well.
std::string troubleText(const core::JsonValue& status);

} // namespace vigia::backend::stack
