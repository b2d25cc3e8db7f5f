#pragma once

#include "app/command.h"
#include "backend/load/load_run.h"
#include "core/load/run_text.h"

/// What the command `load run` and the page Load tests prepare alike.
namespace vigia::app {

/// How a scenario is to be run.
struct LoadWish {
    std::string name;                  ///< as the user called the scenario: repeats the run
    bool brief = false;                ///< the scenario's short form
    std::optional<std::string> url;    ///< this HTTP service instead of the platform's gateway
    std::optional<std::uint64_t> seed; ///< else drawn anew
    std::string caFile = {};           ///< authorities of an https service; empty: the system's
};

/// Everything that a run needs, found before it begins.
struct LoadPlan {
    core::load::Scenario scenario; ///< its stages are those that will run
    core::load::RunHead head;
    backend::load::LoadOptions options; ///< without `progress` and `keep`
};

/// The YAML of a scenario that ships, by its name, or of a file, by its path. InvalidInput names
/// the nearest one, or says why the file can't be read.
core::Result<std::string> scenarioYaml(const std::string& name);
/// The scenario of that YAML; InvalidInput has every mistake with its line and column.
core::Result<core::load::Scenario> scenarioNamed(const std::string& name);

/// Seconds.
double lastsSeconds(const std::vector<core::load::Stage>& stages);

/// Where the scenario goes, and what describes its run. InvalidInput: it has no short form, or the
/// URL is wrong; else why the platform is not found.
core::Result<LoadPlan> planLoad(const Context& context, core::load::Scenario scenario,
                                const LoadWish& wish);

} // namespace vigia::app
