#pragma once

#include "backend/load/load_run.h"
#include "core/load/arrival_source.h"
#include "core/load/limit_search.h"
#include "core/load/recorder.h"

#include <chrono>

namespace vigia::backend::load {

/// An arrival that is due.
struct Due {
    core::load::LoadTime intended{};
    core::load::LoadTime noticed{};
};

/// What a run writes down, for all of its senders: who is due, what was sent and answered, whether
/// it must end. One thread.
class LoadBook {
public:
    /// All outlive it.
    LoadBook(const core::load::Scenario& scenario, const core::load::Course& course,
             const LoadOptions& options);

    /// The run begins now.
    void begin();
    [[nodiscard]] core::load::LoadTime at() const {
        return std::chrono::steady_clock::now() - m_begin;
    }
    [[nodiscard]] core::load::ArrivalSource& source() { return m_source; }

    void offered(core::load::LoadTime intended);
    /// It found every place taken; `lacking`: the sender lacks the means for more of them.
    void dropped(const Due& due, bool lacking);
    void sent(const Due& due);
    /// `error` is empty for what was expected; `bytes`: what was sent of it.
    void answered(core::load::LoadTime intended, core::load::LoadTime sentAt, std::uint64_t bytes,
                  std::string_view error);

    /// An error as it looked; called beside `answered`.
    void sample(std::string_view code, std::string_view request, std::string_view detail) {
        m_samples.take(code, request, detail, at());
    }

    [[nodiscard]] core::load::LoadTime nextTick() const { return m_nextTick; }
    /// When it is time for it: packs seconds, tells the progress, watches the thresholds.
    void tick(core::load::LoadTime now, std::size_t inFlight, std::size_t waiting,
              std::optional<std::uint64_t> lag);
    /// Tells what came since the last time; for the last part of a run, too.
    void tell(core::load::LoadTime now, std::size_t inFlight, std::size_t waiting,
              std::optional<std::uint64_t> lag);
    /// A threshold or the search for the limit ended the run.
    [[nodiscard]] bool aborted() const { return m_abortedBy || m_searched; }
    [[nodiscard]] core::load::RunRecord take();

private:
    const core::load::Scenario& m_scenario;
    const core::load::Course& m_course;
    const LoadOptions& m_options;
    core::load::ArrivalSource m_source;
    core::load::Recorder m_recorder;
    core::load::AbortWatch m_abort;
    core::load::LimitSearch m_search;
    core::load::ErrorSamples m_samples;
    bool m_searched = false; ///< a step broke
    core::load::Interval m_recent;
    core::load::LoadTime m_nextTick{};
    std::optional<core::load::Threshold> m_abortedBy;
    /// Share of a core since the last call.
    double cpuSince(core::load::LoadTime now);

    double m_cpuLately = 0; ///< share of a core between the last ticks
    double m_cpuBefore = 0;
    double m_cpuAtTick = 0;
    core::load::LoadTime m_tick{};
    std::chrono::steady_clock::time_point m_begin;
};

} // namespace vigia::backend::load
