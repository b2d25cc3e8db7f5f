#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace vigia::core {

/// `2025-01-02T03:04:05.678Z`: RFC 3339, UTC, exactly 3 fraction digits, cut (not rounded).
std::string formatRfc3339(UtcTime time);

/// The same with 6 fraction digits (chat family A, PostgreSQL parameters).
std::string formatRfc3339Micros(UtcTime time);

/// Reads RFC 3339 with any fraction (cut at microseconds) and `Z` or a numeric offset.
/// InvalidInput names what is wrong; years 1970 to 9999.
Result<UtcTime> parseRfc3339(std::string_view text);

/// `14:23:36.112` in UTC, for tables and the events lane.
std::string formatClockMillis(UtcTime time);

} // namespace vigia::core
