#include "backend/stack/paths.h"

#include "backend/stack/disk_problem.h"
#include "core/base/sha256.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace vigia::backend::stack {
namespace fs = std::filesystem;
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

constexpr std::size_t kSocketLimit = 107; // sockaddr_un.sun_path without its NUL

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

fs::path chosenData(const StackOptions& options) {
    if (!options.dataFolder.empty())
        return fs::absolute(options.dataFolder).lexically_normal();
    if (const std::string data = environment("XDG_DATA_HOME"); !data.empty())
        return fs::path(data) / "vigia" / options.name;
    if (::geteuid() == 0)
        return fs::path("/var/lib/vigia") / options.name;
    return fs::path(environment("HOME")) / ".local/share/vigia" / options.name;
}

fs::path chosenRun(const fs::path& data) {
    const std::string hash = core::sha256Hex(data.string()).substr(0, 16);
    if (::geteuid() == 0)
        return fs::path("/run/vigia") / hash;
    const fs::path runtime = environment("XDG_RUNTIME_DIR");
    if (!runtime.empty() &&
        (runtime / "vigia" / hash / "postgres/.s.PGSQL.65535").string().size() < kSocketLimit)
        return runtime / "vigia" / hash;
    return fs::path("/tmp") / fmt::format("vigia-{}", ::geteuid()) / hash;
}

bool plainName(const std::string& name) {
    return !name.empty() && name.size() <= 40 && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
           });
}

/// The folder itself, or the nearest above it that is there.
fs::path nearestThere(fs::path folder) {
    std::error_code error;
    while (!fs::exists(folder, error) && folder.has_relative_path())
        folder = folder.parent_path();
    return folder;
}

core::Error closedTo(const ServiceUser& user, const fs::path& folder) {
    return failure(ErrorCode::Rejected,
                   fmt::format("The user {} can't reach {}: choose a folder outside of closed "
                               "homes with data.dir or XDG_DATA_HOME.",
                               user.name, folder.string()));
}

Result<void> enoughSpace(const fs::path& folder) {
    const auto space = diskSpace(nearestThere(folder));
    if (!space || space->freeBytes >= kNeededBytes)
        return {};
    return failure(ErrorCode::Rejected,
                   fmt::format("Only {} MB are free where {} lies; the local stack needs {}. Free "
                               "some space or choose another data.dir.",
                               space->freeBytes / 1024 / 1024, folder.string(),
                               kNeededBytes / 1024 / 1024));
}

} // namespace

Result<StackPaths> stackPaths(const StackOptions& options) {
    if (!plainName(options.name))
        return failure(
            ErrorCode::InvalidInput,
            fmt::format(
                "`{}` is no name for a local stack: use 1 to 40 letters, digits, `-`, `_` and `.`.",
                core::escapedForDisplay(options.name, 80)));
    const fs::path data = chosenData(options);
    const std::string text = data.string();
    if (!data.is_absolute())
        return failure(ErrorCode::InvalidInput,
                       fmt::format("The data folder would be {}, which is no absolute path: set "
                                   "XDG_DATA_HOME (or HOME) to one that begins with `/`, or "
                                   "choose a folder with data.dir.",
                                   core::escapedForDisplay(text, 300)));
    if (text.find_first_of(",:\n\r\"\\*") != std::string::npos || core::hasControlCharacters(text))
        return failure(ErrorCode::InvalidInput,
                       fmt::format("The data folder {} has a character that Kafka can't take in a "
                                   "path (`, : \" \\ *`); choose another with data.dir.",
                                   core::escapedForDisplay(text, 300)));
    return StackPaths{data, chosenRun(data)};
}

Result<void> makeFolders(const StackPaths& paths, const ServiceUser& user) {
    ServiceUser self{::geteuid(), ::getegid(), "", false};
    if (user.drop && !reachableBy(nearestThere(paths.data.parent_path()), user))
        return closedTo(user, paths.data); // before anything is made: a refusal leaves nothing
    if (auto room = enoughSpace(paths.data); !room)
        return room;
    for (const fs::path& folder :
         {paths.data, paths.logs(), paths.secrets(), paths.configuration()}) {
        if (auto made = ownedFolder(folder, user, 0700); !made)
            return made;
    }
    if (auto made = ownedFolder(paths.run.parent_path(), self, 0711); !made)
        return made;
    if (auto made = ownedFolder(paths.run, self, 0711); !made)
        return made;
    if (auto made = ownedFolder(paths.postgresSockets(), user, 0700); !made)
        return made;
    if (user.drop && !readableBy(paths.data, user))
        return closedTo(user, paths.data);
    return {};
}

fs::path jarCache(const StackPaths& paths) {
    return paths.data.parent_path() / "cache" / "kafka";
}

} // namespace vigia::backend::stack
