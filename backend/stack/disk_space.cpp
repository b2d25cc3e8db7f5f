#include "backend/stack/disk_space.h"

#include <fmt/format.h>

#include <sys/statvfs.h>

namespace vigia::backend::stack {

std::optional<DiskSpace> diskSpace(const std::filesystem::path& folder) {
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) != 0)
        return std::nullopt;
    const auto block = static_cast<std::uint64_t>(disk.f_frsize);
    return DiskSpace{disk.f_bavail * block, disk.f_blocks * block};
}

std::string diskProblem(const std::string& folder, const DiskSpace& space) {
    if (space.freeBytes >= DiskSpace::kNeeded)
        return {};
    return fmt::format("The disk that holds {} is {}full: {} MB are free, the local stack needs "
                       "{}. Free some space; what failed for it can be started again then.",
                       folder, space.freeBytes < DiskSpace::kFull ? "" : "nearly ",
                       space.freeBytes / 1024 / 1024, DiskSpace::kNeeded / 1024 / 1024);
}

} // namespace vigia::backend::stack
