#pragma once

#include "app/command.h"
#include "core/load/load_desk.h"
#include "core/load/scenario.h"

#include <filesystem>

/// The scenarios that ship and the user's own, which are files. Everything here may read files.
namespace vigia::app {

/// Where the scenarios of this user are kept: `scenarios`, beside the runs. Makes nothing.
core::Result<std::filesystem::path> scenariosFolder(const Context& context);

/// Whether one of the user's own can have this name.
bool canBeScenario(const std::string& name);
/// Whether a scenario of this name ships.
bool isShipped(const std::string& name);

/// A scenario's text with where it came from.
struct FoundScenario {
    std::string name; ///< as it was asked for
    std::string yaml;
    std::filesystem::path file; ///< empty: it ships
    bool own = false;           ///< the user's, kept by its name
};

/// A scenario that ships, one of the user's own, or a file's by its path, in this order.
/// InvalidInput names the nearest of all names, or says why the file can't be read.
core::Result<FoundScenario> findScenario(const Context& context, const std::string& name);
/// What its text says; InvalidInput has every mistake with its line and column.
core::Result<core::load::Scenario> scenarioOf(const FoundScenario& found);
/// Both.
core::Result<core::load::Scenario> scenarioNamed(const Context& context, const std::string& name);

/// What can be run: those that ship, then the user's own; without those that have mistakes.
std::vector<core::load::ScenarioCard> scenarioCards(const Context& context);

/// Differs when a file of the user's own came, changed or went; cheap.
std::string ownScenariosMark(const Context& context);

} // namespace vigia::app
