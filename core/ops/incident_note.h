#pragma once

#include "core/ops/console_snapshot.h"

#include <string>

namespace vigia::core::ops {

/// What to paste into an incident's ticket: what is wrong, since when, the numbers, the groups in
/// trouble and the newest events, as Markdown. Names from the cluster can't become markup. `now` is
/// written as the time of the note.
std::string incidentNote(const ConsoleSnapshot& snapshot, UtcTime now);

} // namespace vigia::core::ops
