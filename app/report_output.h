#pragma once

#include "app/command.h"
#include "core/load/run_text.h"
#include "core/report/formats.h"
#include "core/report/operations_report.h"
#include "core/report/report_desk.h"

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace vigia::app {

/// Every secret that this process knows of: of its configuration, of its environment. No report may
/// hold one.
std::vector<std::string> knownSecrets(const Context& context);

/// `Vigia 0.1.0`.
std::string programName();

/// What goes on while a report is written; each may be empty.
struct ReportHooks {
    std::function<bool()> ended = {}; ///< looked at before each file; true: no more
    std::function<void(const core::report::ReportStep&)> step = {}; ///< after each file
};

/// Why there is no report, or not the whole: somebody ended it after so many files.
core::Error calledOff(std::size_t written);

/// Writes a report file by file, without secrets, and answers what was written. Cancelled when it
/// was ended: what was written stays.
core::Result<std::vector<std::string>> writeReport(const Context& context,
                                                   core::report::Report report,
                                                   const core::report::ReportWish& wish,
                                                   const ReportHooks& hooks);
/// Says in `told`, a line a file, what was written.
ReportHooks toldIn(std::FILE* told);

/// A report of what a snapshot holds of the time between two others; `since`: when whoever watched
/// began to.
core::report::Report operationsReportOf(const core::ops::ConsoleSnapshot& snapshot,
                                        core::UtcTime from, core::UtcTime to, core::UtcTime since);

/// The formats that `--format` names; every one where it names none.
core::Result<std::vector<core::report::Format>> formatsOf(const Parsed& parsed);

/// A report of a load test, compared with its scenario's baseline where there is one.
core::report::Report loadReportOf(const Context& context, const core::load::RunResult& result);

/// What a report command does with its report: `--json` prints it, else its files go to `--into`.
int deliver(const Context& context, const Parsed& parsed, core::report::Report report);

} // namespace vigia::app
