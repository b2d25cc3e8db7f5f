#include "app/commands/commands.h"
#include "app/commands/load_runs.h"
#include "app/platform_access.h"
#include "app/report_output.h"
#include "backend/host/signals.h"
#include "backend/host/system_clock.h"
#include "backend/load/load_run.h"
#include "backend/load/run_folder.h"
#include "backend/load/scenario_file.h"
#include "backend/load/shipped_scenarios.h"
#include "core/base/file.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/load/run_text.h"
#include "core/ops/text_table.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <random>
#include <thread>

namespace vigia::app {
namespace {

using namespace core::load;
using backend::load::ScenarioReading;
using core::ErrorCode;
using core::failure;
using core::Result;

constexpr std::chrono::milliseconds kLook{100};
constexpr LoadTime kPlainPace = std::chrono::seconds(10);

double seconds(LoadTime time) {
    return std::chrono::duration<double>(time).count();
}

/// A scenario that ships, by its name, or a file, by its path.
Result<std::string> yamlOf(const std::string& name) {
    std::vector<std::string> known;
    for (const auto& shipped : backend::load::shippedScenarios()) {
        if (shipped.name == name)
            return std::string(shipped.yaml);
        known.emplace_back(shipped.name);
    }
    if (name.find('/') != std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml")) {
        auto text = core::readFile(name);
        return text ? std::move(text) : failure(ErrorCode::InvalidInput, text.error().message);
    }
    const auto near = core::nearestWord(name, known);
    return failure(ErrorCode::InvalidInput,
                   fmt::format("there is no scenario '{}'; {}", core::escapedForDisplay(name, 80),
                               near ? fmt::format("did you mean '{}'?", *near)
                                    : "`vigia load list` shows them, or name a .yaml file"));
}

Result<Scenario> scenarioOf(const std::string& name) {
    const auto yaml = yamlOf(name);
    if (!yaml)
        return yaml.error();
    auto reading = backend::load::readScenario(*yaml);
    if (!reading.mistakes.empty())
        return failure(ErrorCode::InvalidInput,
                       "the scenario has mistakes:\n" + reading.mistakesText(name));
    return std::move(reading.scenario);
}

double lastsSeconds(const std::vector<Stage>& stages) {
    LoadTime sum{};
    for (const auto& stage : stages)
        sum += stage.duration;
    return seconds(sum);
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
    const auto yaml = yamlOf(name);
    if (!yaml)
        return reportError(yaml.error());
    const auto reading = backend::load::readScenario(*yaml);
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

Result<std::uint64_t> seedOf(const Parsed& parsed) {
    const std::string text = parsed.option("seed");
    if (text.empty())
        return std::uint64_t{std::random_device{}()};
    std::uint64_t seed = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (end.ec != std::errc{} || end.ptr != text.data() + text.size())
        return failure(ErrorCode::InvalidInput, "--seed must be a whole number of 0 or more");
    return seed;
}

/// Everything that could make two runs differ.
std::map<std::string, std::string> settingsOf(const Scenario& scenario, const Parsed& parsed,
                                              std::uint64_t seed) {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    std::string command = "vigia load run " + parsed.argument("name");
    if (parsed.has("short"))
        command += " --short";
    if (parsed.has("url"))
        command += " --url " + parsed.option("url");
    std::map<std::string, std::string> all{
        {"command", fmt::format("{} --seed {}", command, seed)},
        {"seed", std::to_string(seed)},
        {"version", VIGIA_VERSION},
        {"generator host", host.data()},
        {"generator cores", std::to_string(std::thread::hardware_concurrency())},
        {"connections", std::to_string(scenario.connections)},
        {"think", fmt::format("{} ms", scenario.think.count())},
        {"timeout", fmt::format("{} ms", scenario.timeout.count())}};
    if (scenario.records) {
        all["record bytes"] = std::to_string(scenario.records->bytes);
        all["partitions"] = std::to_string(scenario.records->partitions);
        all["producer"] = "idempotent, acks=all";
    }
    return all;
}

RunHead headOf(const Scenario& scenario, const Parsed& parsed, const std::string& target,
               std::uint64_t seed) {
    const backend::host::SystemClock clock;
    return {.id = core::Uuid::random().text().substr(0, 8),
            .scenario = scenario.name,
            .title = scenario.title,
            .target = target,
            .model = scenario.model,
            .brief = parsed.has("short"),
            .begunAt = clock.now(),
            .thresholds = scenario.thresholds,
            .settings = settingsOf(scenario, parsed, seed)};
}

/// Runs and keeps it, as far as it comes.
Result<RunResult> runKept(const Context& context, const Scenario& scenario, RunHead head,
                          backend::load::LoadOptions options) {
    const auto folder = runsFolder(context);
    const auto course = Course::create(scenario.stages);
    if (!folder || !course)
        return folder ? course.error() : folder.error();
    auto file = backend::load::RunFile::begin(*folder, head, *course);
    if (!file)
        return file.error();
    ProgressLine line(scenario, context.outputIsTerminal);
    options.progress = [&](const auto& progress) { line.show(progress); };
    options.keep = file->get();
    bool stopped = false;
    auto record = drive(scenario, options, stopped);
    line.end();
    if (!record) {
        (*file)->discard();
        return record.error();
    }
    auto result = judged(std::move(head), std::move(*record), stopped);
    if (const auto kept = (*file)->finish(result); !kept)
        std::fprintf(stderr, "vigia: this run is not kept: %s\n", kept.error().message.c_str());
    return result;
}

/// `--report DIR`: the run in every format.
Result<void> reportRun(const Context& context, const Parsed& parsed, const RunResult& result) {
    if (!parsed.has("report"))
        return {};
    return writeReport(context, loadReportOf(context, result), parsed.option("report"),
                       {core::report::kAllFormats.begin(), core::report::kAllFormats.end()});
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

/// Where the scenario goes: the platform, or the service of `--url`.
Result<backend::load::LoadOptions> optionsOf(const Context& context, const Parsed& parsed,
                                             const Scenario& scenario) {
    backend::load::LoadOptions options{.target = {}, .runId = {}, .progress = {}};
    if (!scenario.requests.empty()) {
        const auto url =
            parsed.has("url") ? Result<std::string>(parsed.option("url")) : gatewayUrl(context);
        const auto target = url ? backend::load::parseTarget(*url) : url.error();
        if (!target)
            return target.error();
        options.target = *target;
    }
    if (scenario.records) {
        auto client = clusterAccess(context, "");
        if (!client)
            return client.error();
        options.kafka = backend::load::KafkaTarget{.client = std::move(*client)};
    }
    const auto seed = seedOf(parsed);
    if (!seed)
        return seed.error();
    options.seed = *seed;
    return options;
}

std::string targetText(const Scenario& scenario, const backend::load::LoadOptions& options) {
    std::string text;
    if (!scenario.requests.empty())
        text = backend::load::targetUrl(options.target);
    if (options.kafka)
        text += (text.empty() ? "kafka " : " and kafka ") + options.kafka->client.servers;
    return text;
}

int runScenario(const Context& context, const Parsed& parsed) {
    auto scenario = scenarioOf(parsed.argument("name"));
    if (!scenario)
        return reportError(scenario.error());
    if (parsed.has("short") && scenario->shortStages.empty())
        return reportError(failure(ErrorCode::InvalidInput, "this scenario has no short form"));
    if (const auto allowed = checkTag(context, parsed, *scenario); !allowed)
        return reportError(allowed.error());
    if (parsed.has("short"))
        scenario->stages = scenario->shortStages;
    auto options = optionsOf(context, parsed, *scenario);
    if (!options)
        return reportError(options.error());
    auto head = headOf(*scenario, parsed, targetText(*scenario, *options), options->seed);
    options->runId = head.id;
    const auto result = runKept(context, *scenario, std::move(head), std::move(*options));
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
