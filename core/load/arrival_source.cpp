#include "core/load/arrival_source.h"

#include <algorithm>

namespace vigia::core::load {

ArrivalSource::ArrivalSource(const Scenario& scenario, const Course& course, std::uint64_t seed)
    : m_closed(scenario.model == Model::Closed), m_think(scenario.think), m_course(course),
      m_arrivals(course, scenario.spacing, seed) {
    if (!m_closed)
        m_next = m_arrivals.next();
}

std::optional<LoadTime> ArrivalSource::next() const {
    if (!m_closed)
        return m_next;
    if (m_fresh.empty())
        return m_thinking.empty() ? std::nullopt : std::optional(m_thinking.front());
    return m_thinking.empty() ? m_fresh.front() : std::min(m_fresh.front(), m_thinking.front());
}

void ArrivalSource::take() {
    if (!m_closed)
        m_next = m_arrivals.next();
    else if (m_thinking.empty() || (!m_fresh.empty() && m_fresh.front() <= m_thinking.front()))
        m_fresh.pop_front();
    else
        m_thinking.pop_front();
}

void ArrivalSource::follow(LoadTime now) {
    if (!m_closed)
        return;
    m_wanted = static_cast<std::size_t>(std::max(0.0, m_course.valueAt(now) + 1e-9));
    for (; m_users < m_wanted; ++m_users)
        m_fresh.push_back(now);
}

void ArrivalSource::answered(LoadTime now) {
    if (!m_closed)
        return;
    if (m_users > m_wanted)
        --m_users;
    else
        m_thinking.push_back(now + m_think);
}

} // namespace vigia::core::load
