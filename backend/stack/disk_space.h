#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace vigia::backend::stack {

/// What the disk that holds a folder has left for us.
struct DiskSpace {
    /// Less than this and the local stack does not start.
    static constexpr std::uint64_t kNeeded = 300ULL * 1024 * 1024;
    /// Less than this and a server can't write its next segment.
    static constexpr std::uint64_t kFull = 32ULL * 1024 * 1024;

    std::uint64_t freeBytes = 0;
    std::uint64_t totalBytes = 0;
};

/// Nothing when the folder is not there.
std::optional<DiskSpace> diskSpace(const std::filesystem::path& folder);

/// What is wrong and what to do, when less is left than the stack needs; else empty.
std::string diskProblem(const std::string& folder, const DiskSpace& space);

} // namespace vigia::backend::stack
