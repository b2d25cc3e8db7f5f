#pragma once

#include "core/ops/event.h"
#include "core/ops/platform_source.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace vigia::core::ops {

/// Finds what happened to the processes of the guard. We own them, so most moments are exact. Used
/// by one thread.
class ProcessEvents {
public:
    explicit ProcessEvents(std::string cluster) : m_cluster(std::move(cluster)) {}

    /// `at`: when the guard was asked. The first answer is only remembered.
    std::vector<Event> observe(const std::vector<ProcessStatus>& processes, UtcTime at);

private:
    void compare(const ProcessStatus& before, const ProcessStatus& now);
    void reportDown(const ProcessStatus& now);
    void reportUp(const ProcessStatus& now, bool restarted);
    void report(Event event, std::optional<UtcTime> exact);

    std::string m_cluster;
    std::map<std::string, ProcessStatus> m_before;
    std::map<std::string, UtcTime> m_downSince;
    bool m_known = false;
    std::vector<Event> m_found;
    UtcTime m_now{};
    UtcTime m_lastAsked{};
};

/// Finds what the platform's database shows: that it is away or back, and outboxes that stand
/// still.
class PlatformEvents {
public:
    explicit PlatformEvents(std::string cluster) : m_cluster(std::move(cluster)) {}

    /// `state` is null when the database did not answer; `databaseIsOurs` when its process is
    /// watched more closely.
    std::vector<Event> observe(const PlatformState* state, const std::string& error, UtcTime at,
                               bool databaseIsOurs);

private:
    Event event(Health health, std::string kind, std::string subject, std::string title,
                std::string detail) const;

    std::string m_cluster;
    std::optional<bool> m_up;
    std::set<std::string> m_stalled;
    UtcTime m_now{};
    UtcTime m_lastAsked{};
};

/// An outbox whose oldest row waits longer stands still (platform.md 3.2).
inline constexpr double kRelayStallSeconds = 60;
/// Whether an outbox needs a person: it stands still or holds parked rows.
bool outboxStalled(const OutboxState& outbox);
/// `broker-2` → 2; nothing for other names.
std::optional<std::int32_t> brokerIdOf(const std::string& processName);
/// `broker 2`, `PostgreSQL`, `stock-1`: what a person calls it.
std::string processTitle(const ProcessStatus& process);

} // namespace vigia::core::ops
