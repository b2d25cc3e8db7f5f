#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vigia::backend::config {

/// The roles of this build (platform.md 1), in the order in which they start.
const std::vector<std::string>& knownRoles();

/// The port of a role's listener; 0 for an unknown role.
std::uint16_t defaultPort(const std::string& role);

} // namespace vigia::backend::config
