#pragma once

#include "backend/config/config.h"
#include "backend/http/client_tls.h"
#include "backend/http/health.h"
#include "backend/http/router.h"
#include "backend/kafka/client_config.h"
#include "backend/observe/log.h"
#include "backend/observe/metrics.h"
#include "backend/postgres/pool.h"
#include "core/base/clock.h"
#include "core/stream/topic_catalogue.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vigia::backend::monitor {
class SharedSamples;
}

namespace vigia::backend::host {

/// What a role works with; what it refers to is owned by RoleProcess and outlives the role.
struct RoleContext {
    const config::Config& config;
    const core::Clock& clock;
    std::string instance; ///< `stock-1`
    postgres::Pool& pool;
    postgres::ConnectionOptions connection; ///< for direct connections (locks, LISTEN)
    kafka::ClientConfig kafka;
    const core::stream::TopicNames& topics;
    observe::Metrics& metrics; ///< of this role
    observe::Log& log;
    std::function<void()>
        outboxWritten; ///< a transaction with outbox rows committed: wakes this process's relay
    std::shared_ptr<monitor::SharedSamples> samples = {}; ///< null: a role looks for itself
};

/// What the health of a role hangs on (platform.md 3.2).
struct RoleNeeds {
    bool database = true;   ///< DOWN without it, else DEGRADED
    bool kafka = true;      ///< DEGRADED without it
    bool outbox = false;    ///< its outbox is a component
    bool components = true; ///< the worst of them counts; else they are only shown
};

/// One role of a daemon or worker (platform.md 1). Made, started and stopped by RoleProcess on its
/// thread, in order.
class Role {
public:
    virtual ~Role() = default;

    [[nodiscard]] virtual std::string name() const = 0;
    /// Before the listener starts.
    virtual void addRoutes(http::Router& router) = 0;
    /// Database and topics are ready. Returns once its threads run.
    virtual core::Result<void> start() = 0;
    /// Finishes what is under way and waits. The number of acknowledged things left behind: 0 when
    /// clean.
    virtual std::size_t stop() = 0;
    /// Called every second by the health check; must not block. The role's status is the worst of
    /// these and of what RoleProcess knows about database, Kafka and outbox.
    [[nodiscard]] virtual std::vector<http::ComponentHealth> health() const = 0;
    [[nodiscard]] virtual RoleNeeds needs() const { return {}; }
    /// The configuration was read again: how it speaks https with the other services from now on.
    virtual void useTls(const http::ClientTls&) {}
    /// False when a loop of the role has not turned for 30 s. Any thread.
    [[nodiscard]] virtual bool live() const { return true; }
};

} // namespace vigia::backend::host
