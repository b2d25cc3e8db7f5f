#pragma once

#include "core/ops/console_snapshot.h"

#include <chrono>
#include <string>

namespace vigia::core::ops {

/// How old the newest sample may be before the cluster counts as not answering.
struct HealthRules {
    std::chrono::microseconds staleAfter = std::chrono::seconds(15);
};

/// Fills `health`, `headline`, `summary` and `notWell` from everything else in the snapshot. `now`
/// is compared with the time of the newest sample; `clusterError` is what the last look failed
/// with, empty when it did not.
void judgeHealth(ConsoleSnapshot& snapshot, UtcTime now, const std::string& clusterError,
                 const HealthRules& rules = {});

/// Exit code of `vigia status`: 0 healthy, 10 degraded, 11 down, 3 nothing could be asked.
int statusExitCode(const ConsoleSnapshot& snapshot);

} // namespace vigia::core::ops
