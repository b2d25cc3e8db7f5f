#pragma once

#include "backend/kafka/client_config.h"
#include "backend/kafka/cluster_sampler.h"
#include "core/base/clock.h"
#include "core/ops/fleet.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace vigia::backend::fleet {

struct ClusterLookOptions {
    std::string cluster;
    std::chrono::milliseconds patience{5000}; ///< for a look at the cluster
    std::chrono::minutes examineEvery{60};    ///< the certificate
    std::chrono::minutes explainEvery{5};     ///< while looks go on failing
};

/// Looks at one real cluster for the fleet: the sampler, the broker's certificate now and then,
/// and the doctor when a look fails. Keeps one client. Reads only. Used by one thread
/// at a time.
class ClusterLook {
public:
    /// `client` reads the secrets, so it may block and fail; it is asked until it succeeds.
    ClusterLook(ClusterLookOptions options,
                std::function<core::Result<kafka::ClientConfig>()> client,
                const core::Clock& clock);

    core::ops::FleetLook look(const std::stop_token& stop);

private:
    using SteadyPoint = std::chrono::steady_clock::time_point;
    core::Result<void> connect();
    void examineNowAndThen(core::ops::FleetLook& look);
    void explain(core::ops::FleetLook& look);

    const ClusterLookOptions m_options;
    const std::function<core::Result<kafka::ClientConfig>()> m_client;
    const core::Clock& m_clock;
    std::optional<kafka::ClientConfig> m_config;
    std::unique_ptr<kafka::ClusterSampler> m_sampler;
    std::optional<SteadyPoint> m_examinedAt;
    std::optional<SteadyPoint> m_explainedAt; ///< absent while looks succeed
    std::string m_explanation;
};

} // namespace vigia::backend::fleet
