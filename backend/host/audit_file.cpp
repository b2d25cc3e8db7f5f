#include "backend/host/audit_file.h"

#include "backend/host/host_name.h"
#include "core/base/unique_fd.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

namespace vigia::backend::host {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string userName() {
    std::array<char, 4096> room{};
    passwd entry{};
    passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, room.data(), room.size(), &found) == 0 && found)
        return found->pw_name;
    return std::to_string(::geteuid());
}

std::string userAtHost() {
    return userName() + "@" + hostName();
}

core::Error failed(const fs::path& file, const char* what, int code) {
    return core::failure(core::ErrorCode::Rejected,
                         fmt::format("{} could not be {}: {}. Make the folder writable or set "
                                     "XDG_STATE_HOME.",
                                     file.string(), what, std::strerror(code)));
}

/// All of `line` in one write, so that lines of several consoles never mix.
core::Result<void> writeLine(int fd, const fs::path& file, const std::string& line) {
    const ssize_t written = ::write(fd, line.data(), line.size());
    if (written != static_cast<ssize_t>(line.size()))
        return failed(file, "written", written < 0 ? errno : ENOSPC);
    if (::fdatasync(fd) != 0)
        return failed(file, "brought to the disk", errno);
    return {};
}

} // namespace

AuditFile::AuditFile(fs::path file) : m_file(std::move(file)), m_who(userAtHost()) {}

fs::path AuditFile::defaultPath() {
    const fs::path state = environment("XDG_STATE_HOME");
    const fs::path base =
        state.is_absolute() ? state : fs::path(environment("HOME")) / ".local/state";
    return base / "vigia/audit.jsonl";
}

core::Result<void> AuditFile::append(core::ops::AuditEntry entry) {
    if (entry.who.empty())
        entry.who = m_who;
    const std::string line = core::ops::auditLine(entry) + "\n";
    const std::lock_guard lock(m_mutex);
    std::error_code problem;
    fs::create_directories(m_file.parent_path(), problem);
    const core::UniqueFd fd(
        ::open(m_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.valid())
        return failed(m_file, "opened", errno);
    return writeLine(fd.fd(), m_file, line);
}

} // namespace vigia::backend::host
