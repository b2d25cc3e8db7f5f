#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string_view>

namespace vigia::core::ops {

/// Reads `500ms`, `90s`, `10m` or `10min`, `2h`, `7d`: a whole number and its unit, at most 365
/// days. InvalidInput says how it is written.
Result<std::chrono::milliseconds> parseDuration(std::string_view text);

} // namespace vigia::core::ops
