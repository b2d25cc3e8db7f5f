#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace vigia::backend {

/// What the disk that holds a folder has left for us.
struct DiskSpace {
    std::uint64_t freeBytes = 0;
    std::uint64_t totalBytes = 0;
};

/// Nothing when the folder is not there.
std::optional<DiskSpace> diskSpace(const std::filesystem::path& folder);

} // namespace vigia::backend
