#include "core/ops/process_events.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace vigia::core::ops {
namespace {

bool works(const ProcessStatus& process) {
    return process.state == ProcessState::Running;
}

std::string kindOf(const ProcessStatus& process, bool up, bool restarted) {
    if (process.kind == "broker")
        return up ? "broker_up" : "broker_down";
    if (process.kind == "postgres")
        return up ? "database_up" : "database_down";
    if (restarted)
        return "worker_restarted";
    return up ? "worker_started" : "worker_exited";
}

std::string downWord(ProcessState state) {
    switch (state) {
    case ProcessState::Paused:
        return "paused";
    case ProcessState::Failed:
        return "failed";
    case ProcessState::Stopped:
        return "stopped";
    case ProcessState::Starting:
    case ProcessState::Running:
        break;
    }
    return "down";
}

} // namespace

std::optional<std::int32_t> brokerIdOf(const std::string& processName) {
    constexpr std::string_view kPrefix = "broker-";
    if (!processName.starts_with(kPrefix))
        return std::nullopt;
    std::int32_t id = 0;
    const char* end = processName.data() + processName.size();
    const auto read = std::from_chars(processName.data() + kPrefix.size(), end, id);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(id) : std::nullopt;
}

std::string processTitle(const ProcessStatus& process) {
    if (const auto id = brokerIdOf(process.name))
        return fmt::format("broker {}", *id);
    return process.kind == "postgres" ? "PostgreSQL" : process.name;
}

std::vector<Event> ProcessEvents::observe(const std::vector<ProcessStatus>& processes, UtcTime at) {
    m_found.clear();
    m_now = at;
    std::map<std::string, ProcessStatus> current;
    for (const ProcessStatus& process : processes)
        current[process.name] = process;
    if (m_known) {
        for (const auto& [name, process] : current) {
            const auto old = m_before.find(name);
            if (old != m_before.end())
                compare(old->second, process);
            else if (works(process))
                reportUp(process, false);
        }
        for (const auto& [name, process] : m_before) {
            if (current.contains(name) || !works(process))
                continue;
            ProcessStatus gone = process;
            gone.state = ProcessState::Stopped;
            gone.exitedAt.reset();
            reportDown(gone);
        }
    }
    m_known = true;
    m_before = std::move(current);
    m_lastAsked = at;
    return std::exchange(m_found, {});
}

void ProcessEvents::compare(const ProcessStatus& before, const ProcessStatus& now) {
    const bool replaced =
        works(before) && works(now) && (now.restarts > before.restarts || now.pid != before.pid);
    if ((works(before) && !works(now)) || replaced)
        reportDown(now);
    if ((!works(before) && works(now)) || replaced)
        reportUp(now, now.restarts > before.restarts || replaced);
    if (before.state != ProcessState::Failed && now.state == ProcessState::Failed && !works(before))
        reportDown(now);
}

void ProcessEvents::reportDown(const ProcessStatus& now) {
    Event event;
    event.health = now.state == ProcessState::Stopped && now.kind == "worker" ? Health::Degraded
                                                                              : Health::Broken;
    event.kind = kindOf(now, false, false);
    event.subject = processTitle(now);
    const std::string word =
        now.kind == "worker" && !works(now) && now.state == ProcessState::Starting
            ? "exited"
            : downWord(now.state);
    event.title = event.subject + " " + word;
    event.detail = now.reason;
    m_downSince.try_emplace(now.name, now.exitedAt.value_or(m_now));
    report(std::move(event), now.exitedAt);
}

void ProcessEvents::reportUp(const ProcessStatus& now, bool restarted) {
    Event event;
    event.health = Health::Ok;
    event.kind = kindOf(now, true, restarted);
    event.subject = processTitle(now);
    event.title = event.subject + (now.kind != "worker" ? " up"
                                   : restarted          ? " restarted"
                                                        : " started");
    if (const auto since = m_downSince.find(now.name); since != m_downSince.end()) {
        event.detail = fmt::format("after {:.1f} s",
                                   std::chrono::duration<double>(m_now - since->second).count());
        m_downSince.erase(since);
    }
    // A server is up when it answers, later than its process began; a worker counts from its start.
    report(std::move(event), now.kind == "worker" ? now.startedAt : std::nullopt);
}

void ProcessEvents::report(Event event, std::optional<UtcTime> exact) {
    event.cluster = m_cluster;
    const bool usable = exact && *exact <= m_now && *exact > m_lastAsked - std::chrono::minutes(5);
    event.time = usable ? *exact : m_now;
    if (!usable)
        event.notBefore = m_lastAsked;
    m_found.push_back(std::move(event));
}

} // namespace vigia::core::ops
