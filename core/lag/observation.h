#pragma once

#include "core/ops/console_snapshot.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace vigia::core::lag {

/// Whether a live member of the group owns the partition. Silence never decides this, only the
/// group's description.
enum class Owner { Unknown, None, Alive };

/// What one poll learnt about one partition of one group. Absent is unknown.
struct Observation {
    UtcTime at{}; ///< when the ends were read
    std::optional<std::int64_t> committed;
    std::optional<std::int64_t> logStart;
    std::optional<std::int64_t> highWatermark;
    std::optional<std::int64_t> lastStable;
    std::string error; ///< why the commit or the ends are unknown; empty when both were read
    Owner owner = Owner::Unknown;
    std::string pausedBecause; ///< one of ours that says why it waits; empty when it doesn't
    ops::TimeLag timeLag;
    bool markersOnly = false; ///< somebody read from the commit to the end and found no record
};

/// What holds for a whole group.
struct GroupRules {
    bool readsCommitted = false; ///< one of ours: the last stable offset is its end
    std::int64_t allowedLag = 0;
    std::chrono::seconds transactionTimeout{60};
    std::chrono::seconds smallTimeLag{
        10}; ///< a healthy consumer that commits every 5 s is a sawtooth below this
};

} // namespace vigia::core::lag
