#pragma once

#include "app/command.h"
#include "backend/kafka/client_config.h"
#include "backend/postgres/pool.h"
#include "core/ops/platform_source.h"
#include "core/ops/write_gate.h"

#include <memory>
#include <string>

namespace vigia::app {

/// Where a one-shot command finds the platform that runs. Nothing is started.
struct PlatformAccess {
    std::string kafka;
    std::string postgresUrl; ///< secret
};

/// The addresses of profile `local` from its guard, of `remote` from the configuration. Unreachable
/// when the local platform does not run.
core::Result<PlatformAccess> platformAccess(const Context& context);

/// InvalidInput names the nearest cluster when there is none of that name.
core::Result<void> checkCluster(const Context& context, const std::string& cluster);

/// Kafka of the cluster that `--cluster` names: the platform's own for `local` or "", else
/// `clusters.<name>`. NotFound names the nearest.
core::Result<backend::kafka::ClientConfig> clusterAccess(const Context& context,
                                                         const std::string& cluster);

/// The client of a command at these addresses, with the properties of the configuration.
backend::kafka::ClientConfig clientConfig(const std::string& servers,
                                          const std::map<std::string, std::string>& properties);

/// A client of a cluster to watch, without the secrets that have to be read first.
backend::kafka::ClientConfig
watchedClientWithoutSecrets(const backend::config::ClusterConfig& cluster);

/// The same with its secrets read from their files and commands; blocks as long as a command takes.
core::Result<backend::kafka::ClientConfig>
watchedClient(const backend::config::ClusterConfig& cluster);

/// `dev`, `test` or `prod`, as the configuration says; the platform's own is `prod` in production.
std::string clusterTag(const Context& context, const std::string& cluster);

/// Whether nothing may be changed on the platform's own cluster: as `clusters.local.readOnly` says,
/// else in production.
bool isReadOnly(const Context& context);

/// The lock of the platform's own cluster, for what changes it.
core::ops::WriteLock ownLock(const Context& context);

/// What opens it, as the user gave it: `--unlock NAME --reason TEXT`.
core::ops::WritePass passOf(const Parsed& parsed);

/// The lock of the platform's own cluster, closed. `clock` outlives it.
std::unique_ptr<core::ops::WriteGate> ownGate(const Context& context, const core::Clock& clock);

/// A small pool on the platform's database.
std::unique_ptr<backend::postgres::Pool> commandPool(const PlatformAccess& access);

/// The base URL of a live instance that serves `role`. Unreachable when there is none.
core::Result<std::string> instanceUrl(backend::postgres::Pool& pool, const std::string& role);

/// The base URL of the platform's REST APIs: of its gateway, else of its stock service. Unreachable
/// when neither runs.
core::Result<std::string> gatewayUrl(const Context& context);

} // namespace vigia::app
