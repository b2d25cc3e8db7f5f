#pragma once

#include "app/command.h"
#include "backend/host/system_clock.h"
#include "backend/kafka/cluster_sampler.h"
#include "backend/monitor/monitor.h"
#include "core/base/published.h"
#include "core/ops/console_snapshot.h"
#include "core/ops/sampler.h"

#include <memory>
#include <string>

namespace vigia::app {

/// A cluster of the configuration ("" or `local`: the platform's own) under watch, for a command
/// that looks for a while. Verdicts that need a longer watch come with it, else are UNKNOWN. Reads
/// only; the destructor waits for the look at hand. `context` outlives it.
class ClusterWatch {
public:
    /// Begins to look, a second apart. InvalidInput names the nearest cluster.
    static core::Result<std::unique_ptr<ClusterWatch>> begin(const Context& context,
                                                             const std::string& cluster);

    [[nodiscard]] core::Published<core::ops::ConsoleSnapshot>& snapshots() { return m_snapshots; }

private:
    ClusterWatch() = default;

    backend::host::SystemClock m_clock;
    core::Published<core::ops::ConsoleSnapshot> m_snapshots;
    std::unique_ptr<backend::monitor::Monitor> m_monitor;
};

constexpr int kUsualLooks = 3; ///< rates need two samples, services one more round

/// Looks `looks` times, a second apart, at a cluster of the configuration ("" or `local`: the
/// platform's own) and answers what it saw last. Verdicts that need a longer watch come from the
/// console's own history of the cluster, else are UNKNOWN. Reads only. Blocks a few seconds;
/// Unreachable when the cluster doesn't answer.
core::Result<core::ops::ConsoleSnapshotPtr> observeCluster(const Context& context,
                                                           const std::string& cluster, int looks);

/// The platform's own cluster with services, stock and outbox, as the monitor of a console sees it
/// after a few looks. `lookBack`: how far its series reach back, as that console keeps them on
/// disk.
core::Result<core::ops::ConsoleSnapshotPtr>
observePlatform(const Context& context, int looks,
                std::chrono::seconds lookBack = std::chrono::seconds(0));

/// The sampler of the platform's own cluster; it knows the sizes of the logs too where the local
/// stack's folders are.
std::unique_ptr<core::ops::SampleSource> ownSampler(const Context& context,
                                                    backend::kafka::SamplerOptions options,
                                                    const core::Clock& clock);
/// The same with the platform's client configuration, at these addresses.
std::unique_ptr<core::ops::SampleSource>
platformSampler(const Context& context, const std::string& servers, const core::Clock& clock);

} // namespace vigia::app
