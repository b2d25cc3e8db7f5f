#include "app/commands/commands.h"
#include "app/commands/load_progress.h"
#include "app/commands/load_runs.h"
#include "app/load_keeper.h"
#include "app/platform.h"
#include "app/platform_access.h"
#include "app/report_output.h"
#include "app/scenario_files.h"
#include "backend/host/signals.h"
#include "backend/load/scenario_file.h"
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

int listScenarios(const Context& context, const Parsed& parsed) {
    if (parsed.has("runs"))
        return listRuns(context, parsed);
    core::ops::TextTable table({"Name", "Title", "Lasts", "Short", "Whose"},
                               {false, false, true, true, false});
    core::JsonWriter json;
    json.beginArray();
    for (const auto& card : scenarioCards(context)) {
        table.add({card.name, core::escapedForDisplay(card.title, 60),
                   core::view::durationText(card.seconds),
                   core::view::durationText(card.shortSeconds), card.own ? "yours" : "Vigia's"});
        json.beginObject()
            .member("name", card.name)
            .member("title", card.title)
            .member("description", card.description)
            .member("seconds", card.seconds)
            .member("shortSeconds", card.shortSeconds)
            .member("own", card.own)
            .endObject();
    }
    const auto text = parsed.json() ? json.endArray().take() + "\n" : table.text();
    std::fputs(text.c_str(), stdout);
    return kOk;
}

int validateScenario(const Context& context, const Parsed& parsed) {
    const std::string name = parsed.argument("file");
    const auto found = findScenario(context, name);
    if (!found)
        return reportError(found.error());
    const auto reading = backend::load::readScenario(found->yaml, found->file.parent_path());
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
        const auto counted = [](std::size_t count, const char* what) {
            return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
        };
        const auto& scenario = reading.scenario;
        std::printf("%s is a scenario: %s, %s, %s.\n", core::escapedForDisplay(name, 300).c_str(),
                    counted(scenario.stages.size(), "stage").c_str(),
                    counted(scenario.requests.size(), "request").c_str(),
                    counted(scenario.thresholds.size(), "threshold").c_str());
        for (const auto& request : reading.scenario.requests)
            std::printf("  %s\n", core::escapedForDisplay(request.sentence(), 300).c_str());
    } else {
        std::fputs(reading.mistakesText(name).c_str(), stderr);
    }
    return reading.mistakes.empty() ? kOk : kWrongUse;
}

/// Runs on a thread of its own; Ctrl+C drains, a second one ends at once.
Result<LoadOutcome> drive(LoadKeeper& keeper, const LoadHooks& hooks) {
    backend::host::Signals signals;
    std::stop_source drain, now;
    std::optional<Result<LoadOutcome>> outcome;
    std::atomic<bool> done{false};
    std::jthread thread([&] {
        outcome.emplace(keeper.run(hooks, drain.get_token(), now.get_token()));
        done = true;
    });
    while (!done) {
        if (signals.wait(kLook) != backend::host::Signal::Stop)
            continue;
        if (drain.stop_requested())
            now.request_stop();
        drain.request_stop();
    }
    thread.join();
    return std::move(*outcome);
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

/// Looks at the platform while a run against it goes on, for its lag and its events; a service
/// elsewhere is not watched.
class PlatformLook {
public:
    PlatformLook(const Context& context, const LoadPlan& plan, bool elsewhere) {
        if (elsewhere)
            return;
        const std::chrono::seconds lasts(
            static_cast<std::int64_t>(lastsSeconds(plan.scenario.stages)));
        m_platform.emplace(context,
                           PlatformWish{false, false, false, lasts + std::chrono::minutes(1)});
        m_platform->start();
    }
    ~PlatformLook() {
        if (m_platform)
            m_platform->stop();
    }
    PlatformLook(const PlatformLook&) = delete;
    PlatformLook& operator=(const PlatformLook&) = delete;

    [[nodiscard]] core::ops::ConsoleSnapshotPtr seen() {
        return m_platform ? m_platform->snapshot().read() : nullptr;
    }

private:
    std::optional<Platform> m_platform;
};

/// Runs and keeps it, as far as it comes.
Result<RunResult> runKept(const Context& context, LoadPlan plan, bool elsewhere) {
    auto folder = runsFolder(context);
    if (!folder)
        return folder.error();
    PlatformLook watch(context, plan, elsewhere);
    auto keeper = LoadKeeper::begin(std::move(*folder), std::move(plan));
    if (!keeper)
        return keeper.error();
    ProgressLine line((*keeper)->plan().scenario, context.outputIsTerminal);
    auto outcome = drive(**keeper, {[&](const auto& progress) { line.show(progress); },
                                    [&] { return watch.seen(); }});
    line.end();
    if (!outcome)
        return outcome.error();
    if (outcome->notKept)
        std::fprintf(stderr, "vigia: this run is not kept: %s\n",
                     outcome->notKept->message.c_str());
    for (const auto& sentence : outcome->removed)
        std::fprintf(stderr, "vigia: %s\n", sentence.c_str());
    return std::move(outcome->result);
}

/// `--report DIR`: the run in every format.
Result<void> reportRun(const Context& context, const Parsed& parsed, const RunResult& result) {
    if (!parsed.has("report"))
        return {};
    const auto files =
        writeReport(context, loadReportOf(context, result),
                    {parsed.option("report"),
                     {core::report::kAllFormats.begin(), core::report::kAllFormats.end()}},
                    toldIn(stderr));
    return files ? Result<void>() : files.error();
}

int exitCode(RunVerdict verdict) {
    switch (verdict) {
    case RunVerdict::Passed:
        return kOk;
    case RunVerdict::Missed:
        return kFailed;
    case RunVerdict::Stopped:
        break;
    }
    return kCouldNotAsk;
}

int runScenario(const Context& context, const Parsed& parsed) {
    auto scenario = scenarioNamed(context, parsed.argument("name"));
    const auto seed = seedOf(parsed);
    if (!scenario || !seed)
        return reportError(scenario ? seed.error() : scenario.error());
    LoadWish wish{
        .name = parsed.argument("name"), .brief = parsed.has("short"), .url = {}, .seed = *seed};
    if (parsed.has("url"))
        wish.url = parsed.option("url");
    wish.caFile = parsed.option("ca-file");
    wish.pass = passOf(parsed);
    auto plan = planLoad(context, std::move(*scenario), wish);
    if (!plan)
        return reportError(plan.error());
    const auto result = runKept(context, std::move(*plan), parsed.has("url"));
    if (!result)
        return reportError(result.error());
    const auto text = parsed.json() ? runJson(*result) + "\n" : runText(*result);
    std::fputs(text.c_str(), stdout);
    if (const auto kept = reportRun(context, parsed, *result); !kept)
        return reportError(kept.error());
    return exitCode(result->verdict());
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
         "Run a load test; exit code 0 passed, 1 a threshold missed, 2 wrong use, 3 could not run "
         "or was stopped",
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
