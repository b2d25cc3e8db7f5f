#include "backend/stack/service_user.h"

#include "core/base/file.h"

#include <fmt/format.h>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace vigia::backend::stack {
namespace fs = std::filesystem;
using core::ErrorCode;
using core::failure;
using core::Result;

namespace {

core::Error fileFailure(std::string_view what, const fs::path& path, int error) {
    const char* next = error == ENOSPC
                           ? "; free some space on that disk"
                           : "; make the folder writable or choose another with data.dir";
    return failure(ErrorCode::Rejected, fmt::format("{} {} failed: {}{}", what, path.string(),
                                                    std::strerror(error), next));
}

bool mayUse(const struct stat& info, const ServiceUser& user, mode_t bit) {
    if (user.uid == 0)
        return true;
    if (info.st_uid == user.uid)
        return (info.st_mode & (bit << 6)) != 0;
    if (info.st_gid == user.gid)
        return (info.st_mode & (bit << 3)) != 0;
    return (info.st_mode & bit) != 0;
}

} // namespace

Result<ServiceUser> serviceUser() {
    const uid_t self = ::geteuid();
    std::array<char, 16384> buffer{};
    passwd entry{};
    passwd* found = nullptr;
    if (self == 0)
        ::getpwnam_r("vigia", &entry, buffer.data(), buffer.size(), &found);
    else
        ::getpwuid_r(self, &entry, buffer.data(), buffer.size(), &found);
    if (found != nullptr)
        return ServiceUser{found->pw_uid, found->pw_gid, found->pw_name, self == 0};
    if (self != 0)
        return ServiceUser{self, ::getegid(), std::to_string(self), false};
    return failure(
        ErrorCode::NotFound,
        "The local stack can't run as root and the system user vigia is missing: make it with "
        "`useradd --system --shell /usr/sbin/nologin vigia`, or start Vigia as another user.");
}

Result<void> ownedFolder(const fs::path& folder, const ServiceUser& user, mode_t mode) {
    std::error_code error;
    if (!folder.parent_path().empty())
        fs::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), mode) != 0 && errno != EEXIST)
        return fileFailure("Making the folder", folder, errno);
    struct stat info {};
    if (::lstat(folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode))
        return failure(ErrorCode::Conflict,
                       fmt::format("{} is not a folder; move it away or choose another data.dir.",
                                   folder.string()));
    if (::geteuid() != 0 && info.st_uid != ::geteuid())
        return failure(ErrorCode::Rejected,
                       fmt::format("{} belongs to another user; choose another folder with "
                                   "data.dir or XDG_RUNTIME_DIR.",
                                   folder.string()));
    if (::geteuid() == 0 && info.st_uid != user.uid &&
        ::lchown(folder.c_str(), user.uid, user.gid) != 0)
        return fileFailure("Giving away the folder", folder, errno);
    if ((info.st_mode & 07777) != mode && ::chmod(folder.c_str(), mode) != 0)
        return fileFailure("Setting the mode of", folder, errno);
    return {};
}

Result<void> ownedFile(const fs::path& file, const ServiceUser& user, mode_t mode,
                       const std::string& text) {
    core::NewFile how{.mode = mode, .owner = {}};
    if (::geteuid() == 0)
        how.owner = core::FileOwner{user.uid, user.gid};
    auto written = core::replaceFile(file, text, how);
    return written ? written
                   : failure(written.error().code,
                             written.error().message + " (data.dir names where data lie)");
}

bool reachableBy(const fs::path& folder, const ServiceUser& user) {
    struct stat info {};
    for (fs::path at = folder; at != at.root_path(); at = at.parent_path()) {
        if (::stat(at.c_str(), &info) != 0 || !mayUse(info, user, S_IXOTH))
            return false;
    }
    return true;
}

bool readableBy(const fs::path& path, const ServiceUser& user) {
    struct stat info {};
    return reachableBy(path.parent_path(), user) && ::stat(path.c_str(), &info) == 0 &&
           mayUse(info, user, S_IROTH);
}

} // namespace vigia::backend::stack
