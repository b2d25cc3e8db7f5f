#pragma once

#include "backend/observe/log.h"
#include "backend/observe/metrics.h"

#include <vector>

namespace vigia::backend::observe {

/// `log_lines_total` by level, `log_lines_dropped_total` and the queue of a log, which outlives
/// what is returned.
[[nodiscard]] std::vector<Metrics::Source> watchLog(Metrics& metrics, const Log& log);

} // namespace vigia::backend::observe
