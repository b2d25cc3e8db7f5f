#pragma once

#include "app/command.h"
#include "backend/fleet/fleet_collector.h"

#include <vector>

namespace vigia::app {

/// Every cluster of the configuration as a source of the fleet, the platform's own first where it
/// can be found now. `clock` outlives them.
std::vector<backend::fleet::FleetSource> fleetSources(const Context& context,
                                                      const core::Clock& clock);

} // namespace vigia::app
