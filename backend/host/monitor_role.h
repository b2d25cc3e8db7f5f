#pragma once

#include "backend/host/role.h"

#include <memory>

namespace vigia::backend::host {

/// The role `monitor`: samples the platform's own cluster and shows brokers, topics and the lag of
/// every group as metrics. Of several processes one samples (advisory lock); the others wait and
/// have no such series. Threads `monitor-lock` and those of the monitor.
class MonitorRole final : public Role {
public:
    static constexpr RoleNeeds kNeeds{.database = false};

    explicit MonitorRole(const RoleContext& context);
    ~MonitorRole() override;

    [[nodiscard]] std::string name() const override { return "monitor"; }
    [[nodiscard]] RoleNeeds needs() const override { return kNeeds; }
    void addRoutes(http::Router&) override {}
    core::Result<void> start() override;
    std::size_t stop() override;
    [[nodiscard]] std::vector<http::ComponentHealth> health() const override;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace vigia::backend::host
