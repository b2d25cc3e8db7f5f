#pragma once

#include "backend/stack/service_user.h"
#include "core/base/unique_fd.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace vigia::backend::stack {

/// A log file that what a child writes goes into: at most `kFiles` files of `kFileBytes`.
/// Single-threaded.
class RotatingLog {
public:
    static constexpr std::uint64_t kFileBytes = 4ULL * 1024 * 1024;
    static constexpr int kFiles = 3;

    explicit RotatingLog(std::filesystem::path file, std::uint64_t fileBytes = kFileBytes);

    /// Appends; on a full disk the text is lost and counted, never waited for.
    void append(std::string_view text);
    [[nodiscard]] std::uint64_t lostBytes() const { return m_lost; }

private:
    void open();
    void rotate();

    std::filesystem::path m_file;
    std::uint64_t m_limit;
    core::UniqueFd m_fd;
    std::uint64_t m_size = 0;
    std::uint64_t m_lost = 0;
};

/// The last `lines` lines of a file (at most 64 KB of it); empty when there is none. What stands
/// before the byte `from` is left out, unless the file is shorter now: then it began anew.
std::string lastLines(const std::filesystem::path& file, std::size_t lines, std::uint64_t from = 0);
/// 0 when there is none.
std::uint64_t logBytes(const std::filesystem::path& file);

} // namespace vigia::backend::stack
