#include "app/commands/commands.h"
#include "app/commands/load_runs.h"
#include "app/load_plan.h"
#include "app/platform_access.h"
#include "app/report_output.h"
#include "backend/host/signals.h"
#include "backend/load/load_run.h"
#include "backend/load/run_folder.h"
#include "backend/load/scenario_file.h"
#include "backend/load/shipped_scenarios.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/load/run_text.h"
#include "core/ops/text_table.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <unistd.h>

#include <charconv>
#include <cstdio>

namespace vigia::app {
namespace {

using namespace core::load;
using core::ErrorCode;
using core::failure;
using core::Result;

constexpr std::chrono::milliseconds kLook{100};
constexpr LoadTime kPlainPace = std::chrono::seconds(10);

double seconds(LoadTime time) {
    return std::chrono::duration<double>(time).count();
}

int listScenarios(const Context& context, const Parsed& parsed) {
    if (parsed.has("runs"))
        return listRuns(context, parsed);
    core::ops::TextTable table({"Name", "Title", "Lasts", "Short"}, {false, false, true, true});
    core::JsonWriter json;
    json.beginArray();
    for (const auto& shipped : backend::load::shippedScenarios()) {
        const auto scenario = backend::load::readScenario(std::string(shipped.yaml)).scenario;
        const double whole = lastsSeconds(scenario.stages),
                     brief = lastsSeconds(scenario.shortStages);
        table.add({scenario.name, scenario.title, core::view::durationText(whole),
                   core::view::durationText(brief)});
        json.beginObject()
            .member("name", scenario.name)
            .member("title", scenario.title)
            .member("description", scenario.description)
            .member("seconds", whole)
            .member("shortSeconds", brief)
            .endObject();
    }
    const auto text = parsed.json() ? json.endArray().take() + "\n" : table.text();
    std::fputs(text.c_str(), stdout);
    return kOk;
}

int validateScenario(const Context&, const Parsed& parsed) {
    const std::string name = parsed.argument("file");
    const auto yaml = scenarioYaml(name);
    if (!yaml)
        return reportError(yaml.error());
    const auto reading =
        backend::load::readScenario(*yaml, std::filesystem::path(name).parent_path());
    if (parsed.json()) {
        core::JsonWriter json;
        json.beginArray();
        for (const auto& mistake : reading.mistakes)
            json.beginObject()
                .member("line", mistake.line)
                .member("column", mistake.column)
                .member("text", mistake.text)
                .endObject();
        std::puts(json.endArray().take().c_str());
    } else if (reading.mistakes.empty()) {
        std::printf("%s is a scenario: %zu stages, %zu requests, %zu thresholds.\n",
                    core::escapedForDisplay(name, 300).c_str(), reading.scenario.stages.size(),
                    reading.scenario.requests.size(), reading.scenario.thresholds.size());
    } else {
        std::fputs(reading.mistakesText(name).c_str(), stderr);
    }
    return reading.mistakes.empty() ? kOk : kWrongUse;
}

/// One line while a run goes on: rewritten on a terminal, every ten seconds in a pipe.
class ProgressLine {
public:
    ProgressLine(const Scenario& scenario, bool terminal)
        : m_scenario(scenario), m_terminal(terminal) {}

    void show(const backend::load::LoadProgress& progress) {
        m_recent.merge(progress.recent);
        const LoadTime since = progress.at - m_shownAt;
        if (since < (m_terminal ? std::chrono::milliseconds(900) : kPlainPace))
            return;
        const double rate = static_cast<double>(m_recent.answered) / seconds(since);
        std::fprintf(
            stderr,
            "%s%4.0f s  %-20s %8.0f/s  p50 %7s  p99 %7s  max %7s  errors %llu  %zu under way%s",
            m_terminal ? "\r\x1b[K" : "", seconds(progress.at),
            core::escapedForDisplay(m_scenario.stages[progress.stage].name, 20).c_str(), rate,
            latency(0.5).c_str(), latency(0.99).c_str(), latency(1).c_str(),
            static_cast<unsigned long long>(m_recent.failed()), progress.inFlight,
            m_terminal ? "" : "\n");
        m_recent = {};
        m_shownAt = progress.at;
    }
    void end() const {
        if (m_terminal)
            std::fputs("\r\x1b[K", stderr);
    }

private:
    [[nodiscard]] std::string latency(double fraction) const {
        return core::view::latencyText(1e-3 *
                                       static_cast<double>(m_recent.latency.quantile(fraction)));
    }

    const Scenario& m_scenario;
    const bool m_terminal;
    Interval m_recent;
    LoadTime m_shownAt{};
};

/// Runs on a thread of its own; Ctrl+C drains, a second one ends at once.
Result<RunRecord> drive(const Scenario& scenario, const backend::load::LoadOptions& options,
                        bool& stopped) {
    backend::host::Signals signals;
    std::stop_source drain, now;
    std::optional<Result<RunRecord>> record;
    std::atomic<bool> done{false};
    std::jthread thread([&] {
        record.emplace(
            backend::load::runLoad(scenario, options, drain.get_token(), now.get_token()));
        done = true;
    });
    while (!done) {
        if (signals.wait(kLook) != backend::host::Signal::Stop)
            continue;
        if (drain.stop_requested())
            now.request_stop();
        drain.request_stop();
        stopped = true;
    }
    thread.join();
    return std::move(*record);
}

/// Nothing: one is to be drawn.
Result<std::optional<std::uint64_t>> seedOf(const Parsed& parsed) {
    const std::string text = parsed.option("seed");
    if (text.empty())
        return std::optional<std::uint64_t>();
    std::uint64_t seed = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size())
        return failure(ErrorCode::InvalidInput, "--seed must be a whole number of 0 or more");
    return std::optional(seed);
}

/// Runs and keeps it, as far as it comes.
Result<RunResult> runKept(const Context& context, LoadPlan plan) {
    const auto folder = runsFolder(context);
    const auto course = Course::create(plan.scenario.stages);
    if (!folder || !course)
        return folder ? course.error() : folder.error();
    auto file = backend::load::RunFile::begin(*folder, plan.head, *course);
    if (!file)
        return file.error();
    ProgressLine line(plan.scenario, context.outputIsTerminal);
    plan.options.progress = [&](const auto& progress) { line.show(progress); };
    plan.options.keep = file->get();
    bool stopped = false;
    auto record = drive(plan.scenario, plan.options, stopped);
    line.end();
    if (!record) {
        (*file)->discard();
        return record.error();
    }
    auto result = judged(std::move(plan.head), std::move(*record), stopped);
    if (const auto kept = (*file)->finish(result); !kept)
        std::fprintf(stderr, "vigia: this run is not kept: %s\n", kept.error().message.c_str());
    return result;
}

/// `--report DIR`: the run in every format.
Result<void> reportRun(const Context& context, const Parsed& parsed, const RunResult& result) {
    if (!parsed.has("report"))
        return {};
    return writeReport(context, loadReportOf(context, result), parsed.option("report"),
                       {core::report::kAllFormats.begin(), core::report::kAllFormats.end()},
                       stderr);
}

/// A platform tagged production is loaded only when its lock is opened on purpose.
Result<void> checkTag(const Context& context, const Parsed& parsed, const Scenario& scenario) {
    const std::string own = backend::config::kOwnCluster;
    const bool ours = scenario.records || !parsed.has("url");
    if (!ours || clusterTag(context, own) != "prod" || parsed.has("unlock"))
        return {};
    return failure(ErrorCode::Rejected,
                   fmt::format("cluster {} is tagged production and no load test runs there; to do "
                               "it all the same, repeat with --unlock {} --reason TEXT",
                               own, own));
}

int runScenario(const Context& context, const Parsed& parsed) {
    auto scenario = scenarioNamed(parsed.argument("name"));
    const auto seed = seedOf(parsed);
    if (!scenario || !seed)
        return reportError(scenario ? seed.error() : scenario.error());
    if (const auto allowed = checkTag(context, parsed, *scenario); !allowed)
        return reportError(allowed.error());
    LoadWish wish{
        .name = parsed.argument("name"), .brief = parsed.has("short"), .url = {}, .seed = *seed};
    if (parsed.has("url"))
        wish.url = parsed.option("url");
    wish.caFile = parsed.option("ca-file");
    auto plan = planLoad(context, std::move(*scenario), wish);
    if (!plan)
        return reportError(plan.error());
    const auto result = runKept(context, std::move(*plan));
    if (!result)
        return reportError(result.error());
    const auto text = parsed.json() ? runJson(*result) + "\n" : runText(*result);
    std::fputs(text.c_str(), stdout);
    if (const auto kept = reportRun(context, parsed, *result); !kept)
        return reportError(kept.error());
    return result->verdict() == RunVerdict::Passed ? kOk : kFailed;
}

} // namespace

std::vector<Command> loadCommands() {
    return {
        {"load list",
         "The scenarios that ship with Vigia, or the runs that were kept",
         "load list --runs",
         {},
         {{"--runs", "", "the runs, newest first", false}},
         listScenarios},
        {"load validate",
         "Check a scenario file: every mistake with its line and column",
         "load validate mine.yaml",
         {{"file", "a .yaml file, or the name of a scenario that ships", true}},
         {},
         validateScenario},
        {"load run",
         "Run a load test; exit code 0 passed, 1 a threshold missed, 2 wrong use, 3 could not run",
         "load run baseline --short",
         {{"name", "a scenario that ships, or a .yaml file", true}},
         {{"--short", "", "the form that ends in a minute", false},
          {"--url", "URL", "load this HTTP service instead of the platform's gateway", false},
          {"--ca-file", "FILE",
           "PEM of the authority that issued an https service's certificate; default: the "
           "system's",
           false},
          {"--report", "DIR", "write a report into this folder, in every format", false},
          {"--seed", "NUMBER", "draw the same requests at the same times again", false}},
         runScenario,
         Changes::Always},
        {"load show",
         "A run that was kept: verdict, thresholds, figures",
         "load show last",
         {{"run", kRunHelp, true}},
         {},
         showRun},
        {"load compare",
         "Two runs: what differs beyond noise, with its confidence interval, and which settings",
         "load compare last",
         {{"after", kRunHelp, true},
          {"before", "what it is compared with; default: its scenario's baseline", false}},
         {},
         compareRuns},
        {"load note",
         "Name a run, tag it, write notes about it, make it its scenario's baseline",
         "load note last --tag release-2 --baseline",
         {{"run", kRunHelp, true}},
         {{"--name", "TEXT", "shown instead of the scenario's title; empty: as before", false},
          {"--tag", "TEXT", "in the place of its tags; may be given often", true},
          {"--notes", "TEXT", "in the place of its notes", false},
          {"--baseline", "", "later runs of its scenario are compared with this one", false}},
         noteRun,
         Changes::Configuration},
        {"load delete",
         "Remove a run with its notes; without --yes it only says which",
         "load delete 1f3a5b7c --yes",
         {{"run", kRunHelp, true}},
         {{"--yes", "", "remove it", false}},
         deleteRun,
         Changes::Configuration},
    };
}

} // namespace vigia::app
