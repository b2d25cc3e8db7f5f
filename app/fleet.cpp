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
    // A local platform may start at any time, also after the fleet.
    const bool local = context.config.profile != backend::config::Profile::Remote;
    core::ops::FleetMember ownMember{own,  clusterTag(context, own), {}, isReadOnly(context), true,
                                     local};
    sources.push_back(sourceOf(
        std::move(ownMember), [context, own] { return clusterAccess(context, own); }, clock));
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
