#include "backend/monitor/history_file.h"

#include "core/base/sha256.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

namespace vigia::backend::monitor {
namespace {

using core::ErrorCode;

/// A cluster's name as part of a file name: plain letters stay, anything else is told apart by a
/// hash.
std::string fileNameFor(const std::string& cluster) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    const bool all = !cluster.empty() && cluster.size() <= 64 &&
                     std::all_of(cluster.begin(), cluster.end(), plain);
    return "history-" + (all ? cluster : core::sha256Hex(cluster).substr(0, 24));
}

core::Error fileError(const std::filesystem::path& path, std::string_view what) {
    return core::failure(ErrorCode::Unreachable,
                         fmt::format("history file {}: {}: {}; history is kept in memory only",
                                     path.string(), what, std::strerror(errno)));
}

} // namespace

HistoryFile::HistoryFile(std::filesystem::path folder, std::string cluster, std::uint64_t maxBytes)
    : m_path(folder / (fileNameFor(cluster) + ".log")),
      m_olderPath(folder / (fileNameFor(cluster) + ".older.log")), m_cluster(std::move(cluster)),
      m_maxBytes(maxBytes) {}

HistoryFile::~HistoryFile() {
    close();
}

core::Result<void> HistoryFile::open(const Take& take) {
    std::error_code ec;
    std::filesystem::create_directories(m_path.parent_path(), ec);
    if (const auto older = load(m_olderPath, take); !older)
        return older.error();
    const auto whole = load(m_path, take);
    if (!whole)
        return whole.error();
    return openForWriting(*whole);
}

core::Result<void> HistoryFile::read(const Take& take) const {
    for (const auto& path : {m_olderPath, m_path}) {
        if (const auto read = load(path, take); !read)
            return read.error();
    }
    return {};
}

/// Bytes of the file that are whole; 0 when there is none.
core::Result<std::uint64_t> HistoryFile::load(const std::filesystem::path& path,
                                              const Take& take) const {
    std::error_code ec;
    const auto size = std::filesystem::file_size(path, ec);
    if (ec || size == 0)
        return std::uint64_t{0};
    if (size > m_maxBytes + 32ULL * 1024 * 1024)
        return core::failure(
            ErrorCode::Corrupt,
            fmt::format("history file {} has {} bytes, more than it can ever have; move it away",
                        path.string(), size));
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::string header = core::lag::SeriesLogWriter::header(m_cluster);
    if (header.starts_with(text))
        return std::uint64_t{0}; // cut off while it was begun
    const auto whole = core::lag::readSeriesLog(text, m_cluster, take);
    if (!whole)
        return core::failure(whole.error().code,
                             fmt::format("{}: {}", path.string(), whole.error().message));
    return std::uint64_t{*whole};
}

core::Result<void> HistoryFile::openForWriting(std::uint64_t wholeBytes) {
    m_descriptor = ::open(m_path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_descriptor < 0)
        return fileError(m_path, "can't be opened");
    if (::ftruncate(m_descriptor, static_cast<off_t>(wholeBytes)) != 0 ||
        ::lseek(m_descriptor, static_cast<off_t>(wholeBytes), SEEK_SET) < 0) {
        const auto error = fileError(m_path, "can't be cut to its whole part");
        close();
        return error;
    }
    m_bytes = wholeBytes;
    m_writer.beginAnew();
    return wholeBytes == 0 ? write(core::lag::SeriesLogWriter::header(m_cluster))
                           : core::Result<void>{};
}

core::Result<void> HistoryFile::append(const std::vector<core::lag::KeyedPoint>& points) {
    if (!isOpen() || points.empty())
        return {};
    if (m_bytes > m_maxBytes / 2) {
        if (auto turned = turnOver(); !turned)
            return turned;
    }
    return write(m_writer.frame(points));
}

core::Result<void> HistoryFile::turnOver() {
    close();
    if (std::rename(m_path.c_str(), m_olderPath.c_str()) != 0)
        return fileError(m_path, "can't be put aside");
    return openForWriting(0);
}

core::Result<void> HistoryFile::write(const std::string& text) {
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t written = ::write(m_descriptor, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            const auto error = fileError(m_path, "can't be written");
            close();
            return error;
        }
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    m_bytes += text.size();
    return {};
}

void HistoryFile::close() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

} // namespace vigia::backend::monitor
