#pragma once

#include "core/ops/console_snapshot.h"
#include "core/report/formats.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace vigia::core::report {

/// Where a report goes and as what.
struct ReportWish {
    std::string folder;          ///< made when it is missing
    std::vector<Format> formats; ///< one at least
};

/// How far a report is.
struct ReportStep {
    std::size_t done = 0, all = 0; ///< files
    std::string file;              ///< the one that was written last; empty: none yet
};

/// Reports as the desktop asks for them. Calls return at once; progress and the one answer come on
/// an unnamed thread. A stop that is requested ends the work before the next file: what was written
/// stays, and the answer is Cancelled. Implemented in `app`.
class ReportDesk {
public:
    using Progress = std::function<void(ReportStep)>;
    using Written = std::function<void(Result<std::vector<std::string>> files)>;

    virtual ~ReportDesk() = default;

    /// A folder of this user that reports may go to.
    [[nodiscard]] virtual std::string usualFolder() const = 0;
    /// Health, throughput, lag, events and stock between two times, from what `snapshot` holds.
    virtual void operations(ops::ConsoleSnapshotPtr snapshot, UtcTime from, UtcTime to,
                            ReportWish wish, std::stop_token stop, Progress progress,
                            Written written) = 0;
    /// Of a run that was kept, held against its scenario's baseline.
    virtual void run(std::string id, ReportWish wish, std::stop_token stop, Progress progress,
                     Written written) = 0;
};

} // namespace vigia::core::report
