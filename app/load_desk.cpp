#include "app/load_desk.h"

#include "app/commands/load_runs.h"
#include "app/load_keeper.h"
#include "app/scenario_files.h"
#include "backend/load/run_folder.h"

#include <pthread.h>

namespace vigia::app {

using namespace core::load;
using core::ErrorCode;
using core::failure;
using core::Result;

/// A run with what ends it.
struct ProgramLoadDesk::Plan {
    std::unique_ptr<LoadKeeper> keeper;
    std::stop_token drain = {};
    std::stop_token now = {};
};

/// Publishes a run as it stands. One thread.
class ProgramLoadDesk::Watcher {
public:
    Watcher(core::Published<LoadStatus>& status, const Plan& plan)
        : m_status(status), m_plan(plan), m_stages(plan.keeper->plan().scenario.stages) {
        m_view.head = plan.keeper->plan().head;
        m_view.state = RunState::Running;
        m_view.stages = m_stages;
        publish();
    }

    void progress(const backend::load::LoadProgress& progress) {
        m_view.at = std::chrono::duration<double>(progress.at).count();
        m_view.inFlight = progress.inFlight;
        m_view.waiting = progress.waiting;
        m_view.draining = m_plan.drain.stop_requested();
        if (progress.stage < m_stages.size() && m_stages[progress.stage].counted) {
            m_whole.merge(progress.recent);
            m_counted += progress.at - m_before;
            m_view.measured = measure(m_whole, std::chrono::duration<double>(m_counted).count());
            m_view.errors = m_whole.errors;
        }
        m_before = progress.at;
        addPoints(progress);
        publish();
    }

    /// On the thread of what looks at the cluster.
    void observed(std::shared_ptr<const Observed> seen) { m_observed.publish(std::move(seen)); }

private:
    /// What was kept comes late, when nothing of a second can be under way any more; what is seen
    /// counts each answer when it comes.
    void addPoints(const backend::load::LoadProgress& progress) {
        m_recent.merge(progress.recent);
        if (progress.lag)
            m_lag = std::max(m_lag.value_or(0), *progress.lag);
        while (static_cast<double>(m_view.points.size()) + 1 <= m_view.at) {
            RunPoint point{m_recent.offered,
                           m_recent.answered,
                           m_recent.dropped,
                           m_recent.failed(),
                           0,
                           0,
                           0,
                           m_recent.latency.count() > 0,
                           m_lag};
            point.p50 = m_recent.latency.quantile(0.5);
            point.p99 = m_recent.latency.quantile(0.99);
            point.max = m_recent.latency.max();
            m_view.points.push_back(point);
            m_recent = {};
            m_lag.reset();
        }
    }

    void publish() {
        m_view.observed = m_observed.read();
        auto view = std::make_shared<RunView>(m_view);
        LoadStatus status;
        status.run = std::move(view);
        m_status.publish(std::move(status));
    }

    core::Published<LoadStatus>& m_status;
    const Plan& m_plan;
    const std::vector<Stage> m_stages;
    RunView m_view;
    Interval m_recent;                    ///< since the last point
    std::optional<std::uint64_t> m_lag;   ///< the largest since the last point
    core::Published<Observed> m_observed; ///< written by what looks at the cluster
    Interval m_whole;
    LoadTime m_counted{};
    LoadTime m_before{};
};

namespace {

Result<std::shared_ptr<const RunsCompared>> comparedIn(const RunStore& runs,
                                                       const std::string& before,
                                                       const std::vector<std::string>& others) {
    const auto first = runs.read(before);
    if (!first)
        return first.error();
    auto all = std::make_shared<RunsCompared>();
    all->before = summaryOf(*first);
    for (const auto& id : others) {
        const auto other = runs.read(id);
        if (!other)
            return other.error();
        all->others.push_back({summaryOf(*other), compared(first->result, other->result)});
    }
    return std::shared_ptr<const RunsCompared>(std::move(all));
}

} // namespace

ProgramLoadDesk::ProgramLoadDesk(const Context& context, Seen seen)
    : m_context(context), m_seen(std::move(seen)) {
    m_status.publish(LoadStatus{});
}

ProgramLoadDesk::~ProgramLoadDesk() {
    end();
}

void ProgramLoadDesk::begin() {
    m_files.start();
    onFiles([this] { refreshScenarios(); }, [](const core::Error&) {});
}

void ProgramLoadDesk::end() {
    m_files.stop(); // a start that waits begins now, and ends with the others
    std::jthread thread;
    {
        const std::lock_guard lock(m_mutex);
        m_drain.request_stop();
        m_now.request_stop();
        thread = std::move(m_thread);
    }
}

/// On the files' thread. Reads and parses only what came, changed or went.
void ProgramLoadDesk::refreshScenarios() {
    auto mark = ownScenariosMark(m_context);
    if (m_scenarios.generation() > 0 && mark == m_scenariosMark)
        return;
    m_scenarios.publish(scenarioCards(m_context));
    m_scenariosMark = std::move(mark);
}

Result<std::unique_ptr<ProgramLoadDesk::Plan>> ProgramLoadDesk::plan(const LoadWish& wish) const {
    auto scenario = scenarioNamed(m_context, wish.name);
    auto folder = runsFolder(m_context);
    if (!scenario || !folder)
        return scenario ? folder.error() : scenario.error();
    auto ready = planLoad(m_context, std::move(*scenario), wish);
    if (!ready)
        return ready.error();
    auto keeper = LoadKeeper::begin(std::move(*folder), std::move(*ready));
    if (!keeper)
        return keeper.error();
    return std::make_unique<Plan>(Plan{std::move(*keeper)});
}

void ProgramLoadDesk::start(std::string scenario, bool brief, core::ops::WritePass pass,
                            Done done) {
    auto refused = [done](const core::Error& error) { done(error); };
    LoadWish wish{.name = std::move(scenario), .brief = brief, .url = {}, .seed = {}};
    wish.pass = std::move(pass);
    onFiles([this, wish = std::move(wish), done] { startNow(wish, done); }, refused);
}

void ProgramLoadDesk::startNow(const LoadWish& wish, const Done& done) {
    if (m_running.exchange(true))
        return done(failure(ErrorCode::Conflict, "another load test goes on; stop it first"));
    auto made = plan(wish);
    if (!made) {
        m_running = false;
        return done(made.error());
    }
    const std::string id = (*made)->keeper->plan().head.id;
    {
        const std::lock_guard lock(m_mutex);
        m_drain = std::stop_source();
        m_now = std::stop_source();
        (*made)->drain = m_drain.get_token();
        (*made)->now = m_now.get_token();
        m_thread =
            std::jthread([this, plan = std::move(*made)]() mutable { run(std::move(plan)); });
    }
    done(id);
}

void ProgramLoadDesk::run(std::unique_ptr<Plan> plan) {
    pthread_setname_np(pthread_self(), "load-run");
    LoadStatus ended;
    ended.lastId = plan->keeper->plan().head.id;
    {
        Watcher watcher(m_status, *plan);
        const auto outcome = plan->keeper->run(
            {[&watcher](const auto& progress) { watcher.progress(progress); }, m_seen,
             [&watcher](auto seen) { watcher.observed(std::move(seen)); }},
            plan->drain, plan->now);
        if (!outcome)
            ended.problem = outcome.error().message;
        else if (outcome->notKept)
            ended.problem = outcome->notKept->message;
        for (const auto& sentence : outcome ? outcome->removed : std::vector<std::string>{})
            std::fprintf(stderr, "vigia: %s\n", sentence.c_str());
    }
    plan.reset();
    m_running = false;
    m_status.publish(std::move(ended));
}

void ProgramLoadDesk::stop() {
    const std::lock_guard lock(m_mutex);
    if (m_drain.stop_requested())
        m_now.request_stop();
    m_drain.request_stop();
}

void ProgramLoadDesk::onFiles(std::function<void()> task,
                              const std::function<void(core::Error)>& refused) {
    if (!m_files.post(std::move(task)))
        refused(failure(ErrorCode::Rejected, "too many questions wait already; try again"));
}

void ProgramLoadDesk::list(Listed listed) {
    auto refused = [listed](const core::Error& error) { listed({{}, {error.message}}); };
    onFiles(
        [this, listed, refused] {
            refreshScenarios();
            const auto folder = runsFolder(m_context);
            if (!folder)
                return refused(folder.error());
            listed(backend::load::RunFolder(*folder).list());
        },
        refused);
}

void ProgramLoadDesk::read(std::string id, Read read) {
    auto refused = [read](const core::Error& error) { read(error); };
    onFiles(
        [this, id = std::move(id), read, refused] {
            const auto folder = runsFolder(m_context);
            if (!folder)
                return refused(folder.error());
            const auto kept = backend::load::RunFolder(*folder).read(id);
            if (!kept)
                return refused(kept.error());
            read(std::make_shared<const RunView>(viewOf(*kept)));
        },
        refused);
}

void ProgramLoadDesk::compare(std::string before, std::vector<std::string> others,
                              Compared compared) {
    auto refused = [compared](const core::Error& error) { compared(error); };
    onFiles(
        [this, before = std::move(before), others = std::move(others), compared, refused] {
            const auto folder = runsFolder(m_context);
            if (!folder)
                return refused(folder.error());
            compared(comparedIn(backend::load::RunFolder(*folder), before, others));
        },
        refused);
}

void ProgramLoadDesk::change(std::string sentence, Done done,
                             std::function<Result<void>(RunStore&)> act) {
    auto refused = [done](const core::Error& error) { done(error); };
    onFiles(
        [this, sentence = std::move(sentence), done, act = std::move(act), refused] {
            const auto folder = runsFolder(m_context);
            if (!folder)
                return refused(folder.error());
            backend::load::RunFolder runs(*folder);
            if (const auto changed = act(runs); !changed)
                return refused(changed.error());
            done(sentence);
        },
        refused);
}

void ProgramLoadDesk::annotate(std::string id, RunAnnotation annotation, Done done) {
    change("The run is annotated.", std::move(done),
           [id = std::move(id), annotation = std::move(annotation)](RunStore& runs) {
               return runs.annotate(id, annotation);
           });
}

void ProgramLoadDesk::makeBaseline(std::string id, Done done) {
    change("The run is its scenario's baseline.", std::move(done),
           [id = std::move(id)](RunStore& runs) { return runs.makeBaseline(id); });
}

void ProgramLoadDesk::remove(std::string id, Done done) {
    change("The run is removed.", std::move(done),
           [id = std::move(id)](RunStore& runs) { return runs.remove(id); });
}

} // namespace vigia::app
