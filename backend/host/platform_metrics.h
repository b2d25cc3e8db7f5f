#pragma once

#include "backend/host/platform_health.h"
#include "backend/observe/log.h"
#include "backend/observe/metrics.h"
#include "backend/postgres/pool.h"
#include "backend/postgres/relay.h"

namespace vigia::backend::host {

/// What an outbox relay tells, as metrics and log lines. `metrics` outlives the relay.
postgres::RelayHooks relayHooks(observe::Metrics& metrics, observe::Logger log);

/// `postgres_up`, `postgres_size_bytes` and `postgres_connections`, as the last look found them.
observe::Metrics::Source watchDatabase(observe::Metrics& metrics, const PlatformHealth& health);

/// `kafka_producer_queue`, read at each collection as long as the source is kept.
observe::Metrics::Source watchRelay(observe::Metrics& metrics, const postgres::Relay& relay);

/// What a pool tells, as `db_*` metrics. `metrics` outlives the pool.
postgres::PoolHooks poolHooks(observe::Metrics& metrics);

/// `db_pool_connections` and `db_pool_max`, read at each collection as long as the source is kept.
observe::Metrics::Source watchPool(observe::Metrics& metrics, const postgres::Pool& pool);

} // namespace vigia::backend::host
