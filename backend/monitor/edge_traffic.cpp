#include "backend/monitor/edge_traffic.h"

#include <algorithm>
#include <set>

namespace vigia::backend::monitor {
namespace {

/// The instances whose requests count.
std::set<std::string> edgeInstances(const ServiceRound& round,
                                    const std::vector<core::ops::InstanceRecord>& instances) {
    std::set<std::string> gateways, all;
    for (const auto& instance : instances) {
        const bool gateway = std::find(instance.roles.begin(), instance.roles.end(), "gateway") !=
                             instance.roles.end();
        if (gateway && round.readings.contains(instance.instance))
            gateways.insert(instance.instance);
        all.insert(instance.instance);
    }
    return gateways.empty() ? all : gateways;
}

} // namespace

std::optional<double> EdgeTraffic::endToEndMillis(double q) const {
    const auto seconds = quantileOf(endToEnd, q);
    return seconds ? std::optional(*seconds * 1000) : std::nullopt;
}

EdgeTraffic edgeTraffic(const ServiceRound& round,
                        const std::vector<core::ops::InstanceRecord>& instances) {
    EdgeTraffic edge;
    const auto counted = edgeInstances(round, instances);
    double errors = 0;
    double conflicts = 0;
    for (const auto& [instance, reading] : round.readings) {
        for (const auto& [bound, growth] : reading.endToEnd)
            edge.endToEnd[bound] += growth;
        if (!counted.contains(instance) || !reading.requestsPerSecond)
            continue;
        edge.requestsPerSecond = edge.requestsPerSecond.value_or(0) + *reading.requestsPerSecond;
        errors += reading.errorsPerSecond.value_or(0);
        conflicts += reading.conflictsPerSecond.value_or(0);
    }
    if (edge.requestsPerSecond) {
        const double requests = *edge.requestsPerSecond;
        edge.errorPercent = requests > 0 ? 100 * errors / requests : 0;
        edge.conflictPercent = requests > 0 ? 100 * conflicts / requests : 0;
    }
    return edge;
}

} // namespace vigia::backend::monitor
