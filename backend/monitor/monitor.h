#pragma once

#include "backend/monitor/fetcher.h"
#include "backend/monitor/snapshot_builder.h"
#include "core/base/published.h"
#include "core/ops/platform_source.h"
#include "core/ops/sampler.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace vigia::backend::monitor {

struct MonitorOptions {
    BuilderOptions builder;
    std::chrono::milliseconds interval{1000};
    std::filesystem::path historyFolder; ///< empty: history lives in memory only
    bool onlyReadsHistory = false;       ///< another program writes it
};

/// Where a monitor gets its facts. Only `cluster` must be there; a watched cluster has nothing
/// else.
struct MonitorParts {
    std::unique_ptr<core::ops::SampleSource> cluster;
    std::unique_ptr<core::ops::ProcessSource> processes;
    std::unique_ptr<core::ops::PlatformSource> platform;
    std::unique_ptr<Fetcher> fetcher;
    std::function<DemoFigures()> demo; ///< what demo traffic does; any thread may call it
};

/// Watches one cluster: asks each source on a thread of its own and publishes a snapshot at its
/// cadence, so that a slow or dead source delays nothing: its part of the snapshot grows old and
/// says so. Any thread may call it; stop() waits for the questions at hand.
class Monitor {
public:
    /// `clock` and `out` outlive the monitor.
    Monitor(MonitorOptions options, MonitorParts parts, const core::Clock& clock,
            core::Published<core::ops::ConsoleSnapshot>& out);
    ~Monitor();
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;

    void start();
    void stop();
    /// How often everything is asked and published; zero pauses.
    void setInterval(std::chrono::milliseconds interval);
    /// Asks and publishes now, also while paused.
    void refresh();
    void watchGroup(const std::string& group);
    /// How far back the series of the snapshots reach, at most seven days; publishes at once.
    void setRange(std::chrono::seconds range);
    /// Whole days left on the certificate of each broker; somebody else looks at them, seldom.
    void setCertificateDays(std::map<std::int32_t, std::int64_t> days);
    /// Something that happened elsewhere: a breaker, a configuration edit, a step of the stack.
    void report(core::ops::Event event);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::monitor
