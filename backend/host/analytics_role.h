#pragma once

#include "backend/host/role.h"

#include <memory>

namespace vigia::backend::host {

/// The role `analytics`: history, minutes and the index of dead letters, from Kafka (stock.md 6).
/// Up to as many processes as the audit topic has partitions do work.
class AnalyticsRole final : public Role {
public:
    static constexpr RoleNeeds kNeeds{.database = false};

    explicit AnalyticsRole(const RoleContext& context);
    ~AnalyticsRole() override;

    [[nodiscard]] std::string name() const override { return "analytics"; }
    [[nodiscard]] RoleNeeds needs() const override { return kNeeds; }
    void addRoutes(http::Router&) override {}
    core::Result<void> start() override;
    std::size_t stop() override;
    [[nodiscard]] std::vector<http::ComponentHealth> health() const override;
    [[nodiscard]] bool live() const override;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace vigia::backend::host
