#include "app/commands/load_runs.h"

#include "app/commands/commands.h"
#include "app/stack_options.h"
#include "backend/load/run_folder.h"
#include "backend/stack/paths.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/base/time_text.h"
#include "core/load/run_compare.h"
#include "core/ops/text_table.h"
#include "core/view/number_text.h"

#include <fmt/format.h>

#include <cstdio>

namespace vigia::app {
namespace {

using namespace core::load;
using backend::load::RunFolder;
using core::ErrorCode;
using core::failure;
using core::Result;

std::string_view stateWord(const RunSummary& run) {
    switch (run.state) {
    case RunState::Running:
        return "running";
    case RunState::Interrupted:
        return "interrupted";
    case RunState::Finished:
        break;
    }
    return verdictWord(run.verdict.value_or(RunVerdict::Stopped));
}

Result<RunFolder> runsOf(const Context& context) {
    auto folder = runsFolder(context);
    if (!folder)
        return folder.error();
    return RunFolder(std::move(*folder));
}

/// The id of the only run that begins so.
Result<std::string> idOf(const RunStore& runs, const std::string& word) {
    if (word != "last" && runs.summary(word))
        return word;
    const auto list = runs.list().runs;
    if (list.empty())
        return failure(ErrorCode::NotFound, "no run was kept yet; `vigia load run NAME` makes one");
    if (word == "last")
        return list.front().head.id;
    std::vector<std::string> fitting;
    for (const auto& run : list) {
        if (run.head.id.starts_with(word))
            fitting.push_back(run.head.id);
    }
    if (fitting.size() == 1)
        return fitting.front();
    return failure(ErrorCode::NotFound,
                   fmt::format("{} run begins with '{}'; `vigia load list --runs` shows them",
                               fitting.empty() ? "no" : "more than one",
                               core::escapedForDisplay(word, 60)));
}

Result<KeptRun> keptRun(const RunStore& runs, const std::string& word) {
    const auto id = idOf(runs, word);
    return id ? runs.read(*id) : id.error();
}

std::string metricCell(const RunSummary& run, const std::string& metric) {
    const auto found = run.measured.find(metric);
    return found == run.measured.end() ? std::string(core::view::kUnknownText)
                                       : metricText(metric, found->second);
}

std::string runsTable(const RunList& list) {
    core::ops::TextTable table({"Run", "Begun (UTC)", "Name", "State", "Rate", "p99", "Tags"},
                               {false, false, false, false, true, true, false});
    for (const auto& run : list.runs)
        table.add(
            {run.head.id, core::formatRfc3339(run.head.begunAt).substr(0, 19),
             core::escapedForDisplay(run.shownName(), 60) + (run.head.brief ? " (short)" : ""),
             std::string(stateWord(run)) + (run.baseline ? ", baseline" : ""),
             metricCell(run, "rate"), metricCell(run, "p99"),
             core::escapedForDisplay(fmt::format("{}", fmt::join(run.annotation.tags, ", ")), 80)});
    return list.runs.empty() ? "No run was kept yet.\n" : table.text();
}

void writeAnnotation(core::JsonWriter& json, const RunAnnotation& annotation, bool baseline) {
    json.member("name", annotation.name).member("notes", annotation.notes).key("tags").beginArray();
    for (const auto& tag : annotation.tags)
        json.value(tag);
    json.endArray().member("baseline", baseline);
}

std::string runsJson(const RunList& list) {
    core::JsonWriter json;
    json.beginObject().key("runs").beginArray();
    for (const auto& run : list.runs) {
        json.beginObject()
            .member("id", run.head.id)
            .member("scenario", run.head.scenario)
            .member("title", run.head.title)
            .member("target", run.head.target)
            .member("short", run.head.brief)
            .member("begunAt", core::formatRfc3339(run.head.begunAt))
            .member("state", stateWord(run))
            .member("sentence", run.sentence);
        writeAnnotation(json, run.annotation, run.baseline);
        writeMeasured(json, run.measured);
        json.endObject();
    }
    json.endArray().key("problems").beginArray();
    for (const auto& problem : list.problems)
        json.value(problem);
    return json.endArray().endObject().take() + "\n";
}

/// Of a run or of its line in the list.
template <class Run> std::string annotationText(const Run& run) {
    std::string text;
    if (run.state != RunState::Finished)
        text += run.state == RunState::Running ? "Still going on; so far:\n"
                                               : "Interrupted; up to then:\n";
    if (!run.annotation.name.empty())
        text += core::escapedForDisplay(run.annotation.name, 500) + "\n";
    if (!run.annotation.tags.empty())
        text += fmt::format("tags: {}\n",
                            core::escapedForDisplay(
                                fmt::format("{}", fmt::join(run.annotation.tags, ", ")), 1'000));
    if (!run.annotation.notes.empty())
        text += fmt::format("notes: {}\n", core::escapedForDisplay(run.annotation.notes, 20'000));
    return text + (run.baseline ? "This is its scenario's baseline.\n" : "");
}

Result<std::string> baselineOf(const RunStore& runs, const std::string& scenario) {
    if (auto id = runs.baselineOf(scenario))
        return std::move(*id);
    return failure(ErrorCode::InvalidInput,
                   fmt::format("{} has no baseline; name a second run, or make one with "
                               "`vigia load note RUN --baseline`",
                               core::escapedForDisplay(scenario, 80)));
}

RunAnnotation changed(RunAnnotation annotation, const Parsed& parsed) {
    if (parsed.has("name"))
        annotation.name = parsed.option("name");
    if (parsed.has("notes"))
        annotation.notes = parsed.option("notes");
    if (const auto tags = parsed.options.find("tag"); tags != parsed.options.end())
        annotation.tags = tags->second;
    return annotation;
}

} // namespace

Result<std::filesystem::path> runsFolder(const Context& context) {
    const auto paths = backend::stack::stackPaths(stackOptions(context));
    if (!paths)
        return paths.error();
    return paths->data.parent_path() / "runs";
}

Result<KeptRun> keptRun(const Context& context, const std::string& word) {
    const auto runs = runsOf(context);
    return runs ? keptRun(*runs, word) : runs.error();
}

std::optional<RunResult> baselineFor(const Context& context, const RunResult& run) {
    const auto runs = runsOf(context);
    const auto id = runs ? baselineOf(*runs, run.scenario) : runs.error();
    if (!id || *id == run.id)
        return std::nullopt;
    auto kept = runs->read(*id);
    return kept ? std::optional(std::move(kept->result)) : std::nullopt;
}

int listRuns(const Context& context, const Parsed& parsed) {
    const auto runs = runsOf(context);
    if (!runs)
        return reportError(runs.error());
    const auto list = runs->list();
    std::fputs((parsed.json() ? runsJson(list) : runsTable(list)).c_str(), stdout);
    for (const auto& problem : list.problems)
        std::fprintf(stderr, "vigia: %s\n", problem.c_str());
    return kOk;
}

int showRun(const Context& context, const Parsed& parsed) {
    const auto runs = runsOf(context);
    const auto run = runs ? keptRun(*runs, parsed.argument("run")) : runs.error();
    if (!run)
        return reportError(run.error());
    const auto text =
        parsed.json() ? runJson(run->result) + "\n" : annotationText(*run) + runText(run->result);
    std::fputs(text.c_str(), stdout);
    return kOk;
}

int compareRuns(const Context& context, const Parsed& parsed) {
    const auto runs = runsOf(context);
    const auto after = runs ? keptRun(*runs, parsed.argument("after")) : runs.error();
    if (!after)
        return reportError(after.error());
    const auto named = parsed.argument("before");
    const auto other =
        named.empty() ? baselineOf(*runs, after->result.scenario) : Result<std::string>(named);
    const auto before = other ? keptRun(*runs, *other) : other.error();
    if (!before)
        return reportError(before.error());
    const auto comparison = compared(before->result, after->result);
    const auto text = parsed.json()
                          ? comparisonJson(before->result, after->result, comparison) + "\n"
                          : comparisonText(before->result, after->result, comparison);
    std::fputs(text.c_str(), stdout);
    return kOk;
}

int noteRun(const Context& context, const Parsed& parsed) {
    auto runs = runsOf(context);
    const auto known = runs ? idOf(*runs, parsed.argument("run")) : runs.error();
    const auto run = known ? runs->summary(*known) : known.error();
    if (!run)
        return reportError(run.error());
    const auto& id = run->head.id;
    if (const auto done = runs->annotate(id, changed(run->annotation, parsed)); !done)
        return reportError(done.error());
    if (parsed.has("baseline")) {
        if (const auto done = runs->makeBaseline(id); !done)
            return reportError(done.error());
    }
    const auto now = runs->summary(id);
    if (parsed.json() && now) {
        core::JsonWriter json;
        json.beginObject().member("id", id);
        writeAnnotation(json, now->annotation, now->baseline);
        std::puts(json.endObject().take().c_str());
    } else if (now) {
        std::fputs((id + "\n" + annotationText(*now)).c_str(), stdout);
    }
    return kOk;
}

int deleteRun(const Context& context, const Parsed& parsed) {
    auto runs = runsOf(context);
    const auto id = runs ? idOf(*runs, parsed.argument("run")) : runs.error();
    if (!id)
        return reportError(id.error());
    if (parsed.has("yes")) {
        if (const auto done = runs->remove(*id); !done)
            return reportError(done.error());
    }
    if (parsed.json()) {
        core::JsonWriter json;
        std::puts(json.beginObject()
                      .member("id", *id)
                      .member("deleted", parsed.has("yes"))
                      .endObject()
                      .take()
                      .c_str());
    } else {
        std::printf(parsed.has("yes") ? "Run %s is gone.\n"
                                      : "This removes run %s; repeat with --yes.\n",
                    id->c_str());
    }
    return kOk;
}

} // namespace vigia::app
