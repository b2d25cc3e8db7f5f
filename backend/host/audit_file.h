#pragma once

#include "core/base/result.h"
#include "core/ops/audit.h"

#include <filesystem>
#include <mutex>
#include <string>

namespace vigia::backend::host {

/// `$XDG_STATE_HOME/vigia/audit.jsonl`: one line for every action a person takes on a platform.
/// Lines are appended whole and are on the disk when `append` returns, so several consoles may
/// write the same file. Any thread.
class AuditFile {
public:
    explicit AuditFile(std::filesystem::path file);

    /// `XDG_STATE_HOME`, else `~/.local/state`.
    static std::filesystem::path defaultPath();

    /// Adds who it is where the entry doesn't say. Makes the folder when it isn't there. Blocks for
    /// the disk.
    core::Result<void> append(core::ops::AuditEntry entry);

private:
    const std::filesystem::path m_file;
    const std::string m_who; ///< `user@host`
    std::mutex m_mutex;
};

} // namespace vigia::backend::host
