#include "backend/stack/service_user.h"

#include "backend/stack/unique_fd.h"

#include <fmt/format.h>

#include <fcntl.h>
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

Result<void> writeAll(int fd, const std::string& text, const fs::path& file) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t n = ::write(fd, text.data() + done, text.size() - done);
        if (n < 0 && errno != EINTR)
            return fileFailure("Writing", file, errno);
        if (n > 0)
            done += static_cast<std::size_t>(n);
    }
    return {};
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
    const fs::path next = file.string() + ".new";
    ::unlink(next.c_str());
    const UniqueFd fd(
        ::open(next.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    if (!fd.valid())
        return fileFailure("Writing", file, errno);
    if (auto written = writeAll(fd.fd(), text, file); !written)
        return written;
    if (::fchmod(fd.fd(), mode) != 0 ||
        (::geteuid() == 0 && ::fchown(fd.fd(), user.uid, user.gid) != 0))
        return fileFailure("Setting the rights of", file, errno);
    if (::fsync(fd.fd()) != 0 || ::rename(next.c_str(), file.c_str()) != 0)
        return fileFailure("Writing", file, errno);
    return {};
}

bool readableBy(const fs::path& path, const ServiceUser& user) {
    struct stat info {};
    for (fs::path parent = path.parent_path(); parent != parent.root_path();
         parent = parent.parent_path()) {
        if (::stat(parent.c_str(), &info) != 0 || !mayUse(info, user, S_IXOTH))
            return false;
    }
    return ::stat(path.c_str(), &info) == 0 && mayUse(info, user, S_IROTH);
}

Result<std::string> readTextFile(const fs::path& file, std::size_t limit) {
    const UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.valid())
        return failure(ErrorCode::NotFound,
                       fmt::format("{} can't be read: {}.", file.string(), std::strerror(errno)));
    std::string text;
    std::array<char, 8192> chunk{};
    for (ssize_t n = 1; n > 0;) {
        n = ::read(fd.fd(), chunk.data(), chunk.size());
        if (n > 0)
            text.append(chunk.data(), static_cast<std::size_t>(n));
        if (n < 0 || text.size() > limit)
            return failure(ErrorCode::Corrupt,
                           fmt::format("{} can't be read whole.", file.string()));
    }
    return text;
}

} // namespace vigia::backend::stack
