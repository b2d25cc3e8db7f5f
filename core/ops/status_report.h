#pragma once

#include "core/ops/console_snapshot.h"

#include <string>

namespace vigia::core::ops {

/// `vigia status`: the headline, the summary, every part that is not well with its reason (worst
/// first), then brokers, services and groups in a line each. Names from outside are escaped; no
/// colour.
std::string statusText(const ConsoleSnapshot& snapshot);

/// The same as one JSON object with exact values: `status` is `healthy`, `degraded`, `down` or
/// `unknown`.
std::string statusJson(const ConsoleSnapshot& snapshot);

} // namespace vigia::core::ops
