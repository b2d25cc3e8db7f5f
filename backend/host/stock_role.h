#pragma once

#include "backend/host/role.h"

#include <memory>

namespace vigia::backend::host {

/// The role `stock`: REST of virtual and branch stock, expiry, gauges. Any number of processes.
class StockRole final : public Role {
public:
    static constexpr RoleNeeds kNeeds{.outbox = true};

    explicit StockRole(const RoleContext& context);
    ~StockRole() override;

    [[nodiscard]] std::string name() const override { return "stock"; }
    [[nodiscard]] RoleNeeds needs() const override { return kNeeds; }
    void addRoutes(http::Router& router) override;
    core::Result<void> start() override;
    std::size_t stop() override;
    [[nodiscard]] std::vector<http::ComponentHealth> health() const override { return {}; }

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace vigia::backend::host
