#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/ops/console_snapshot.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vigia::core::ops {

/// How a process of the guard stands.
enum class ProcessState { Starting, Running, Paused, Stopped, Failed };
/// `starting`, `running`, `paused`, `stopped`, `failed`.
std::string_view processStateWord(ProcessState state);

/// What the guard says about one process that it owns.
struct ProcessStatus {
    std::string name; ///< `broker-2`, `postgres`, `stock-1`
    std::string kind; ///< `broker`, `postgres`, `worker`
    ProcessState state = ProcessState::Stopped;
    std::string reason; ///< why it is not running; last lines of its log when it failed
    std::optional<std::int64_t> pid;
    std::optional<UtcTime> startedAt;
    std::optional<UtcTime> exitedAt; ///< when it last ended, if it did
    int restarts = 0;
    std::optional<std::int64_t> memoryBytes;
    std::optional<double> cpuSeconds; ///< used since its start
    std::optional<std::int64_t> diskBytes;
};

/// Asks whoever owns the processes of the platform. One thread of the monitor calls it; it answers
/// within a second.
class ProcessSource {
public:
    virtual ~ProcessSource() = default;
    virtual Result<std::vector<ProcessStatus>> processes() = 0;
};

/// A row of `ops.instances` (platform.md 5.1).
struct InstanceRecord {
    std::string instance;
    std::vector<std::string> roles;
    std::string host;
    std::int64_t pid = 0;
    std::map<std::string, std::string> urls; ///< role → base URL; every role has its own listener
    std::string version;
    UtcTime startedAt{};
    UtcTime heartbeatAt{};

    /// Of the listener that serves `role`; empty when there is none.
    [[nodiscard]] std::string urlOf(const std::string& role) const;
    /// The address to show: the gateway's where it has one, else that of the first role.
    [[nodiscard]] std::string url() const;
};

/// What the platform's database says about the platform.
struct PlatformState {
    UtcTime databaseTime{}; ///< heartbeats are compared with the clock that wrote them
    std::vector<InstanceRecord> instances;
    std::vector<OutboxState> outbox;
};

/// Reads the platform's database. One thread of the monitor calls it; it answers within a few
/// seconds.
class PlatformSource {
public:
    virtual ~PlatformSource() = default;
    virtual Result<PlatformState> state() = 0;
};

} // namespace vigia::core::ops
