#pragma once

#include "backend/host/role.h"
#include "backend/host/upstream.h"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vigia::backend::host {

/// The role `gateway`: one address for every API of the product. Requests for a role of this
/// process are answered directly (RoleProcess adds its routes); the others go to the configured
/// upstreams, else to the live instances of the role in `ops.instances` (Upstream).
class GatewayRole final : public Role {
public:
    static constexpr RoleNeeds kNeeds{.kafka = false, .components = false};

    /// `here`: the roles that this process runs itself.
    GatewayRole(const RoleContext& context, std::set<std::string> here, std::string version);
    ~GatewayRole() override;

    [[nodiscard]] std::string name() const override { return "gateway"; }
    [[nodiscard]] RoleNeeds needs() const override { return kNeeds; }
    void addRoutes(http::Router& router) override;
    void useTls(const http::ClientTls& tls) override;
    core::Result<void> start() override;
    std::size_t stop() override;
    [[nodiscard]] std::vector<http::ComponentHealth> health() const override;

private:
    [[nodiscard]] std::optional<std::vector<std::string>> urlsOf(const std::string& role) const;

    const RoleContext m_context;
    std::vector<std::unique_ptr<Upstream>> m_upstreams;
};

} // namespace vigia::backend::host
