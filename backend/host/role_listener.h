#pragma once

#include "backend/host/platform_health.h"
#include "backend/host/role.h"
#include "backend/http/server.h"
#include "backend/http/standard_endpoints.h"
#include "backend/observe/http_metrics.h"
#include "backend/observe/log.h"
#include "backend/postgres/relay.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace vigia::backend::host {

/// The HTTP side of one role: its routes and the standard endpoints, its metrics, and its health by
/// the table of platform.md 3.2. Owned by RoleProcess, used from its thread; health is asked from
/// others.
class RoleListener final : public http::HealthSource {
public:
    /// What the listener asks for its health.
    struct Ground {
        std::function<GroundState()> state;
        std::function<postgres::Backlog()> outbox;
    };

    RoleListener(const Role& role, observe::Metrics& metrics, Ground ground,
                 const core::Clock& clock, observe::Logger log);
    ~RoleListener() override;

    [[nodiscard]] http::Router& router() { return m_router; }
    [[nodiscard]] observe::HttpMetrics& httpMetrics() { return m_httpMetrics; }
    /// Adds the standard endpoints and serves. `options.port` 0 takes a free port.
    core::Result<void> start(http::ServerOptions options, http::StandardEndpoints endpoints);
    [[nodiscard]] std::uint16_t port() const;
    /// Only for a listener with TLS.
    core::Result<void> reloadTls(const http::TlsFiles& files) { return m_server->reloadTls(files); }
    void setReady(bool ready) { m_ready = ready; }
    void beginDrain();
    void stop();

    http::HealthReport check() override;
    [[nodiscard]] bool ready() const override { return m_ready; }
    [[nodiscard]] bool live() const override { return m_role.live(); }

private:
    void tellChange(const http::HealthReport& report);
    [[nodiscard]] http::HealthStatus
    statusOf(const GroundState& ground, const std::vector<http::ComponentHealth>& components) const;

    const Role& m_role;
    const Ground m_ground;
    http::Router m_router;
    observe::HttpMetrics m_httpMetrics;
    http::HealthChecker m_checker;
    observe::Metrics& m_metrics;
    const observe::Logger m_log;
    http::HealthStatus m_told = http::HealthStatus::Up; ///< of the health checker's thread
    std::unique_ptr<http::Server> m_server;
    std::unique_ptr<observe::Metrics::Source> m_queue;
    std::atomic<bool> m_ready{false};
};

} // namespace vigia::backend::host
