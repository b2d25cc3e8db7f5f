#pragma once

#include "app/command.h"
#include "backend/host/task_queue.h"
#include "core/load/scenario_desk.h"

namespace vigia::app {

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
