#include "app/scenario_desk.h"

#include "app/commands/load_runs.h"
#include "app/load_plan.h"
#include "backend/load/scenario_file.h"
#include "backend/load/shipped_scenarios.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::app {

using core::Error;
using core::ErrorCode;
using core::failure;
using core::Result;
using core::load::CheckedScenario;
using core::load::ScenarioText;

namespace {

constexpr std::size_t kMostName = 60;
constexpr std::size_t kMostOwn = 100; ///< files that are looked at

bool isShipped(const std::string& name) {
    const auto all = backend::load::shippedScenarios();
    return std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
}

/// A name that is one file's on every system.
bool isPlainName(const std::string& name) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    };
    return !name.empty() && name.size() <= kMostName &&
           std::all_of(name.begin(), name.end(), plain);
}

CheckedScenario checkedOf(const std::string& yaml) {
    auto reading = backend::load::readScenario(yaml);
    CheckedScenario checked;
    for (auto& mistake : reading.mistakes)
        checked.faults.push_back({mistake.line, mistake.column, std::move(mistake.text)});
    checked.name = std::move(reading.scenario.name);
    checked.model = reading.scenario.model;
    checked.stages = std::move(reading.scenario.stages);
    checked.shortStages = std::move(reading.scenario.shortStages);
    return checked;
}

Result<std::string> kept(const Context& context, const std::string& yaml) {
    const auto checked = checkedOf(yaml);
    if (!checked.faults.empty())
        return failure(ErrorCode::InvalidInput,
                       "a scenario with mistakes is not kept; mend what is marked");
    if (!isPlainName(checked.name))
        return failure(ErrorCode::InvalidInput,
                       "the name of a scenario has letters, digits, - and _ only, 60 at most");
    if (isShipped(checked.name))
        return failure(ErrorCode::Conflict,
                       fmt::format("a scenario that ships is called '{}'; give yours another name",
                                   checked.name));
    const auto folder = scenariosFolder(context);
    if (!folder)
        return folder.error();
    if (const auto put = core::replaceFile(*folder / (checked.name + ".yaml"), yaml); !put)
        return put.error();
    return checked.name;
}

Result<std::string> removed(const Context& context, const std::string& name) {
    const auto folder = scenariosFolder(context);
    if (!folder)
        return folder.error();
    std::error_code failed;
    if (!isPlainName(name) || !std::filesystem::remove(*folder / (name + ".yaml"), failed))
        return failure(ErrorCode::NotFound, fmt::format("there is no scenario '{}' of yours",
                                                        core::escapedForDisplay(name, kMostName)));
    return std::string("The scenario is removed.");
}

} // namespace

Result<std::filesystem::path> scenariosFolder(const Context& context) {
    const auto runs = runsFolder(context);
    if (!runs)
        return runs.error();
    return runs->parent_path() / "scenarios";
}

std::string scenarioWord(const Context& context, const std::string& name) {
    const auto folder = scenariosFolder(context);
    if (!folder || !isPlainName(name) || isShipped(name))
        return name;
    const auto file = *folder / (name + ".yaml");
    std::error_code ignored;
    return std::filesystem::is_regular_file(file, ignored) ? file.string() : name;
}

std::vector<ScenarioText> ownScenarios(const Context& context) {
    std::vector<ScenarioText> own;
    const auto folder = scenariosFolder(context);
    if (!folder)
        return own;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(*folder, ignored)) {
        const auto name = entry.path().stem().string();
        if (own.size() == kMostOwn || entry.path().extension() != ".yaml" || !isPlainName(name) ||
            isShipped(name))
            continue;
        if (auto text = core::readFile(entry.path()))
            own.push_back({name, std::move(*text), true});
    }
    std::sort(own.begin(), own.end(),
              [](const auto& one, const auto& other) { return one.name < other.name; });
    return own;
}

std::vector<core::load::ScenarioCard> scenarioCards(const Context& context) {
    std::vector<core::load::ScenarioCard> cards;
    const auto add = [&cards](const std::string& name, const std::string& yaml, bool own) {
        const auto reading = backend::load::readScenario(yaml);
        const auto& scenario = reading.scenario;
        if (reading.mistakes.empty())
            cards.push_back({name, scenario.title, scenario.description, scenario.model,
                             lastsSeconds(scenario.stages), lastsSeconds(scenario.shortStages),
                             own});
    };
    for (const auto& shipped : backend::load::shippedScenarios())
        add(std::string(shipped.name), std::string(shipped.yaml), false);
    for (const auto& own : ownScenarios(context))
        add(own.name, own.yaml, true);
    return cards;
}

ProgramScenarioDesk::ProgramScenarioDesk(const Context& context) : m_context(context) {}

void ProgramScenarioDesk::begin() {
    m_work.start();
}

void ProgramScenarioDesk::end() {
    m_work.stop();
}

namespace {

Error busy() {
    return failure(ErrorCode::Rejected, "too many questions wait already; try again");
}

} // namespace

void ProgramScenarioDesk::text(std::string name, Told told) {
    const auto task = [this, name = std::move(name), told] {
        const auto word = scenarioWord(m_context, name);
        auto yaml = scenarioYaml(word);
        if (!yaml)
            return told(yaml.error());
        told(ScenarioText{name, std::move(*yaml), word != name});
    };
    if (!m_work.post(task))
        told(busy());
}

void ProgramScenarioDesk::check(std::string yaml, Checked checked) {
    if (!m_work.post([yaml = std::move(yaml), checked] { checked(checkedOf(yaml)); })) {
        CheckedScenario none;
        none.faults.push_back({0, 0, busy().message});
        checked(std::move(none));
    }
}

void ProgramScenarioDesk::save(std::string yaml, Done done) {
    if (!m_work.post([this, yaml = std::move(yaml), done] { done(kept(m_context, yaml)); }))
        done(busy());
}

void ProgramScenarioDesk::remove(std::string name, Done done) {
    if (!m_work.post([this, name = std::move(name), done] { done(removed(m_context, name)); }))
        done(busy());
}

} // namespace vigia::app
