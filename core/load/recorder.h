#pragma once

#include "core/load/run_record.h"

#include <deque>
#include <map>

namespace vigia::core::load {

/// Takes what happened, at the intended time of each arrival, and keeps few seconds open. One
/// thread.
class Recorder {
public:
    /// `sink` may be null; else it outlives the recorder.
    explicit Recorder(Course course, SecondSink* sink = nullptr);

    void offered(LoadTime intended);
    void dropped(LoadTime intended, DropCause cause);
    /// `delay`: how late the generator was.
    void sent(LoadTime intended, LoadTime delay);
    /// `error` is empty for what was expected.
    void answered(LoadTime intended, LoadTime latency, LoadTime service, std::string_view error);

    /// What an arrival sent, told when it is over.
    void carried(LoadTime intended, std::uint64_t bytes);

    /// How many records wait to be consumed now.
    void lag(LoadTime now, std::uint64_t records);

    /// Packs the seconds that ended before `time`: nothing of them is still under way.
    void closeBefore(LoadTime time);
    /// Everything so far, the open seconds too. `search`: what was found, where there was one.
    [[nodiscard]] RunRecord take(std::optional<SearchResult> search = {});

private:
    Interval& at(LoadTime intended);
    void closeFirst();
    void passOn(const Interval& counted);

    RunRecord m_run;
    SecondSink* const m_sink;
    std::deque<Interval> m_open;                  ///< from second m_run.seconds.size() on
    std::map<std::int64_t, std::uint64_t> m_lags; ///< by second, of those that are open
    Interval m_part;
    std::map<std::size_t, Interval> m_steps; ///< of a search, by stage
};

} // namespace vigia::core::load
