#include "backend/stack/disk_problem.h"

#include <fmt/format.h>

namespace vigia::backend::stack {

std::string diskProblem(const std::string& folder, const DiskSpace& space) {
    if (space.freeBytes >= kNeededBytes)
        return {};
    return fmt::format("The disk that holds {} is {}full: {} MB are free, the local stack needs "
                       "{}. Free some space; what failed for it can be started again then.",
                       folder, space.freeBytes < kFullBytes ? "" : "nearly ",
                       space.freeBytes / 1024 / 1024, kNeededBytes / 1024 / 1024);
}

} // namespace vigia::backend::stack
