#pragma once

#include "backend/load/load_run.h"
#include "core/base/poller.h"
#include "core/load/observed.h"

#include <mutex>

namespace vigia::app {

/// Looks at the cluster beside a run, twice a second on the thread `load-watch`, so that the run's
/// own thread does nothing but send. Belongs to who runs; stops in its destructor.
class RunWatch {
public:
    using Seen = std::function<core::ops::ConsoleSnapshotPtr()>;
    using Told = std::function<void(std::shared_ptr<const core::load::Observed>)>;

    /// Both may be empty; they are called on the watch's thread.
    RunWatch(core::UtcTime begun, Seen seen, Told told);

    void start() { m_poller.start(); }
    /// On the run's thread: takes the generator's own CPU, second by second.
    void generator(const backend::load::LoadProgress& progress);
    /// Looks for the last time; everything up to `until`.
    [[nodiscard]] core::load::Observed finish(core::UtcTime until);

private:
    void look();

    const Seen m_seen;
    const Told m_told;
    core::load::ObservedBuilder m_builder; ///< of the watch's thread, then of who finishes
    core::ops::ConsoleSnapshotPtr m_last;
    std::mutex m_mutex; ///< guards m_cpu
    core::load::ObservedPoints m_cpu;
    double m_second = 0; ///< when the last point was taken, of the run's thread
    double m_used = 0;   ///< seconds of CPU since then
    core::load::LoadTime m_before{};
    core::Poller m_poller; ///< last: it ends before what it works on
};

} // namespace vigia::app
