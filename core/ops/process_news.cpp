#include "core/ops/process_news.h"

#include <algorithm>
#include <optional>

namespace vigia::core::ops {
namespace {

/// The same change is seen at slightly different moments by who makes it and by who asks.
constexpr std::chrono::seconds kApart{1};
constexpr std::size_t kMostTold = 200;

/// Whether an event says that a process came (true) or went (false); nothing for other events.
std::optional<bool> cameUp(const Event& event) {
    for (const char* kind : {"broker_up", "database_up", "worker_started", "worker_restarted"}) {
        if (event.kind == kind)
            return true;
    }
    for (const char* kind : {"broker_down", "database_down", "worker_exited"}) {
        if (event.kind == kind)
            return false;
    }
    return std::nullopt;
}

/// The guard calls the database by the name of its process.
void nameAsPeopleDo(Event& event) {
    constexpr std::string_view kProcess = "postgres";
    if (event.subject != kProcess)
        return;
    event.subject = "PostgreSQL";
    if (event.title.starts_with(kProcess))
        event.title.replace(0, kProcess.size(), event.subject);
}

} // namespace

std::vector<Event> ProcessNews::fresh(std::vector<Event> events) {
    std::vector<Event> kept;
    for (Event& event : events) {
        nameAsPeopleDo(event);
        const auto up = cameUp(event);
        const UtcTime from = event.notBefore.value_or(event.time);
        const bool known = up && std::any_of(m_told.begin(), m_told.end(), [&](const Told& told) {
                               return told.subject == event.subject && told.up == *up &&
                                      told.from <= event.time + kApart &&
                                      told.until >= from - kApart;
                           });
        if (known)
            continue;
        if (up)
            m_told.push_back({event.subject, *up, from, event.time});
        if (m_told.size() > kMostTold)
            m_told.pop_front();
        kept.push_back(std::move(event));
    }
    return kept;
}

} // namespace vigia::core::ops
