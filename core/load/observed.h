#pragma once

#include "core/ops/console_snapshot.h"

#include <string>
#include <utility>
#include <vector>

namespace vigia::core::load {

/// Something that happened on the cluster while a run went on.
struct ObservedEvent {
    double at = 0; ///< seconds since the run began
    ops::Health health = ops::Health::Ok;
    std::string title;

    bool operator==(const ObservedEvent&) const = default;
};

/// The lag of a consumer group while a run went on, in records.
struct ObservedLag {
    std::string group;
    std::vector<std::pair<double, double>> points; ///< seconds since the run began, lag

    bool operator==(const ObservedLag&) const = default;
};

/// What the monitor saw while a run went on, kept with it. Texts come from outside.
struct Observed {
    static constexpr std::size_t kMostEvents = 200;
    static constexpr std::size_t kMostGroups = 5; ///< those with the largest lag
    static constexpr std::size_t kMostPoints = 600;

    std::vector<ObservedEvent> events;
    std::vector<ObservedLag> lags;

    bool operator==(const Observed&) const = default;
};

/// What of a snapshot, taken at the end of a run, belongs to the time from `from` to `to`. More
/// points than kMostPoints become the largest of each stretch.
[[nodiscard]] Observed observedBetween(const ops::ConsoleSnapshot& snapshot, UtcTime from,
                                       UtcTime to);

} // namespace vigia::core::load
