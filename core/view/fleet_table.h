#pragma once

#include "core/ops/fleet.h"
#include "core/view/row_source.h"

namespace vigia::core::view {

/// The columns of the fleet, on its page and in `vigia fleet`.
const TableSchema<ops::FleetRow>& fleetTable();

} // namespace vigia::core::view
