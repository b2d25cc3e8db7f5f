#include "core/ops/process_events.h"

#include <utility>

#include <fmt/format.h>

namespace vigia::core::ops {

bool outboxStalled(const OutboxState& outbox) {
    return outbox.oldestSeconds > kRelayStallSeconds || outbox.parked > 0;
}

Event PlatformEvents::event(Health health, std::string kind, std::string subject, std::string title,
                            std::string detail) const {
    Event event;
    event.cluster = m_cluster;
    event.time = m_now;
    event.notBefore = m_lastAsked;
    event.health = health;
    event.kind = std::move(kind);
    event.subject = std::move(subject);
    event.title = std::move(title);
    event.detail = std::move(detail);
    return event;
}

std::vector<Event> PlatformEvents::observe(const PlatformState* state, const std::string& error,
                                           UtcTime at, bool databaseIsOurs) {
    std::vector<Event> found;
    m_now = at;
    const bool up = state != nullptr;
    if (m_up && *m_up != up && !databaseIsOurs)
        found.push_back(
            up ? event(Health::Ok, "database_up", "PostgreSQL", "PostgreSQL up", "")
               : event(Health::Broken, "database_down", "PostgreSQL", "PostgreSQL down", error));
    m_up = up;
    if (state != nullptr) {
        std::set<std::string> stalled;
        for (const OutboxState& outbox : state->outbox) {
            if (!outboxStalled(outbox))
                continue;
            stalled.insert(outbox.schema);
            if (m_stalled.contains(outbox.schema))
                continue;
            const auto detail = fmt::format("{} rows wait, the oldest for {:.0f} s, {} parked",
                                            outbox.pending, outbox.oldestSeconds, outbox.parked);
            found.push_back(event(Health::Degraded, "relay_stalled", outbox.schema,
                                  fmt::format("outbox {} stands still", outbox.schema), detail));
        }
        for (const std::string& schema : m_stalled) {
            if (!stalled.contains(schema))
                found.push_back(event(Health::Ok, "relay_recovered", schema,
                                      fmt::format("outbox {} moves again", schema), ""));
        }
        m_stalled = std::move(stalled);
    }
    m_lastAsked = at;
    return found;
}

} // namespace vigia::core::ops
