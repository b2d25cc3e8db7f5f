#pragma once

#include "core/load/scenario.h"

#include <functional>
#include <string>
#include <vector>

namespace vigia::core::load {

/// The text of a scenario, as an editor opens it.
struct ScenarioText {
    std::string name;
    std::string yaml;
    bool own = false; ///< the user's; those that ship are never written
};

/// What is wrong at a place of a scenario's text.
struct ScenarioFault {
    int line = 0;   ///< from 1; 0: the text as a whole
    int column = 0; ///< from 1
    std::string text;
};

/// What a text says as a scenario.
struct CheckedScenario {
    std::vector<ScenarioFault> faults; ///< in the order of the text; empty: it can be run
    std::string name;
    Model model = Model::Open;
    std::vector<Stage> stages; ///< as far as they can be read
    std::vector<Stage> shortStages;
    std::vector<std::string> requests; ///< RequestPlan::sentence of each
};

/// Scenarios as an editor asks for them. Calls return at once; answers come on an unnamed thread
/// exactly once. Implemented in `app`.
class ScenarioDesk {
public:
    using Told = std::function<void(Result<ScenarioText>)>;
    using Checked = std::function<void(CheckedScenario)>;
    using Done = std::function<void(Result<std::string>)>;

    virtual ~ScenarioDesk() = default;

    virtual void text(std::string name, Told told) = 0;
    virtual void check(std::string yaml, Checked checked) = 0;
    /// Keeps it as the user's own, in a file of the name that the text has; answers that name.
    /// InvalidInput: it has mistakes; Conflict: a scenario that ships has this name.
    virtual void save(std::string yaml, Done done) = 0;
    /// One of the user's own.
    virtual void remove(std::string name, Done done) = 0;
};

} // namespace vigia::core::load
