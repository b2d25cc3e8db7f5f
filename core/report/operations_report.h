#pragma once

#include "core/ops/console_snapshot.h"
#include "core/report/report.h"

#include <optional>
#include <string>

namespace vigia::core::report {

/// What an operations report knows beside the snapshot.
struct OperationsContext {
    std::string program;
    UtcTime writtenAt{};
    UtcTime from{}, to{};
    /// Since when events are known: they live in the memory of the program that watches.
    UtcTime eventsSince{};
};

/// The report of a cluster over a time range: health, throughput, lag by group with its verdicts,
/// events, stock; and what it can't hold, plainly. The snapshot's series reach back to `from`.
[[nodiscard]] Report operationsReport(const ops::ConsoleSnapshot& snapshot,
                                      const OperationsContext& context);

} // namespace vigia::core::report
