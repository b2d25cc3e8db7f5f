#pragma once

#include "core/base/clock.h"
#include "core/base/published.h"
#include "core/ops/fleet.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace vigia::backend::fleet {

/// One cluster of the fleet and how to look at it. `look` blocks, ends by its own deadline, throws
/// nothing, and is called by one thread at a time; it leaves out what it can when told to stop.
struct FleetSource {
    core::ops::FleetMember member;
    std::function<core::ops::FleetLook(const std::stop_token&)> look;
};

/// What a look leaves behind is spread over the heaps of many threads; gives it back to the system.
void giveBackMemory();

struct FleetOptions {
    std::chrono::milliseconds pace{30'000};      ///< from the begin of one look to that of the next
    std::size_t workers = 4;                     ///< clusters asked at a time
    std::function<void()> rest = giveBackMemory; ///< called when no cluster is due any more
};

/// Looks at many clusters at a slow pace with few threads (`fleet-1` …) and publishes their rows
/// after every look. Those with `collect: always` are asked from start() on, the others while the
/// fleet is open. A cluster that hangs holds one worker until its look's deadline and delays no
/// other row. Any thread may call it; stop() waits for the looks at hand.
class FleetCollector {
public:
    /// `clock` and `out` outlive the collector.
    FleetCollector(FleetOptions options, std::vector<FleetSource> sources, const core::Clock& clock,
                   core::Published<core::ops::Fleet>& out);
    ~FleetCollector();
    FleetCollector(const FleetCollector&) = delete;
    FleetCollector& operator=(const FleetCollector&) = delete;

    void start();
    void stop();
    /// Whether somebody looks at the fleet: all clusters are then asked, those not asked lately at
    /// once.
    void setOpen(bool open);
    /// Asks every cluster that is collected now.
    void refresh();
    /// Waits until each cluster that is collected was asked at least once; false when the time is
    /// over first.
    bool waitForAll(std::chrono::milliseconds patience);

private:
    using SteadyPoint = std::chrono::steady_clock::time_point;
    struct Entry {
        FleetSource source;
        core::ops::FleetTracker tracker; ///< guarded by m_rows
        SteadyPoint due{};               ///< this and what follows by m_mutex
        bool busy = false;
        bool asked = false;
    };

    void run(const std::stop_token& stop);
    void ask(Entry& entry, const std::stop_token& stop);
    [[nodiscard]] bool isCollected(const Entry& entry) const;
    /// The entry to be asked now; null when none is, with the time of the next one in `next`.
    Entry* findDue(SteadyPoint& next);
    /// True once when the last look of a round has ended.
    bool roundEnded();
    void publish();

    const FleetOptions m_options;
    const core::Clock& m_clock;
    core::Published<core::ops::Fleet>& m_out;
    std::vector<std::unique_ptr<Entry>> m_entries;
    std::mutex m_rows;  ///< guards the trackers; taken by the workers, before the other one
    std::mutex m_mutex; ///< guards who is asked when; held for moments only
    std::condition_variable_any m_changed;
    bool m_open = false;
    bool m_looked = false; ///< since the last rest
    std::vector<std::jthread> m_workers;
};

} // namespace vigia::backend::fleet
