#pragma once

#include "backend/config/reload.h"
#include "backend/host/instances.h"
#include "backend/host/platform_health.h"
#include "backend/host/role.h"
#include "backend/host/role_listener.h"
#include "backend/observe/exposer.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::postgres {
class Relay;
}

namespace vigia::backend::host {

/// What a process that runs roles is told beside the configuration.
struct RoleProcessOptions {
    config::Config config;
    std::vector<std::string> roles; ///< `gateway`, `stock`, `analytics`; empty: all
    std::string instance;           ///< `stock-1`
    std::string version;
    std::string commit;
    std::string buildTime = {}; ///< of the commit it was built from
    bool fixedGatewayPort =
        true; ///< a busy gateway port stops the start; a console's own platform takes a free one
    /// Looks at the platform's cluster that somebody else of this process shares; null: none.
    std::shared_ptr<monitor::SharedSamples> samples = {};
    bool logToOutput = true; ///< false: only to the file, because a console shares the output
};

/// Runs roles in this process, in the order of platform.md 1: configuration → migrations → topics →
/// roles → ready; and drains in the reverse order. Owned by `app`, used from one thread. The
/// destructor stops without waiting for the drain delay.
class RoleProcess {
public:
    RoleProcess(RoleProcessOptions options, const core::Clock& clock);
    ~RoleProcess();
    RoleProcess(const RoleProcess&) = delete;
    RoleProcess& operator=(const RoleProcess&) = delete;

    /// Blocks until the process is ready, or says why it can't be.
    core::Result<void> start();
    /// What SIGHUP asks for: log level and certificates of `next` take effect; the log says what
    /// changed, what waits for the next start, and why nothing changed when `next` is a failure.
    void reload(const core::Result<config::Reloaded>& next);
    /// Readiness answers 503 from now on.
    void beginDrain();
    /// Stops accepting, finishes what is under way, flushes, leaves groups. Number of acknowledged
    /// things left behind.
    std::size_t stop();

    /// Role → base URL of its listener.
    [[nodiscard]] const std::map<std::string, std::string>& urls() const { return m_urls; }

private:
    struct Running;

    core::Result<void> makeMetrics();
    core::Result<void> openDatabase();
    core::Result<void> makeTopics();
    core::Result<void> prepareGround();
    void watchHealth();
    core::Result<void> startRelay();
    core::Result<void> startRoles();
    core::Result<void> exposeMetrics();
    core::Result<void> listen(Running& running);
    void addRoutes(const Running& owner, http::Router& router);
    [[nodiscard]] RoleContext contextOf(observe::Metrics& metrics);
    [[nodiscard]] http::ServerOptions serverOptions(const std::string& role,
                                                    const config::ListenAddress& where);
    [[nodiscard]] http::StandardEndpoints endpoints();
    [[nodiscard]] bool mustHavePort(const std::string& role,
                                    const config::ListenAddress& where) const;
    [[nodiscard]] std::unique_ptr<Role> makeRole(const std::string& role,
                                                 const RoleContext& context) const;
    void wakeRelay();

    RoleProcessOptions m_options;
    const core::Clock& m_clock;
    const core::UtcTime m_startedAt;
    observe::Log m_log;
    observe::Logger m_life;
    bool m_stopped = false;
    observe::Logger m_kafkaLog;
    std::unique_ptr<core::stream::TopicNames> m_topics;
    std::unique_ptr<postgres::Pool> m_pool;
    std::unique_ptr<kafka::Admin> m_admin; ///< until the health has it
    std::unique_ptr<PlatformHealth> m_health;
    std::unique_ptr<postgres::Relay> m_relay;
    std::vector<std::unique_ptr<Running>> m_roles;
    std::optional<observe::Metrics::Source>
        m_poolGauges; // before the metrics and the pool are gone
    std::vector<observe::Metrics::Source> m_logCounters;
    std::optional<observe::Metrics::Source> m_relayGauge, m_databaseGauges;
    std::unique_ptr<observe::MetricsExposer> m_exposer;
    std::unique_ptr<InstanceHeartbeat> m_heartbeat;
    std::map<std::string, std::string> m_urls;
};

/// InvalidInput names the first that is no role of this build, and the nearest that is.
core::Result<void> checkRoles(const std::vector<std::string>& roles);

} // namespace vigia::backend::host
