#pragma once

#include "app/command.h"
#include "core/load/run_text.h"
#include "core/report/formats.h"

#include <cstdio>
#include <string>
#include <vector>

namespace vigia::app {

/// Every secret that this process knows of: of its configuration, of its environment. No report may
/// hold one.
std::vector<std::string> knownSecrets(const Context& context);

/// `Vigia 0.1.0`.
std::string programName();

/// Writes a report in each format into `folder` and says in `told`, a line a file, what was
/// written.
core::Result<void> writeReport(const Context& context, core::report::Report report,
                               const std::string& folder,
                               const std::vector<core::report::Format>& formats, std::FILE* told);

/// The formats that `--format` names; every one where it names none.
core::Result<std::vector<core::report::Format>> formatsOf(const Parsed& parsed);

/// A report of a load test, compared with its scenario's baseline where there is one.
core::report::Report loadReportOf(const Context& context, const core::load::RunResult& result);

/// What a report command does with its report: `--json` prints it, else its files go to `--into`.
int deliver(const Context& context, const Parsed& parsed, core::report::Report report);

} // namespace vigia::app
