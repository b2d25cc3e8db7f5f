#pragma once

#include "core/ops/console_snapshot.h"
#include "core/report/report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::report {

/// A snapshot as an operations report looks at it.
struct OperationsView {
    const ops::ConsoleSnapshot& snapshot;
    UtcTime from{}, to{};
    std::vector<ops::Event> events;   ///< of this time, oldest first
    std::vector<ops::Event> troubles; ///< those of them that are disturbances
};

/// A value as `write` shows it with its unit, or the sign for unknown.
[[nodiscard]] std::string figureText(const std::optional<double>& value,
                                     std::string (*write)(double), std::string_view unit = "");

[[nodiscard]] Section healthSection(const OperationsView& seen);
[[nodiscard]] Section throughputSection(const OperationsView& seen);
[[nodiscard]] Section lagSection(const OperationsView& seen);
[[nodiscard]] Section eventsSection(const OperationsView& seen);
[[nodiscard]] Section stockSection(const OperationsView& seen);
/// What this version can't put into a report, said plainly.
[[nodiscard]] Section absentSection(const OperationsView& seen);

} // namespace vigia::core::report
