#pragma once

#include "core/base/published.h"
#include "core/load/run_compare.h"
#include "core/load/run_store.h"
#include "core/ops/write_gate.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vigia::core::load {

/// A scenario as a card shows it.
struct ScenarioCard {
    std::string name;
    std::string title;
    std::string description;
    Model model = Model::Open;
    double seconds = 0;
    double shortSeconds = 0; ///< 0: it has no short form
    bool own = false;        ///< the user's, else it ships
};

/// A second of a run as a chart draws it; times in microseconds.
struct RunPoint {
    std::uint64_t offered = 0, achieved = 0, dropped = 0, failed = 0;
    std::int64_t p50 = 0, p99 = 0, max = 0;
    bool answered = false;                 ///< without an answer there is no latency
    std::optional<std::uint64_t> lag = {}; ///< records of the run's own topic that wait
};

/// One kept second as a point of a chart; it decodes a histogram.
[[nodiscard]] RunPoint pointOf(const PackedSecond& second);

/// A run as a page shows it, finished or under way. Times of its course are since `head.begunAt`.
struct RunView {
    RunHead head;
    RunState state = RunState::Finished;
    std::optional<RunVerdict> verdict; ///< of a finished run
    std::string sentence;              ///< the verdict, or why there is none
    std::vector<Stage> stages;
    std::vector<RunPoint> points;                             ///< one a second, from the first
    Measured measured;                                        ///< of what counts, so far
    std::map<std::string, std::uint64_t, std::less<>> errors; ///< by code
    std::vector<std::string> warnings;
    RunAnnotation annotation;
    bool baseline = false;
    double at = 0;         ///< seconds, while it goes on
    bool draining = false; ///< no new arrivals: what is under way ends
    std::size_t inFlight = 0;
    std::size_t waiting = 0;                  ///< due, but nothing takes it yet
    std::shared_ptr<const Observed> observed; ///< beside it, so far; null: nobody looked yet

    [[nodiscard]] double seconds() const; ///< of its course
    /// Index of the stage at `at`.
    [[nodiscard]] std::size_t stage() const;
};

[[nodiscard]] RunView viewOf(const KeptRun& run);

/// Runs beside the one that they are held against.
struct RunsCompared {
    struct Other {
        RunSummary run;
        RunComparison comparison; ///< from `before` to this run
    };
    RunSummary before;
    std::vector<Other> others;
};

/// The runs of a list that came to their end, of one scenario in one form, oldest first: what a
/// trend is made of.
[[nodiscard]] std::vector<const RunSummary*> trendOf(const std::vector<RunSummary>& runs,
                                                     const RunHead& like);
/// What `chosen` are held against: the baseline or else the oldest of them; of one run alone its
/// scenario's baseline. Nothing where there is none.
[[nodiscard]] const RunSummary* heldAgainst(const std::vector<RunSummary>& runs,
                                            const std::vector<std::string>& chosen);

/// What this program's load tests do now.
struct LoadStatus {
    std::shared_ptr<const RunView> run; ///< null: none goes on
    std::string lastId;                 ///< of the run that ended last
    std::string problem; ///< why the last one could not run or be kept; empty: it could
};

/// Load tests as the desktop asks for them; one run at a time. Calls return at once; answers come
/// on an unnamed thread exactly once. Implemented in `app`.
class LoadDesk {
public:
    using Done = std::function<void(Result<std::string>)>;
    using Listed = std::function<void(RunList)>;
    using Compared = std::function<void(Result<std::shared_ptr<const RunsCompared>>)>;
    using Read = std::function<void(Result<std::shared_ptr<const RunView>>)>;

    virtual ~LoadDesk() = default;

    /// What can be run: published soon after the start, and after `list` where it changed.
    virtual Published<std::vector<ScenarioCard>>& scenarios() = 0;
    /// Published about five times a second while a run goes on, and when it ends.
    virtual Published<LoadStatus>& status() = 0;
    /// Against the platform's own gateway; answers the run's id. Conflict while another one goes
    /// on; Rejected where the platform is read-only or production and `pass` does not open it.
    virtual void start(std::string scenario, bool brief, ops::WritePass pass, Done done) = 0;
    /// Ends the arrivals and waits for what is under way; called again it ends at once.
    virtual void stop() = 0;

    virtual void list(Listed listed) = 0;
    virtual void read(std::string id, Read read) = 0;
    /// Each of `others` with `before`; reads them all and takes some tens of milliseconds for each.
    virtual void compare(std::string before, std::vector<std::string> others,
                         Compared compared) = 0;
    virtual void annotate(std::string id, RunAnnotation annotation, Done done) = 0;
    virtual void makeBaseline(std::string id, Done done) = 0;
    virtual void remove(std::string id, Done done) = 0;
};

} // namespace vigia::core::load
