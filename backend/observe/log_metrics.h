#pragma once

#include "backend/observe/log.h"
#include "backend/observe/metrics.h"

namespace vigia::backend::observe {

/// `log_lines_total` by level and `log_lines_dropped_total` of a log, which outlives the returned
/// source.
[[nodiscard]] Metrics::Source watchLog(Metrics& metrics, const Log& log);

} // namespace vigia::backend::observe
