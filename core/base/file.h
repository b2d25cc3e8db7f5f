#pragma once

#include "core/base/result.h"

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace vigia::core {

/// The whole content of a small file. NotFound: it can't be opened (missing, a folder, no right);
/// Corrupt: it holds more than `limit` bytes or can't be read to its end. Paths in sentences are
/// escaped.
Result<std::string> readFile(const std::filesystem::path& file, std::size_t limit = 1024 * 1024);

struct FileOwner {
    uid_t user = 0;
    gid_t group = 0;
};

struct NewFile {
    mode_t mode = 0600;
    std::optional<FileOwner> owner; ///< ours when not given
};

/// Puts `text` in the place of `file` and makes missing folders: what a reader sees is the old
/// content or the whole new one, also after a power cut. Rejected says what failed and what to do;
/// the old file is then kept.
Result<void> replaceFile(const std::filesystem::path& file, std::string_view text,
                         const NewFile& how = {});

} // namespace vigia::core
