#pragma once

#include "core/load/run_store.h"
#include "core/view/row_source.h"

namespace vigia::core::view {

/// The history of load tests.
const TableSchema<load::RunSummary>& runTable();

/// How a run stands: its word and its rank among others.
Status runStatus(load::RunState state, const std::optional<load::RunVerdict>& verdict);

} // namespace vigia::core::view
