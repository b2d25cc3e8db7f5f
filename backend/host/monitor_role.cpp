#include "backend/host/monitor_role.h"

#include "backend/host/active_lock.h"
#include "backend/kafka/cluster_sampler.h"
#include "backend/monitor/monitor.h"
#include "backend/monitor/monitor_metrics.h"
#include "backend/monitor/shared_samples.h"
#include "backend/stock/analytics.h"
#include "core/base/poller.h"

#include <atomic>

namespace vigia::backend::host {
namespace {

using core::ops::ConsoleSnapshot;

constexpr std::chrono::seconds kLockLook{2};

} // namespace

struct MonitorRole::Parts {
    explicit Parts(const RoleContext& given)
        : context(given), log(given.log.logger("monitor")),
          lock(given.connection, std::string("monitor ") + config::kOwnCluster),
          metrics(given.metrics, snapshots), look("monitor-lock", kLockLook, [this] { turn(); }) {}

    void turn() {
        const bool mine = lock.hold();
        if (mine == active)
            return;
        active = mine;
        log.info(mine ? "samples the cluster now" : "no longer samples the cluster");
        mine ? startMonitor() : stopMonitor();
    }

    void startMonitor() {
        monitor::MonitorParts parts;
        parts.cluster = context.samples ? context.samples->view() : ownSampler();
        monitor::MonitorOptions options;
        options.builder.cluster = config::kOwnCluster;
        options.builder.hasPlatform = false;
        options.builder.ownGroups = {stock::kAnalyticsGroup};
        sampling = std::make_unique<monitor::Monitor>(std::move(options), std::move(parts),
                                                      context.clock, snapshots);
        sampling->start();
    }

    [[nodiscard]] std::unique_ptr<core::ops::SampleSource> ownSampler() const {
        kafka::SamplerOptions sampler;
        sampler.cluster = config::kOwnCluster;
        sampler.client = context.kafka;
        return std::make_unique<kafka::ClusterSampler>(std::move(sampler), context.clock);
    }

    /// Figures of a cluster that somebody else samples now would only grow old here.
    void stopMonitor() {
        sampling.reset();
        snapshots.publish(ConsoleSnapshot{});
    }

    const RoleContext context;
    const observe::Logger log;
    ActiveLock lock;
    core::Published<ConsoleSnapshot> snapshots;
    monitor::MonitorMetrics metrics;
    std::unique_ptr<monitor::Monitor> sampling; ///< of the thread `monitor-lock`
    std::atomic<bool> active{false};
    core::Poller look;
};

MonitorRole::MonitorRole(const RoleContext& context) : m_parts(std::make_unique<Parts>(context)) {}

MonitorRole::~MonitorRole() {
    stop();
}

core::Result<void> MonitorRole::start() {
    m_parts->look.start();
    return {};
}

std::size_t MonitorRole::stop() {
    m_parts->look.stop();
    m_parts->sampling.reset();
    m_parts->lock.release();
    return 0;
}

std::vector<http::ComponentHealth> MonitorRole::health() const {
    return {{"monitor", std::nullopt, {{"active", core::JsonValue(m_parts->active.load())}}}};
}

} // namespace vigia::backend::host
