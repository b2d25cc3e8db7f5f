#pragma once

#include "app/command.h"
#include "core/report/formats.h"

#include <string>
#include <vector>

namespace vigia::app {

/// Every secret that this process knows of: of its configuration, of its environment. No report may
/// hold one.
std::vector<std::string> knownSecrets(const Context& context);

/// `Vigia 0.1.0`.
std::string programName();

/// Writes a report in each format into `folder` and says on standard error what was written.
core::Result<void> writeReport(const Context& context, core::report::Report report,
                               const std::string& folder,
                               const std::vector<core::report::Format>& formats);

} // namespace vigia::app
