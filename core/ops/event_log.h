#pragma once

#include "core/base/bounded_buffer.h"
#include "core/ops/event.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace vigia::core::ops {

/// The newest events of one cluster, bounded; the oldest go first and are counted. Used by one
/// thread.
class EventLog {
public:
    explicit EventLog(std::size_t capacity = 2000) : m_capacity(capacity) {}

    /// Gives every event its sequence and keeps it.
    void add(std::vector<Event> events);

    /// Oldest first.
    [[nodiscard]] std::vector<Event> events() const { return {m_events.begin(), m_events.end()}; }
    [[nodiscard]] QueueStats stats() const {
        return {"events", m_events.size(), m_capacity, m_dropped};
    }

private:
    std::size_t m_capacity;
    std::deque<Event> m_events;
    std::uint64_t m_sequence = 0;
    std::uint64_t m_dropped = 0;
};

} // namespace vigia::core::ops
