#include "backend/stack/rotating_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

namespace vigia::backend::stack {
namespace fs = std::filesystem;

namespace {
constexpr off_t kTailBytes = 64 * 1024;
}

RotatingLog::RotatingLog(fs::path file, std::uint64_t fileBytes)
    : m_file(std::move(file)), m_limit(fileBytes) {}

void RotatingLog::open() {
    m_fd.reset(
        ::open(m_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
    struct stat info {};
    m_size = m_fd.valid() && ::fstat(m_fd.fd(), &info) == 0
                 ? static_cast<std::uint64_t>(info.st_size)
                 : 0;
}

void RotatingLog::rotate() {
    std::error_code ignored;
    for (int i = kFiles - 1; i >= 1; --i) {
        const std::string from =
            i == 1 ? m_file.string() : m_file.string() + "." + std::to_string(i - 1);
        fs::rename(from, m_file.string() + "." + std::to_string(i), ignored);
    }
    open();
}

void RotatingLog::append(std::string_view text) {
    if (!m_fd.valid())
        open();
    if (m_size > 0 && m_size + text.size() > m_limit)
        rotate();
    const ssize_t n = m_fd.valid() ? ::write(m_fd.fd(), text.data(), text.size()) : 0;
    const std::uint64_t written = n > 0 ? static_cast<std::uint64_t>(n) : 0;
    m_size += written;
    m_lost += text.size() - written;
}

std::uint64_t logBytes(const fs::path& file) {
    std::error_code error;
    const auto bytes = fs::file_size(file, error);
    return error ? 0 : bytes;
}

std::string lastLines(const fs::path& file, std::size_t lines, std::uint64_t from) {
    const core::UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info {};
    if (!fd.valid() || ::fstat(fd.fd(), &info) != 0)
        return {};
    const auto first = static_cast<off_t>(from);
    const off_t begin = std::max(info.st_size - kTailBytes, first > info.st_size ? 0 : first);
    std::string text(static_cast<std::size_t>(info.st_size - begin), '\0');
    const ssize_t n = ::pread(fd.fd(), text.data(), text.size(), begin);
    text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    if (!text.empty() && text.back() == '\n')
        text.pop_back();
    std::size_t at = text.size();
    for (std::size_t found = 0; found < lines && at != std::string::npos && at > 0; ++found)
        at = text.rfind('\n', at - 1);
    return at == std::string::npos || at == 0 ? text : text.substr(at + 1);
}

} // namespace vigia::backend::stack
