#pragma once

#include "core/load/scenario.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::load {

/// A mistake in a scenario file, at a place that an editor can go to.
struct ScenarioMistake {
    int line = 0;   ///< from 1; 0: the file as a whole
    int column = 0; ///< from 1
    std::string text;
};

struct ScenarioReading {
    core::load::Scenario scenario;         ///< whole when there is no mistake
    std::vector<ScenarioMistake> mistakes; ///< in the order of the file, 50 at most

    /// `FILE:LINE:COLUMN: text` a line.
    [[nodiscard]] std::string mistakesText(std::string_view file) const;
};

/// Reads a scenario (YAML; `resources/schemas/load-scenario.schema.json` describes it) and names
/// every mistake: unknown keys with the nearest one, wrong types, numbers out of range, thresholds
/// and places that can't be read. At most 1 MiB, 32 levels deep.
/// Files of data, and those that requests send, are looked for in `folder`; empty: the working
/// folder.
ScenarioReading readScenario(const std::string& yaml, const std::filesystem::path& folder = {});

/// The keys that each part of a scenario (`scenario`, `stage`, `setup`, `request`, `body`, `part`,
/// `units`, `records`, `threshold`) may have.
std::map<std::string, std::vector<std::string>> scenarioKeys();

} // namespace vigia::backend::load
