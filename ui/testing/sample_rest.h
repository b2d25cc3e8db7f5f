#pragma once

#include "core/base/clock.h"
#include "core/ops/platform_control.h"

#include <string>

namespace vigia::ui::testing {

/// What a stock service with six products and a reservation answers to what the pages read.
core::ops::RestAnswer sampleRest(core::UtcTime now, const std::string& method,
                                 const std::string& path);

} // namespace vigia::ui::testing
