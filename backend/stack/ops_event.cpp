#include "backend/stack/guard_client.h"

#include <algorithm>
#include <array>

namespace vigia::backend::stack {

std::optional<core::ops::Event> opsEvent(const ProcessEvent& event, const std::string& cluster) {
    using core::ops::Health;
    struct Meaning {
        std::string_view what;
        Health health;
        std::array<const char*, 3> kind; ///< broker, postgres, worker; empty: no news
        const char* title;
    };
    static constexpr std::array kMeanings{
        Meaning{"ready", Health::Ok, {"broker_up", "database_up", "worker_started"}, "up"},
        Meaning{
            "exited", Health::Broken, {"broker_down", "database_down", "worker_exited"}, "down"},
        Meaning{"stopped",
                Health::Degraded,
                {"broker_down", "database_down", "worker_exited"},
                "stopped"},
        Meaning{"restarting", Health::Working, {"", "", "worker_restarted"}, "starts again"},
        Meaning{
            "failed", Health::Broken, {"broker_down", "database_down", "worker_exited"}, "failed"},
        Meaning{"paused",
                Health::Degraded,
                {"broker_down", "database_down", "worker_exited"},
                "paused"},
        Meaning{"resumed", Health::Ok, {"broker_up", "database_up", "worker_started"}, "goes on"},
    };
    const auto found = std::find_if(kMeanings.begin(), kMeanings.end(),
                                    [&](const Meaning& m) { return m.what == event.what; });
    if (found == kMeanings.end() || *found->kind.at(static_cast<std::size_t>(event.kind)) == '\0')
        return std::nullopt;
    core::ops::Event news;
    news.cluster = cluster;
    news.time = event.time;
    news.health = found->health;
    news.kind = found->kind.at(static_cast<std::size_t>(event.kind));
    news.subject = event.kind == ProcessKind::Broker && event.process.starts_with("broker-")
                       ? "broker " + event.process.substr(7)
                       : event.process;
    news.title = news.subject + " " + found->title;
    news.detail = event.detail;
    return news;
}

} // namespace vigia::backend::stack
