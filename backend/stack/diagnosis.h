#pragma once

#include "backend/stack/process_spec.h"

#include <optional>
#include <string>

namespace vigia::backend::stack {

/// The known cause of a failed start, read from the last lines of a process's log, as a sentence
/// that says what, where and what to do; nothing when the log tells no known story. A disk without
/// room for the log itself is told by `freeBytes`, what the disk of its folder has left.
std::optional<std::string> diagnose(const ProcessSpec& spec, const std::string& log,
                                    std::optional<std::uint64_t> freeBytes = std::nullopt);

} // namespace vigia::backend::stack
