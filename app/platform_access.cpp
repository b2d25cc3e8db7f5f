#include "app/platform_access.h"

#include "app/stack_options.h"
#include "backend/host/platform_source.h"
#include "backend/stack/guard_client.h"
#include "core/base/text.h"

#include <algorithm>

#include <fmt/format.h>

namespace vigia::app {

using core::ErrorCode;
using core::Result;

backend::kafka::ClientConfig clientConfig(const std::string& servers,
                                          const std::map<std::string, std::string>& properties) {
    backend::kafka::ClientConfig client;
    client.servers = servers;
    client.clientId = "vigia-command";
    client.properties.assign(properties.begin(), properties.end());
    return client;
}

backend::kafka::ClientConfig
watchedClientWithoutSecrets(const backend::config::ClusterConfig& cluster) {
    auto client =
        clientConfig(fmt::format("{}", fmt::join(cluster.servers, ",")), cluster.properties);
    client.brokerMap = cluster.brokerMap;
    client.observeOnly = true;
    client.where = fmt::format("clusters.{}.properties.", cluster.name);
    return client;
}

Result<backend::kafka::ClientConfig> watchedClient(const backend::config::ClusterConfig& cluster) {
    auto client = watchedClientWithoutSecrets(cluster);
    for (const auto& [property, source] : cluster.secrets) {
        auto secret = backend::config::readSecret(source);
        if (!secret)
            return core::failure(secret.error().code,
                                 fmt::format("clusters.{}.properties.{}: {}", cluster.name,
                                             property, secret.error().message));
        client.properties.emplace_back(property, std::move(*secret));
    }
    return client;
}

Result<PlatformAccess> platformAccess(const Context& context) {
    if (context.config.profile == backend::config::Profile::Remote)
        return PlatformAccess{fmt::format("{}", fmt::join(context.config.kafka.servers, ",")),
                              context.config.postgresUrl};
    auto guard = backend::stack::GuardClient::connect(stackOptions(context));
    if (!guard)
        return core::failure(ErrorCode::Unreachable,
                             "the local platform does not run; start it with `vigia stack up`, "
                             "`vigia --daemon` or the desktop");
    auto addresses = (*guard)->addresses();
    if (!addresses)
        return addresses.error();
    return PlatformAccess{addresses->kafka, addresses->postgres};
}

Result<backend::kafka::ClientConfig> clusterAccess(const Context& context,
                                                   const std::string& cluster) {
    if (cluster.empty() || cluster == backend::config::kOwnCluster) {
        const auto access = platformAccess(context);
        if (!access)
            return access.error();
        return clientConfig(access->kafka, context.config.kafka.properties);
    }
    for (const auto& each : context.config.clusters) {
        if (each.name == cluster)
            return watchedClient(each);
    }
    return checkCluster(context, cluster).error();
}

Result<void> checkCluster(const Context& context, const std::string& cluster) {
    std::vector<std::string> known{backend::config::kOwnCluster};
    for (const auto& each : context.config.clusters) {
        if (each.name != backend::config::kOwnCluster)
            known.push_back(each.name);
    }
    if (std::find(known.begin(), known.end(), cluster) != known.end())
        return {};
    const auto near = core::nearestWord(cluster, known);
    return core::failure(
        ErrorCode::InvalidInput,
        fmt::format("there is no cluster '{}' in the configuration{}; there are: {}",
                    core::escapedForDisplay(cluster, 80),
                    near ? " (did you mean " + *near + "?)" : "", fmt::join(known, ", ")));
}

std::string clusterTag(const Context& context, const std::string& cluster) {
    for (const auto& each : context.config.clusters) {
        if (each.name == cluster)
            return each.tag;
    }
    return context.config.mode == backend::config::Mode::Production ? "prod" : "dev";
}

bool isReadOnly(const Context& context) {
    for (const auto& each : context.config.clusters) {
        if (each.name == backend::config::kOwnCluster)
            return each.readOnly;
    }
    return clusterTag(context, backend::config::kOwnCluster) == "prod";
}

core::ops::WriteLock ownLock(const Context& context) {
    const std::string own = backend::config::kOwnCluster;
    return {own, clusterTag(context, own), isReadOnly(context)};
}

core::ops::WritePass passOf(const Parsed& parsed) {
    return {parsed.option("unlock"), parsed.option("reason")};
}

std::unique_ptr<core::ops::WriteGate> ownGate(const Context& context, const core::Clock& clock) {
    const auto lock = ownLock(context);
    return std::make_unique<core::ops::WriteGate>(lock.cluster, lock.tag, lock.readOnly, clock);
}

std::unique_ptr<backend::postgres::Pool> commandPool(const PlatformAccess& access) {
    backend::postgres::PoolOptions options;
    options.connection.urls = {access.postgresUrl};
    options.connection.applicationName = "vigia:command";
    options.size = 2;
    return std::make_unique<backend::postgres::Pool>(std::move(options));
}

Result<std::string> instanceUrl(backend::postgres::Pool& pool, const std::string& role) {
    const auto state = backend::host::DatabasePlatformSource(pool).state();
    if (!state)
        return state.error();
    for (const auto& instance : state->instances) {
        if (auto url = instance.urlOf(role); !url.empty())
            return url;
    }
    return core::failure(ErrorCode::Unreachable,
                         "no " + role + " is running; start the desktop or `vigia --daemon`");
}

core::Result<std::string> gatewayUrl(const Context& context) {
    const auto access = platformAccess(context);
    if (!access)
        return access.error();
    const auto pool = commandPool(*access);
    auto url = instanceUrl(*pool, "gateway");
    return url ? url : instanceUrl(*pool, "stock");
}

} // namespace vigia::app
