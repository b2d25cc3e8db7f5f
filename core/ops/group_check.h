#pragma once

#include "core/base/result.h"
#include "core/ops/console_snapshot.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vigia::core::ops {

/// The states of a Nagios plugin; the number is its exit code.
enum class CheckLevel { Ok = 0, Warning = 1, Critical = 2, Unknown = 3 };
/// `OK`, `WARNING`, `CRITICAL`, `UNKNOWN`.
std::string_view checkLevelWord(CheckLevel level);

struct GroupCheckLimits {
    std::int64_t maxLag = 0;                  ///< above it: critical
    std::optional<std::int64_t> warnLag = {}; ///< above it: warning
    std::string group = {};                   ///< empty: every group
};

struct GroupCheck {
    CheckLevel level = CheckLevel::Unknown;
    std::string text; ///< `OK - 12 groups, largest lag 37 (billing) | lag=37;;1000;0`
    std::string json; ///< `{state, code, message, groups: [{name, state, lag, reason}]}`
};

/// Why not every consumer group is in `snapshot`, with the grant to ask for; empty: all are there.
std::string unseenGroups(const ConsoleSnapshot& snapshot);
/// NotFound with the nearest name; Rejected where the group may be one that we may not see.
Error noSuchGroup(const ConsoleSnapshot& snapshot, const std::string& name);

/// Judges groups by their lag: critical above the limit or where records were lost, unknown where
/// the lag of a partition isn't known or not every group is visible, the worst of all counts
/// (critical before unknown before warning). Of every group, those that nobody reads for and that
/// never committed are left out and counted. A named group that isn't there: `noSuchGroup`.
Result<GroupCheck> checkGroups(const ConsoleSnapshot& snapshot, const GroupCheckLimits& limits);

} // namespace vigia::core::ops
