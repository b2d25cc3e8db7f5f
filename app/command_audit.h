#pragma once

#include "app/command.h"

namespace vigia::app {

/// Runs a command. One that changes the platform is refused (exit code 4) while the platform's
/// cluster is read-only and `--unlock` with `--reason` does not open it. What changes something is
/// written into the audit file, refused or before and after; where that fails, a production
/// platform stays as it is and any other goes on with a warning.
int runCommand(const Context& context, const Command& command, const Parsed& parsed);

} // namespace vigia::app
