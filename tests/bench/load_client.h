#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace vigia::bench {

/// What a closed-loop run saw.
struct LoadResult {
    double perSecond = 0;
    double p50Millis = 0;
    double p95Millis = 0;
    double p99Millis = 0;
    std::uint64_t good = 0;
    std::uint64_t bad = 0; ///< answers that were not 2xx
};

/// Keeps `connections` requests under way for `time`, one thread each; `request` makes the bytes of
/// the n-th of a connection.
LoadResult runLoad(std::uint16_t port, unsigned connections, std::chrono::milliseconds time,
                   const std::function<std::string(unsigned connection, std::uint64_t n)>& request);

/// The same at a given rate over all connections: latency counts from the intended time.
LoadResult
runPaced(std::uint16_t port, unsigned connections, double perSecond, std::chrono::milliseconds time,
         const std::function<std::string(unsigned connection, std::uint64_t n)>& request);

double percentile(std::vector<double>& values, double share);

} // namespace vigia::bench
