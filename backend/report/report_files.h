#pragma once

#include "core/report/formats.h"

#include <filesystem>
#include <vector>

namespace vigia::backend::report {

/// One report in one format, in memory.
core::Result<std::string> written(const core::report::CleanReport& report,
                                  core::report::Format format);

/// `SUBJECT-20250102-030405` from the report's begin: safe as a file's name on every system.
std::string fileStem(const core::report::Report& report);

/// A file for each format in `folder`, which is made when it is missing; files of the same name are
/// replaced. Rejected says what could not be written. Readable by this user only: reports name
/// hosts and topics.
core::Result<std::vector<std::filesystem::path>>
writeReportFiles(const core::report::CleanReport& report, const std::filesystem::path& folder,
                 const std::vector<core::report::Format>& formats);

} // namespace vigia::backend::report
