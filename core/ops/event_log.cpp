#include "core/ops/event_log.h"

namespace vigia::core::ops {

void EventLog::add(std::vector<Event> events) {
    for (Event& event : events) {
        event.sequence = ++m_sequence;
        m_events.push_back(std::move(event));
        if (m_events.size() > m_capacity) {
            m_events.pop_front();
            ++m_dropped;
        }
    }
}

} // namespace vigia::core::ops
