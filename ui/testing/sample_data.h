#pragma once

#include "core/ops/console_snapshot.h"
#include "core/ops/platform_control.h"

namespace vigia::ui::testing {

/// Invented but plausible snapshots of a local platform at `now`, with fifteen minutes of history;
/// the same `now` gives the same numbers. For tests and pictures only.
core::ops::ConsoleSnapshot healthySnapshot(core::UtcTime now);
/// Broker 2 is down: under-replicated partitions, moved leaders, a stalled group, a worker in
/// trouble.
core::ops::ConsoleSnapshot degradedSnapshot(core::UtcTime now);
/// A platform that just started: brokers, nothing else, no history.
core::ops::ConsoleSnapshot emptySnapshot(core::UtcTime now);
/// Healthy, but sampled a minute before `now`.
core::ops::ConsoleSnapshot staleSnapshot(core::UtcTime now);

/// A start half way; `failed`: PostgreSQL didn't come up, with its log.
core::ops::StartProgress startingProgress();
core::ops::StartProgress failedProgress();

} // namespace vigia::ui::testing
