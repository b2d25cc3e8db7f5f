#pragma once

#include "core/ops/console_snapshot.h"
#include "core/report/report.h"

#include <vector>

namespace vigia::core::report {

[[nodiscard]] Tone toneOf(ops::Health health);

/// The part of a series from `from` to `to`, as seconds since 1970.
[[nodiscard]] Line lineOf(std::string name, const ops::Series& series, UtcTime from, UtcTime to);
/// Events of the range as marks.
[[nodiscard]] std::vector<Mark> clockMarks(const std::vector<ops::Event>& events, UtcTime from,
                                           UtcTime to);
/// A line has at least one value.
[[nodiscard]] bool hasValues(const LineChart& chart);

/// Every series of the snapshot side by side, a row for each time at which any has a point.
[[nodiscard]] Timeline operationsTimeline(const ops::ConsoleSnapshot& snapshot, UtcTime from,
                                          UtcTime to);

} // namespace vigia::core::report
