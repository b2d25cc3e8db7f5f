#pragma once

#include "backend/observe/metrics.h"
#include "core/base/published.h"
#include "core/ops/console_snapshot.h"

#include <memory>

namespace vigia::backend::monitor {

/// The series about Kafka that only the monitor knows (platform.md 6), read from the newest
/// snapshot at every scrape. A figure that is unknown has no series. `metrics` and `snapshots`
/// outlive it.
class MonitorMetrics {
public:
    MonitorMetrics(observe::Metrics& metrics,
                   const core::Published<core::ops::ConsoleSnapshot>& snapshots);
    ~MonitorMetrics();
    MonitorMetrics(const MonitorMetrics&) = delete;
    MonitorMetrics& operator=(const MonitorMetrics&) = delete;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::monitor
