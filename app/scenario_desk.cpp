#include "app/scenario_desk.h"

#include "app/scenario_files.h"
#include "backend/load/scenario_file.h"
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

constexpr std::size_t kMostShown = 60; ///< of a name that was not found

/// Files of data and of uploads lie beside the user's own scenarios.
CheckedScenario checkedOf(const Context& context, const std::string& yaml) {
    const auto folder = scenariosFolder(context);
    auto reading = backend::load::readScenario(yaml, folder.value_or(std::filesystem::path()));
    CheckedScenario checked;
    for (auto& mistake : reading.mistakes)
        checked.faults.push_back({mistake.line, mistake.column, std::move(mistake.text)});
    checked.name = std::move(reading.scenario.name);
    checked.model = reading.scenario.model;
    checked.stages = std::move(reading.scenario.stages);
    checked.shortStages = std::move(reading.scenario.shortStages);
    for (const auto& request : reading.scenario.requests)
        checked.requests.push_back(request.sentence());
    return checked;
}

Result<std::string> kept(const Context& context, const std::string& yaml) {
    const auto checked = checkedOf(context, yaml);
    if (!checked.faults.empty())
        return failure(ErrorCode::InvalidInput,
                       "a scenario with mistakes is not kept; mend what is marked");
    if (!canBeScenario(checked.name))
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
    if (!canBeScenario(name) || !std::filesystem::remove(*folder / (name + ".yaml"), failed))
        return failure(ErrorCode::NotFound, fmt::format("there is no scenario '{}' of yours",
                                                        core::escapedForDisplay(name, kMostShown)));
    return std::string("The scenario is removed.");
}

} // namespace

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
        auto found = findScenario(m_context, name);
        told(found ? Result<ScenarioText>(ScenarioText{name, std::move(found->yaml), found->own})
                   : found.error());
    };
    if (!m_work.post(task))
        told(busy());
}

void ProgramScenarioDesk::check(std::string yaml, Checked checked) {
    const auto task = [this, yaml = std::move(yaml), checked] {
        checked(checkedOf(m_context, yaml));
    };
    if (!m_work.post(task)) {
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
