#include "backend/disk_space.h"

#include <sys/statvfs.h>

namespace vigia::backend {

std::optional<DiskSpace> diskSpace(const std::filesystem::path& folder) {
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) != 0)
        return std::nullopt;
    const auto block = static_cast<std::uint64_t>(disk.f_frsize);
    return DiskSpace{disk.f_bavail * block, disk.f_blocks * block};
}

} // namespace vigia::backend
