#include "ui/testing/fake_load_desk.h"

#include <algorithm>
#include <cmath>

namespace vigia::ui::testing {

using namespace core::load;
using namespace std::chrono_literals;

namespace {

constexpr int kKeptRuns = 8;

RunPoint pointAt(int second) {
    const double wave = std::sin(second * 0.7) + std::sin(second * 2.3) / 2;
    const double rate = second < 5 ? 80 * (second + 1) : 400;
    RunPoint point;
    point.offered = std::uint64_t(rate);
    point.achieved = std::uint64_t(rate - 2 + wave);
    point.failed = 2;
    point.p50 = std::int64_t(3'100 + 200 * wave);
    point.p99 = std::int64_t(41'000 + 9'000 * wave);
    point.max = std::int64_t(90'000 + 30'000 * wave);
    point.answered = true;
    return point;
}

/// A rebalance in the middle, and what it did.
Observed sampleObserved() {
    Observed seen{.watched = true};
    seen.events = {{21, core::ops::Health::Degraded, "rebalance 0.3 s"}};
    ObservedLag lag{"acl-stock-consumer-group", {}}, other{"stock-history", {}};
    ObservedCpu generator{std::string(Observed::kGenerator), {}}, worker{"stock-1", {}},
        gateway{"gateway-1", {}};
    for (int second = 1; second <= 30; ++second) {
        const double wave = std::sin(second * 0.9);
        lag.points.emplace_back(second, second < 21 ? 40 + 20 * wave : 210 - 8 * (second - 21));
        other.points.emplace_back(second, 12 + 6 * wave);
        generator.points.emplace_back(second, 11 + wave);
        worker.points.emplace_back(second, 62 + 7 * wave);
        gateway.points.emplace_back(second, 24 - 3 * wave);
    }
    seen.lags = {std::move(lag), std::move(other)};
    seen.cpus = {std::move(generator), std::move(worker), std::move(gateway)};
    return seen;
}

/// Runs of the last days, the newest first: of two scenarios, one of them cut off.
std::vector<RunSummary> keptRuns() {
    std::vector<RunSummary> runs{sampleSummary("bbbb0002", RunState::Finished)};
    for (int i = 1; i < kKeptRuns; ++i) {
        RunSummary run = sampleSummary("cccc000" + std::to_string(i), RunState::Finished);
        run.head.begunAt -= std::chrono::hours(20 * i);
        run.measured["p99"] = 0.041 + 0.004 * (i % 3);
        run.measured["p95"] = 0.031;
        run.verdict = RunVerdict::Passed;
        runs.push_back(std::move(run));
    }
    runs[2].state = RunState::Interrupted;
    runs[2].verdict.reset();
    runs[3].baseline = true;
    runs[3].annotation = {"second index", {"release-2", "nightly"}, "The second attempt."};
    runs[4].head.scenario = "spike";
    runs[4].head.title = "Spike";
    return runs;
}

} // namespace

RunView sampleRun(const std::string& id, RunState state) {
    RunView view;
    view.head.id = id;
    view.head.scenario = "baseline";
    view.head.title = "Twenty users";
    view.head.target = "http://127.0.0.1:8080";
    view.head.begunAt = core::fromEpochMillis(1'735'787'045'678);
    view.head.settings["command"] = "vigia load run baseline --seed 7";
    for (const char* text : {"p95 < 200ms", "errors < 0.5%"})
        view.head.thresholds.push_back(*parseThreshold(text));
    view.state = state;
    if (state == RunState::Finished)
        view.verdict = RunVerdict::Missed;
    view.stages = {{"warm-up", 1, 20, 5s, false}, {"steady", 20, 20, 40s, true}};
    for (int i = 0; i < 30; ++i)
        view.points.push_back(pointAt(i));
    view.measured = {{"p95", 0.312}, {"p50", 0.0031}, {"p99", 0.41},     {"max", 0.61},
                     {"rate", 398},  {"dropped", 0},  {"errors", 0.001}, {"cpu", 0.11}};
    view.errors = {{"503", 21}, {"timeout", 2}};
    view.observed = std::make_shared<const Observed>(sampleObserved());
    view.at = 30;
    return view;
}

RunSummary sampleSummary(const std::string& id, RunState state) {
    const RunView view = sampleRun(id, state);
    RunSummary line;
    line.head = view.head;
    line.state = state;
    line.verdict = view.verdict;
    line.measured = view.measured;
    return line;
}

FakeLoadDesk::FakeLoadDesk() : runs(keptRuns()) {
    m_status.publish(LoadStatus{});
    publishScenarios();
}

void FakeLoadDesk::list(Listed listed) {
    if (own != m_publishedOwn)
        publishScenarios();
    listed({runs, problems});
}

void FakeLoadDesk::publishScenarios() {
    std::vector<ScenarioCard> cards{
        {"baseline", "Twenty users", "They read and write for five minutes", Model::Closed, 310,
         45},
        {"spike", "Spike", "From five users to fifty and back", Model::Closed, 180, 0},
        {"find-the-limit", "Find the limit",
         "Grows the rate until latency, errors or a backlog break a threshold", Model::Open, 900,
         60},
        {"kafka-produce", "Kafka produce", "Records as fast as the brokers take them", Model::Open,
         120, 30},
        {"mixed", "Mixed", "70 % reads and 30 % writes, with a peak of half as much again",
         Model::Open, 2'700, 60}};
    if (!own.empty())
        cards.push_back({own, "Mine", "As it is needed here", Model::Open, 100, 20, true});
    m_publishedOwn = own;
    m_scenarios.publish(std::move(cards));
}

void FakeLoadDesk::start(std::string scenario, bool brief, core::ops::WritePass pass, Done done) {
    calls.push_back("start " + scenario + (brief ? " short" : ""));
    passes.push_back(std::move(pass));
    beginRun(1);
    done(std::string("aaaa0001"));
}

void FakeLoadDesk::read(std::string id, Read read) {
    calls.push_back("read " + id);
    if (failure)
        return read(*failure);
    const auto kept = std::find_if(runs.begin(), runs.end(),
                                   [&](const RunSummary& run) { return run.head.id == id; });
    auto run = sampleRun(id, kept != runs.end() ? kept->state : RunState::Finished);
    if (kept != runs.end()) {
        run.head = kept->head;
        run.verdict = kept->verdict;
        run.annotation = kept->annotation;
        run.baseline = kept->baseline;
        run.measured = kept->measured;
    }
    read(std::make_shared<const RunView>(std::move(run)));
}

RunSummary FakeLoadDesk::lineOf(const std::string& id) const {
    const auto kept = std::find_if(runs.begin(), runs.end(),
                                   [&](const RunSummary& run) { return run.head.id == id; });
    return kept != runs.end() ? *kept : sampleSummary(id, RunState::Finished);
}

void FakeLoadDesk::compare(std::string before, std::vector<std::string> others, Compared compared) {
    calls.push_back("compare " + before);
    auto all = std::make_shared<RunsCompared>();
    all->before = lineOf(before);
    for (const auto& id : others) {
        calls.back() += " " + id;
        RunsCompared::Other other{lineOf(id), {}};
        for (const auto& [metric, value] : other.run.measured) {
            const double old = all->before.measured[metric];
            const bool differs = metric == "p99" && value != old;
            other.comparison.differences.push_back(
                {metric, old, value,
                 std::pair{(value - old) * 0.9 - (differs ? 0 : 0.0004),
                           (value - old) * 1.1 + (differs ? 0 : 0.0004)}});
        }
        other.comparison.settings = {{"connections", "20", "50"}};
        all->others.push_back(std::move(other));
    }
    compared(std::shared_ptr<const RunsCompared>(std::move(all)));
}

void FakeLoadDesk::annotate(std::string id, RunAnnotation annotation, Done done) {
    calls.push_back("annotate " + id + " " + annotation.name + " " +
                    std::to_string(annotation.tags.size()));
    done(std::string("The run is annotated."));
}

void FakeLoadDesk::makeBaseline(std::string id, Done done) {
    calls.push_back("baseline " + id);
    done(std::string("The run is its scenario's baseline."));
}

void FakeLoadDesk::remove(std::string id, Done done) {
    calls.push_back("remove " + id);
    done(std::string("The run is removed."));
}

void FakeLoadDesk::goOn(double at, bool draining) {
    auto live = sampleRun("aaaa0001", RunState::Running);
    live.at = at;
    live.points.resize(std::min(live.points.size(), std::size_t(at)));
    live.draining = draining;
    live.inFlight = 3;
    m_status.publish(LoadStatus{std::make_shared<const RunView>(std::move(live)), {}, {}});
}

void FakeLoadDesk::beginRun(double at) {
    auto line = sampleSummary("aaaa0001", RunState::Running);
    line.head.begunAt += std::chrono::hours(2);
    runs.insert(runs.begin(), std::move(line));
    goOn(at);
}

bool FakeLoadDesk::called(const std::string& call) const {
    return std::find(calls.begin(), calls.end(), call) != calls.end();
}

} // namespace vigia::ui::testing
