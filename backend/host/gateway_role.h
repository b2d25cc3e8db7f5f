#pragma once

#include "backend/host/role.h"

#include <memory>
#include <set>

namespace vigia::backend::host {

/// The role `gateway`: one address for every API of the product. Requests for a role of this
/// process are answered directly (RoleProcess adds its routes); the others go to the configured
/// upstreams, else to the live instances of the role in `ops.instances`, in turn. Thread `gateway`,
/// which looks for instances every 2 s.
class GatewayRole final : public Role {
public:
    /// `here`: the roles that this process runs itself.
    GatewayRole(const RoleContext& context, std::set<std::string> here, std::string version);
    ~GatewayRole() override;

    [[nodiscard]] std::string name() const override { return "gateway"; }
    void addRoutes(http::Router& router) override;
    core::Result<void> start() override;
    std::size_t stop() override;
    [[nodiscard]] std::vector<http::ComponentHealth> health() const override;

private:
    class Upstream;
    std::vector<std::unique_ptr<Upstream>> m_upstreams;
    const RoleContext m_context;
};

} // namespace vigia::backend::host
