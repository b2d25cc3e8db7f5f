#include "backend/config/roles.h"

#include <algorithm>
#include <array>

namespace vigia::backend::config {
namespace {

struct RoleSpec {
    const char* name;
    std::uint16_t port;
};

/// The gateway last: it answers for the others.
constexpr std::array kRoles{RoleSpec{"stock", 8088}, RoleSpec{"analytics", 8092},
                            RoleSpec{"monitor", 8094}, RoleSpec{"gateway", 8080}};

} // namespace

const std::vector<std::string>& knownRoles() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& role : kRoles)
            all.emplace_back(role.name);
        return all;
    }();
    return names;
}

std::uint16_t defaultPort(const std::string& role) {
    const auto found = std::find_if(kRoles.begin(), kRoles.end(),
                                    [&](const auto& each) { return role == each.name; });
    return found == kRoles.end() ? std::uint16_t{0} : found->port;
}

} // namespace vigia::backend::config
