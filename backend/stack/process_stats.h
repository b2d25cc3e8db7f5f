#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include <sys/types.h>

namespace vigia::backend::stack {

/// What /proc says about a process and everything below it.
struct ProcessStats {
    std::int64_t memoryBytes =
        0;                 ///< resident; of a tree: proportional, so that shared pages count once
    double cpuSeconds = 0; ///< user and system, children that ended included
};

/// Children, their children and so on; empty when the process is gone.
std::vector<pid_t> descendants(pid_t pid);

/// Nothing when the process is gone.
std::optional<ProcessStats> processStats(pid_t pid);

/// Bytes that the files below a folder take on the disk; follows no links.
std::int64_t diskBytes(const std::filesystem::path& folder);

} // namespace vigia::backend::stack
