#pragma once

#include <chrono>

namespace vigia::core {

/// Wall-clock time, UTC, in microseconds (PostgreSQL's resolution).
using UtcTime = std::chrono::sys_time<std::chrono::microseconds>;
/// Monotonic time for durations and deadlines.
using SteadyTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::nanoseconds>;

/// The port through which core and its callers ask for time; owned by `app`, any thread may call
/// it.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual UtcTime now() const = 0;
    [[nodiscard]] virtual SteadyTime steadyNow() const = 0;
};

/// Epoch milliseconds, as Kafka timestamps want them.
inline std::int64_t epochMillis(UtcTime time) {
    return std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
}

inline UtcTime fromEpochMillis(std::int64_t millis) {
    return UtcTime{std::chrono::milliseconds{millis}};
}

} // namespace vigia::core
