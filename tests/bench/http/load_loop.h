#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace vigia::bench {

/// Keep-alive requests on `connections` sockets from one thread, one outstanding on each; answers a second.
double requestsPerSecond(std::uint16_t port, std::string_view path, unsigned connections, std::chrono::milliseconds time);

} // namespace vigia::bench
