#pragma once

#include "backend/disk_space.h"

#include <string>

namespace vigia::backend::stack {

/// With less free space than this the local stack does not start.
inline constexpr std::uint64_t kNeededBytes = 300ULL * 1024 * 1024;
/// With less than this a server can't write its next segment.
inline constexpr std::uint64_t kFullBytes = 32ULL * 1024 * 1024;

/// What is wrong and what to do, when less is left than the stack needs; else empty.
std::string diskProblem(const std::string& folder, const DiskSpace& space);

} // namespace vigia::backend::stack
