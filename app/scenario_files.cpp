#include "app/scenario_files.h"

#include "app/commands/load_runs.h"
#include "app/load_plan.h"
#include "backend/load/scenario_file.h"
#include "backend/load/shipped_scenarios.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::app {

using core::ErrorCode;
using core::failure;
using core::Result;
using core::load::Scenario;
using core::load::ScenarioCard;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostName = 60;
constexpr std::size_t kMostOwn = 100; ///< files that are looked at

std::optional<FoundScenario> shippedNamed(const std::string& name) {
    for (const auto& shipped : backend::load::shippedScenarios()) {
        if (shipped.name == name)
            return FoundScenario{name, std::string(shipped.yaml), {}, false};
    }
    return std::nullopt;
}

/// The files of the user's own scenarios, by name.
std::vector<fs::path> ownFiles(const Context& context) {
    std::vector<fs::path> files;
    const auto folder = scenariosFolder(context);
    if (!folder)
        return files;
    std::error_code problem;
    for (fs::directory_iterator each(*folder, problem), end;
         !problem && each != end && files.size() < kMostOwn; each.increment(problem)) {
        const auto& path = each->path();
        const auto name = path.stem().string();
        if (path.extension() == ".yaml" && canBeScenario(name) && !isShipped(name))
            files.push_back(path);
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<FoundScenario> fromFile(const std::string& name, const fs::path& file, bool own) {
    auto text = core::readFile(file);
    if (!text)
        return failure(ErrorCode::InvalidInput, text.error().message);
    return FoundScenario{name, std::move(*text), file, own};
}

core::Error unknown(const Context& context, const std::string& name) {
    std::vector<std::string> known;
    for (const auto& shipped : backend::load::shippedScenarios())
        known.emplace_back(shipped.name);
    for (const auto& file : ownFiles(context))
        known.push_back(file.stem().string());
    const auto near = core::nearestWord(name, known);
    return failure(ErrorCode::InvalidInput,
                   fmt::format("there is no scenario '{}'; {}", core::escapedForDisplay(name, 80),
                               near ? fmt::format("did you mean '{}'?", *near)
                                    : "`vigia load list` shows them, or name a .yaml file"));
}

void addCard(std::vector<ScenarioCard>& cards, const FoundScenario& found) {
    const auto reading = backend::load::readScenario(found.yaml, found.file.parent_path());
    const auto& scenario = reading.scenario;
    if (reading.mistakes.empty())
        cards.push_back({found.name, scenario.title, scenario.description, scenario.model,
                         lastsSeconds(scenario.stages), lastsSeconds(scenario.shortStages),
                         found.own});
}

} // namespace

Result<fs::path> scenariosFolder(const Context& context) {
    const auto runs = runsFolder(context);
    if (!runs)
        return runs.error();
    return runs->parent_path() / "scenarios";
}

bool canBeScenario(const std::string& name) {
    return core::isPlainName(name, kMostName);
}

bool isShipped(const std::string& name) {
    return shippedNamed(name).has_value();
}

Result<FoundScenario> findScenario(const Context& context, const std::string& name) {
    if (auto shipped = shippedNamed(name))
        return std::move(*shipped);
    const auto folder = scenariosFolder(context);
    std::error_code ignored;
    if (folder && canBeScenario(name) && fs::is_regular_file(*folder / (name + ".yaml"), ignored))
        return fromFile(name, *folder / (name + ".yaml"), true);
    if (name.find('/') != std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml"))
        return fromFile(name, name, false);
    return unknown(context, name);
}

Result<Scenario> scenarioOf(const FoundScenario& found) {
    auto reading = backend::load::readScenario(found.yaml, found.file.parent_path());
    if (!reading.mistakes.empty())
        return failure(ErrorCode::InvalidInput,
                       "the scenario has mistakes:\n" + reading.mistakesText(found.name));
    return std::move(reading.scenario);
}

Result<Scenario> scenarioNamed(const Context& context, const std::string& name) {
    const auto found = findScenario(context, name);
    return found ? scenarioOf(*found) : found.error();
}

std::vector<ScenarioCard> scenarioCards(const Context& context) {
    std::vector<ScenarioCard> cards;
    for (const auto& shipped : backend::load::shippedScenarios())
        addCard(cards, {std::string(shipped.name), std::string(shipped.yaml), {}, false});
    for (const auto& file : ownFiles(context)) {
        if (const auto found = fromFile(file.stem().string(), file, true))
            addCard(cards, *found);
    }
    return cards;
}

std::string ownScenariosMark(const Context& context) {
    std::string mark;
    for (const auto& file : ownFiles(context)) {
        std::error_code ignored;
        const auto at = fs::last_write_time(file, ignored).time_since_epoch().count();
        mark += fmt::format("{} {} {}\n", file.string(), at, fs::file_size(file, ignored));
    }
    return mark;
}

} // namespace vigia::app
