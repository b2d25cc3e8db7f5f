#pragma once

#include "app/command.h"
#include "backend/host/task_queue.h"
#include "core/load/load_desk.h"
#include "core/load/scenario_desk.h"

#include <filesystem>

namespace vigia::app {

/// Where the scenarios of this user are kept: `scenarios`, beside the runs. Makes nothing.
core::Result<std::filesystem::path> scenariosFolder(const Context& context);
/// What `vigia load run` takes for the scenario `name`: the file of the user's own, else the name.
std::string scenarioWord(const Context& context, const std::string& name);
/// The texts of the user's own scenarios by name; what can't be read is left out.
std::vector<core::load::ScenarioText> ownScenarios(const Context& context);

/// What can be run: those that ship, then the user's own; without those that have mistakes.
std::vector<core::load::ScenarioCard> scenarioCards(const Context& context);

/// Scenarios for the editor of a desktop, read, checked and kept on the thread `scenarios`. Any
/// thread may call it; `context` outlives it.
class ProgramScenarioDesk final : public core::load::ScenarioDesk {
public:
    explicit ProgramScenarioDesk(const Context& context);

    void begin();
    void end();

    void text(std::string name, Told told) override;
    void check(std::string yaml, Checked checked) override;
    void save(std::string yaml, Done done) override;
    void remove(std::string name, Done done) override;

private:
    const Context& m_context;
    backend::host::TaskQueue m_work{"scenarios", 1, 16};
};

} // namespace vigia::app
