#pragma once

#include "core/base/result.h"
#include "core/ops/console_snapshot.h"

#include <filesystem>
#include <string>
#include <vector>

namespace vigia::backend::report {

enum class Every { Day, Week };

struct Period {
    core::UtcTime from{}, to{};
};
/// The last whole day, or week from Monday on, that ended at or before `now`; UTC.
[[nodiscard]] Period lastPeriod(Every every, core::UtcTime now);

struct ScheduleOptions {
    Every every = Every::Day;
    std::filesystem::path folder;
    std::size_t keep = 30; ///< reports, each in every format; older ones are removed
    std::string program;
    std::vector<std::string> secrets;
    core::UtcTime watchedSince{}; ///< a period that ended before is nobody's to report
};

/// Writes the operations report of the platform's own cluster for each period once, also after a
/// restart: the folder itself says which are there. One thread.
class ReportSchedule {
public:
    explicit ReportSchedule(ScheduleOptions options) : m_options(std::move(options)) {}

    /// Whether the report of the last period is missing.
    [[nodiscard]] bool isDue(core::UtcTime now) const;
    /// Writes it, if it is due, and removes what is too many. The files that were written; Rejected
    /// names what the disk refused.
    core::Result<std::vector<std::filesystem::path>>
    turn(const core::ops::ConsoleSnapshot& snapshot, core::UtcTime now) const;

private:
    const ScheduleOptions m_options;
};

/// Removes the oldest reports of `subject` beyond `keep`; other files stay. How many files went.
std::size_t pruneReports(const std::filesystem::path& folder, const std::string& subject,
                         std::size_t keep);

} // namespace vigia::backend::report
