#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <optional>
#include <string>

namespace vigia::core::ops {

/// How an event or a part stands; shape, colour and word follow from it (console.md, convention
/// 14).
enum class Health { Ok, Working, Degraded, Broken, Inconsistent, Unknown };

/// `ok`, `working`, `degraded`, `broken`, `inconsistent`, `unknown`.
std::string_view healthWord(Health health);

/// The worse of two, in the order Broken > Inconsistent > Degraded > Unknown > Working > Ok.
Health worse(Health a, Health b);

/// Something that happened on a cluster: a mark on every chart and an entry in the events lane.
struct Event {
    std::uint64_t sequence = 0; ///< rises within a process
    std::string cluster;
    UtcTime time{};                   ///< when it happened, or the latest it can have happened
    std::optional<UtcTime> notBefore; ///< seen by polling: it happened between this and `time`
    Health health = Health::Ok;
    std::string kind; ///< closed set: `broker_down`, `broker_up`, `leader_change`,
                      ///< `controller_change`, `rebalance`, `worker_started`, `worker_exited`,
                      ///< `worker_restarted`, `database_down`, `database_up`, `relay_stalled`,
                      ///< `relay_recovered`, `verdict`, `topic_created`, `topic_deleted`, `stack`
    std::string subject; ///< what it is about: `broker 2`, a group, a worker
    std::string title;   ///< few words for the lane: "broker 2 down"
    std::string detail;  ///< second line: "3 leaders moved, 2.9 s after the kill"
};

} // namespace vigia::core::ops
