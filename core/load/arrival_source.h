#pragma once

#include "core/load/scenario.h"

#include <deque>
#include <optional>

namespace vigia::core::load {

/// When the next request of a run is due: by the schedule of the open model, or by the users of the
/// closed one, of whom each waits for its answer, thinks and asks again. One thread, and times that
/// never go back.
class ArrivalSource {
public:
    /// `course` outlives it.
    ArrivalSource(const Scenario& scenario, const Course& course, std::uint64_t seed);

    /// Nothing when none is known yet or ever.
    [[nodiscard]] std::optional<LoadTime> next() const;
    /// Takes what `next` said.
    void take();
    /// Users come and go as the course wants.
    void follow(LoadTime now);
    /// A request was answered: its user thinks.
    void answered(LoadTime now);
    [[nodiscard]] bool closed() const { return m_closed; }

private:
    const bool m_closed;
    const LoadTime m_think;
    const Course& m_course;
    Arrivals m_arrivals;
    std::optional<LoadTime> m_next;
    std::deque<LoadTime> m_fresh, m_thinking; ///< when users ask for the first time; again
    std::size_t m_users = 0, m_wanted = 0;
};

} // namespace vigia::core::load
