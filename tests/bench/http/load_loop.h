#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace vigia::bench {

struct Load {
    double perSecond = 0;
    double serverMicros =
        0; ///< CPU time that the rest of this process used for one answer: steady on a busy machine
};

/// Keep-alive requests on `connections` sockets from the calling thread, one outstanding on each.
Load load(std::uint16_t port, std::string_view path, unsigned connections,
          std::chrono::milliseconds time);

} // namespace vigia::bench
