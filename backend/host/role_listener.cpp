#include "backend/host/role_listener.h"

#include <fmt/format.h>

namespace vigia::backend::host {
namespace {

using http::HealthStatus;

constexpr double kOldOutboxSeconds = 60;

http::ComponentHealth outboxComponent(const postgres::Backlog& backlog) {
    const bool old = backlog.oldestSeconds > kOldOutboxSeconds;
    return {"outbox",
            old ? HealthStatus::Degraded : HealthStatus::Up,
            {{"pending", core::JsonValue(core::JsonNumber{std::to_string(backlog.pending)})},
             {"oldest_seconds",
              core::JsonValue(core::JsonNumber{fmt::format("{:.1f}", backlog.oldestSeconds)})}}};
}

HealthStatus worse(HealthStatus a, HealthStatus b) {
    const auto rank = [](HealthStatus status) {
        switch (status) {
        case HealthStatus::Up:
            return 0;
        case HealthStatus::Unknown:
            return 1;
        case HealthStatus::Degraded:
            return 2;
        case HealthStatus::Down:
            return 3;
        }
        return 1;
    };
    return rank(a) >= rank(b) ? a : b;
}

} // namespace

RoleListener::RoleListener(const Role& role, observe::Metrics& metrics, Ground ground,
                           const core::Clock& clock, observe::Logger log)
    : m_role(role), m_ground(std::move(ground)), m_httpMetrics(metrics), m_checker(*this, clock),
      m_metrics(metrics), m_log(std::move(log)) {}

RoleListener::~RoleListener() {
    stop();
}

core::Result<void> RoleListener::start(http::ServerOptions options,
                                       http::StandardEndpoints endpoints) {
    endpoints.health = &m_checker;
    endpoints.metrics = &m_metrics;
    // A second try on another port finds the routes there already.
    if (!m_server)
        http::addStandardEndpoints(m_router, endpoints);
    options.metrics = &m_httpMetrics;
    m_server = std::make_unique<http::Server>(std::move(options), m_router);
    if (auto started = m_server->start(); !started)
        return started;
    m_queue = std::make_unique<observe::Metrics::Source>(
        m_metrics.watchQueue([server = m_server.get()] { return server->queueStats(); }));
    m_checker.checkNow();
    m_checker.start();
    return {};
}

std::uint16_t RoleListener::port() const {
    return m_server->port();
}

void RoleListener::beginDrain() {
    m_ready = false;
}

void RoleListener::stop() {
    m_ready = false;
    m_checker.stop();
    m_queue.reset();
    if (m_server)
        m_server->stop();
}

http::HealthReport RoleListener::check() {
    const auto ground = m_ground.state();
    http::HealthReport report;
    report.components = groundComponents(ground);
    if (m_role.needs().outbox)
        report.components.push_back(outboxComponent(m_ground.outbox()));
    for (auto& component : m_role.health())
        report.components.push_back(std::move(component));
    report.status = statusOf(ground, report.components);
    tellChange(report);
    return report;
}

void RoleListener::tellChange(const http::HealthReport& report) {
    if (report.status == m_told)
        return;
    m_told = report.status;
    std::string bad;
    for (const auto& component : report.components) {
        if (component.status && *component.status != HealthStatus::Up)
            bad += (bad.empty() ? "" : ", ") + component.name;
    }
    m_log.write(report.status == HealthStatus::Up ? observe::Level::Info : observe::Level::Warn,
                fmt::format("{} is {} now{}", m_role.name(), http::healthStatusName(report.status),
                            bad.empty() ? "" : ": " + bad));
}

HealthStatus RoleListener::statusOf(const GroundState& ground,
                                    const std::vector<http::ComponentHealth>& components) const {
    const auto needs = m_role.needs();
    HealthStatus status = HealthStatus::Up;
    if (!ground.databaseUp)
        status = needs.database ? HealthStatus::Down : HealthStatus::Degraded;
    if (!ground.kafkaUp && needs.kafka)
        status = worse(status, HealthStatus::Degraded);
    for (const auto& component : components) {
        if (!needs.components || !component.status || component.name == "database" ||
            component.name == "kafka")
            continue;
        const bool stillServes =
            component.name == "diskSpace" && *component.status != HealthStatus::Up;
        status = worse(status, stillServes ? HealthStatus::Degraded : *component.status);
    }
    return status;
}

} // namespace vigia::backend::host
