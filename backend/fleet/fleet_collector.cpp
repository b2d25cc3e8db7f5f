#include "backend/fleet/fleet_collector.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <malloc.h>

namespace vigia::backend::fleet {
namespace {

/// Three looks may fail or come late before a cluster counts as silent.
core::ops::HealthRules rulesFor(std::chrono::milliseconds pace) {
    return {std::max<std::chrono::microseconds>(std::chrono::seconds(15), 3 * pace)};
}

} // namespace

void giveBackMemory() {
    ::malloc_trim(0);
}

FleetCollector::FleetCollector(FleetOptions options, std::vector<FleetSource> sources,
                               const core::Clock& clock, core::Published<core::ops::Fleet>& out)
    : m_options(options), m_clock(clock), m_out(out) {
    for (auto& source : sources) {
        core::ops::FleetTracker tracker(source.member, rulesFor(options.pace));
        m_entries.push_back(std::make_unique<Entry>(
            Entry{std::move(source), std::move(tracker), {}, false, false}));
    }
}

FleetCollector::~FleetCollector() {
    stop();
}

void FleetCollector::start() {
    {
        const std::lock_guard rows(m_rows);
        publish(); // the rows are there before the first answer
    }
    const auto count = std::min(m_options.workers, m_entries.size());
    for (std::size_t i = 1; i <= count; ++i)
        m_workers.emplace_back([this, i](const std::stop_token& stop) {
            pthread_setname_np(pthread_self(), fmt::format("fleet-{}", i).c_str());
            run(stop);
        });
}

void FleetCollector::stop() {
    for (auto& worker : m_workers)
        worker.request_stop();
    m_workers.clear();
}

void FleetCollector::setOpen(bool open) {
    const std::lock_guard lock(m_mutex);
    m_open = open;
    m_changed.notify_all();
}

void FleetCollector::refresh() {
    const std::lock_guard lock(m_mutex);
    for (const auto& entry : m_entries)
        entry->due = {};
    m_changed.notify_all();
}

bool FleetCollector::waitForAll(std::chrono::milliseconds patience) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [this] {
        return std::all_of(m_entries.begin(), m_entries.end(), [this](const auto& entry) {
            return entry->asked || !isCollected(*entry);
        });
    });
}

bool FleetCollector::isCollected(const Entry& entry) const {
    return m_open || entry.source.member.always;
}

FleetCollector::Entry* FleetCollector::findDue(SteadyPoint& next) {
    const auto now = std::chrono::steady_clock::now();
    Entry* first = nullptr;
    for (const auto& entry : m_entries) {
        if (entry->busy || !isCollected(*entry))
            continue;
        if (first == nullptr || entry->due < first->due)
            first = entry.get();
    }
    next = first == nullptr ? now + m_options.pace : first->due;
    return first != nullptr && first->due <= now ? first : nullptr;
}

void FleetCollector::run(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        SteadyPoint next;
        if (Entry* entry = findDue(next); entry != nullptr) {
            entry->busy = true;
            entry->due = std::chrono::steady_clock::now() + m_options.pace;
            lock.unlock();
            ask(*entry, stop);
            lock.lock();
            continue;
        }
        if (roundEnded()) {
            lock.unlock();
            m_options.rest();
            lock.lock();
            continue;
        }
        m_changed.wait_until(lock, stop, next, [this] {
            SteadyPoint ignored;
            return findDue(ignored) != nullptr;
        });
    }
}

bool FleetCollector::roundEnded() {
    const bool goesOn = std::any_of(m_entries.begin(), m_entries.end(),
                                    [](const auto& entry) { return entry->busy; });
    return !goesOn && std::exchange(m_looked, false);
}

void FleetCollector::ask(Entry& entry, const std::stop_token& stop) {
    const auto look = entry.source.look(stop);
    const std::lock_guard rows(m_rows);
    entry.tracker.take(look);
    publish();
    const std::lock_guard lock(m_mutex);
    entry.busy = false;
    entry.asked = true;
    m_looked = true;
    m_changed.notify_all();
}

void FleetCollector::publish() {
    core::ops::Fleet fleet;
    fleet.at = m_clock.now();
    std::vector<bool> collected;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& entry : m_entries)
            collected.push_back(isCollected(*entry));
    }
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        if (m_entries[i]->tracker.isShown())
            fleet.rows.push_back(m_entries[i]->tracker.row(fleet.at, collected[i]));
    m_out.publish(std::move(fleet));
}

} // namespace vigia::backend::fleet
