#include "core/base/file.h"

#include "core/base/text.h"
#include "core/base/unique_fd.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace vigia::core {
namespace {

namespace fs = std::filesystem;

std::string shown(const fs::path& file) {
    return escapedForDisplay(file.string(), 300);
}

Error notWritten(const fs::path& file, int error) {
    const char* next = error == ENOSPC ? "free some space on that disk"
                                       : "make its folder writable or choose another";
    return failure(ErrorCode::Rejected, fmt::format("{} can't be written: {}; {}", shown(file),
                                                    std::strerror(error), next));
}

bool writeAll(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t n = ::write(fd, text.data(), text.size());
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            text.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

bool fill(const fs::path& fresh, std::string_view text, const NewFile& how) {
    const UniqueFd fd(
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, how.mode));
    return fd.valid() && writeAll(fd.fd(), text) && ::fchmod(fd.fd(), how.mode) == 0 &&
           (!how.owner || ::fchown(fd.fd(), how.owner->user, how.owner->group) == 0) &&
           ::fsync(fd.fd()) == 0;
}

} // namespace

Result<std::string> readFile(const fs::path& file, std::size_t limit) {
    const UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info {};
    if (fd.valid() && ::fstat(fd.fd(), &info) == 0 && S_ISDIR(info.st_mode))
        return failure(ErrorCode::NotFound, shown(file) + " is a folder, not a file");
    if (!fd.valid())
        return failure(ErrorCode::NotFound,
                       fmt::format("{} can't be read: {}", shown(file), std::strerror(errno)));
    std::string text;
    std::array<char, 8192> chunk{};
    while (true) {
        const ssize_t n = ::read(fd.fd(), chunk.data(), chunk.size());
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return failure(ErrorCode::Corrupt, fmt::format("{} can't be read to its end: {}",
                                                           shown(file), std::strerror(errno)));
        if (n == 0)
            return text;
        text.append(chunk.data(), static_cast<std::size_t>(n));
        if (text.size() > limit)
            return failure(ErrorCode::Corrupt,
                           fmt::format("{} is larger than {} bytes", shown(file), limit));
    }
}

Result<void> replaceFile(const fs::path& file, std::string_view text, const NewFile& how) {
    const fs::path fresh = file.string() + ".new";
    std::error_code ignored; // what can't be made shows when the file is written
    if (file.has_parent_path())
        fs::create_directories(file.parent_path(), ignored);
    ::unlink(fresh.c_str());
    if (fill(fresh, text, how) && ::rename(fresh.c_str(), file.c_str()) == 0)
        return {};
    const int why = errno;
    ::unlink(fresh.c_str());
    return notWritten(file, why);
}

} // namespace vigia::core
