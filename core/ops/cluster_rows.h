#pragma once

#include "core/ops/cluster_sample.h"
#include "core/ops/console_snapshot.h"
#include "core/ops/platform_source.h"

#include <map>
#include <string>
#include <vector>

namespace vigia::core::ops {

/// Growth between two looks, in records per second; absent without a look before, or when the clock
/// stood still.
struct ClusterRates {
    std::optional<double> in;  ///< growth of the ends of all topics that are not internal
    std::optional<double> out; ///< growth of the commits of all groups
};
ClusterRates clusterRates(const ClusterSample& now, const ClusterSample* before);

/// One row a broker, by id; figures of the process where the guard owns it.
std::vector<BrokerRow> brokerRows(const ClusterSample& sample,
                                  const std::vector<ProcessStatus>& processes);

/// One row a topic, by name; rates against the look before. `groups` adds who reads it, with the
/// lag here.
std::vector<TopicRow> topicRows(const ClusterSample& now, const ClusterSample* before,
                                const std::vector<GroupRow>& groups);

/// What one scrape of a service told beside its identity.
struct ServiceFigures {
    bool answered = false;
    std::string error;               ///< why it did not answer
    Health health = Health::Unknown; ///< what it says of itself
    std::string healthReason;
    std::optional<double> requestsPerSecond;
    std::optional<double> recordsPerSecond;
    std::optional<double> errorPercent;
    std::optional<double> p95Millis;
    std::optional<std::int64_t> memoryBytes;
    std::optional<double> cpuPercent;
};

/// One row for every live instance and every worker of the guard, by name. `figures` by instance.
std::vector<ServiceRow> serviceRows(const PlatformState& platform,
                                    const std::vector<ProcessStatus>& processes,
                                    const std::map<std::string, ServiceFigures>& figures,
                                    UtcTime now);

/// An instance without heartbeat for longer is gone (platform.md 1).
inline constexpr std::chrono::seconds kInstanceGoneAfter{15};

/// CPU of processes from consecutive looks, in percent of one core.
class CpuMeter {
public:
    /// Nothing at the first look, after a restart, and while the clock stands still.
    std::optional<double> percent(const std::string& name, std::optional<double> cpuSeconds,
                                  UtcTime at);

private:
    struct Look {
        double cpuSeconds = 0;
        UtcTime at{};
        std::optional<double> percent;
    };
    std::map<std::string, Look> m_looks;
};

} // namespace vigia::core::ops
