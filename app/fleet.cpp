#include "app/fleet.h"

#include "app/platform_access.h"
#include "backend/fleet/cluster_look.h"

namespace vigia::app {
namespace {

using backend::fleet::FleetSource;

FleetSource sourceOf(core::ops::FleetMember member,
                     std::function<core::Result<backend::kafka::ClientConfig>()> client,
                     const core::Clock& clock) {
    backend::fleet::ClusterLookOptions options;
    options.cluster = member.cluster;
    const auto look =
        std::make_shared<backend::fleet::ClusterLook>(std::move(options), std::move(client), clock);
    return {std::move(member), [look](const std::stop_token& stop) { return look->look(stop); }};
}

} // namespace

std::vector<FleetSource> fleetSources(const Context& context, const core::Clock& clock) {
    std::vector<FleetSource> sources;
    const std::string own = backend::config::kOwnCluster;
    if (auto client = clusterAccess(context, own)) {
        core::ops::FleetMember member{own, clusterTag(context, own), {}, isReadOnly(context), true};
        sources.push_back(sourceOf(
            std::move(member), [client = std::move(*client)] { return core::Result(client); },
            clock));
    }
    for (const auto& cluster : context.config.clusters) {
        if (cluster.name == own)
            continue;
        core::ops::FleetMember member{cluster.name, cluster.tag, cluster.colour, cluster.readOnly,
                                      cluster.collectAlways};
        sources.push_back(sourceOf(
            std::move(member), [cluster] { return watchedClient(cluster); }, clock));
    }
    return sources;
}

} // namespace vigia::app
