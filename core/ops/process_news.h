#pragma once

#include "core/ops/event.h"

#include <deque>
#include <string>
#include <vector>

namespace vigia::core::ops {

/// Keeps one event a cause where the comings and goings of processes are told twice: by the guard
/// when they happen, and by comparing its answers. The first one stays. Used by one thread.
class ProcessNews {
public:
    /// The events that tell something new; what is not about a process always does.
    std::vector<Event> fresh(std::vector<Event> events);

private:
    struct Told {
        std::string subject;
        bool up = false;
        UtcTime from{};
        UtcTime until{};
    };
    std::deque<Told> m_told;
};

} // namespace vigia::core::ops
