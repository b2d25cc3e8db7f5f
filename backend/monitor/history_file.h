#pragma once

#include "core/base/result.h"
#include "core/lag/series_log.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace vigia::backend::monitor {

/// The history of one cluster on disk: two files that take turns, so that the newest half of the
/// budget is always there. Every append is one write; what a crash cut off is removed at the next
/// start. Used by one thread.
class HistoryFile {
public:
    using Take = std::function<void(const std::string& key, const core::lag::PackedPoint& point)>;

    HistoryFile(std::filesystem::path folder, std::string cluster,
                std::uint64_t maxBytes = 256ULL * 1024 * 1024);
    ~HistoryFile();
    HistoryFile(const HistoryFile&) = delete;
    HistoryFile& operator=(const HistoryFile&) = delete;

    /// Hands over all that is kept, oldest first, and opens for writing. A damaged or foreign file
    /// is left as it is and nothing is written: the error names it and says what to do.
    core::Result<void> open(const Take& take);
    /// The same without opening: for who only looks while somebody else writes.
    [[nodiscard]] core::Result<void> read(const Take& take) const;
    /// Does nothing while not open. After a failure (disk full) the file stays closed.
    core::Result<void> append(const std::vector<core::lag::KeyedPoint>& points);

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    core::Result<std::uint64_t> load(const std::filesystem::path& path, const Take& take) const;
    core::Result<void> openForWriting(std::uint64_t wholeBytes);
    core::Result<void> turnOver();
    core::Result<void> write(const std::string& text);
    void close();

    std::filesystem::path m_path;
    std::filesystem::path m_olderPath;
    std::string m_cluster;
    std::uint64_t m_maxBytes;
    std::uint64_t m_bytes = 0;
    int m_descriptor = -1;
    core::lag::SeriesLogWriter m_writer;
};

} // namespace vigia::backend::monitor
