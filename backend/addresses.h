#pragma once

#include "core/base/destroy.h"
#include "core/base/result.h"

#include <netdb.h>

#include <memory>
#include <string>

namespace vigia::backend {

/// A list of socket addresses, freed in the end.
using Addresses = std::unique_ptr<addrinfo, core::Destroy<&::freeaddrinfo>>;

/// The TCP addresses of a host with a port (digits), as long as the system's resolver takes.
/// NotFound with the resolver's own reason.
core::Result<Addresses> resolveHost(const std::string& host, const std::string& port);

} // namespace vigia::backend
