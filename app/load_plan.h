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
    core::ops::WritePass pass = {};    ///< opens a platform that is read-only or production
};

/// Everything that a run needs, found before it begins.
struct LoadPlan {
    core::load::Scenario scenario; ///< its stages are those that will run
    core::load::RunHead head;
    backend::load::LoadOptions options; ///< without `progress` and `keep`
};

/// Seconds.
double lastsSeconds(const std::vector<core::load::Stage>& stages);

/// Where the scenario goes, and what describes its run. InvalidInput: it has no short form, or the
/// URL is wrong; Rejected: the guard of the platform; else why it is not found.
core::Result<LoadPlan> planLoad(const Context& context, core::load::Scenario scenario,
                                const LoadWish& wish);

} // namespace vigia::app
