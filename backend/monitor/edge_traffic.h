#pragma once

#include "backend/monitor/service_poll.h"

#include <optional>
#include <vector>

namespace vigia::backend::monitor {

/// What all services did together. Requests are counted where they come in: at the gateways when
/// there are any, because a forwarded request is counted again behind them.
struct EdgeTraffic {
    std::optional<double> requestsPerSecond;
    std::optional<double> errorPercent;
    std::optional<double> conflictPercent;
    BucketGrowth endToEnd;

    /// Milliseconds from commit to applied below which a share `q` of the records of the last
    /// minute lies.
    [[nodiscard]] std::optional<double> endToEndMillis(double q) const;
};

EdgeTraffic edgeTraffic(const ServiceRound& round,
                        const std::vector<core::ops::InstanceRecord>& instances);

} // namespace vigia::backend::monitor
