#pragma once

#include "backend/load/load_run.h"

#include <string>

namespace vigia::app {

/// What the line says: `recent` are the answers of the last `since`. After its course a run waits
/// for what is still under way or due; the line says for how long about.
std::string progressText(const core::load::Scenario& scenario, const core::load::Interval& recent,
                         core::load::LoadTime since, const backend::load::LoadProgress& progress);

/// One line on standard error while a run goes on: rewritten on a terminal, every ten seconds in a
/// pipe. The run's thread.
class ProgressLine {
public:
    /// `scenario` outlives it.
    ProgressLine(const core::load::Scenario& scenario, bool terminal)
        : m_scenario(scenario), m_terminal(terminal) {}

    void show(const backend::load::LoadProgress& progress);
    /// Takes the line off the terminal.
    void end() const;

private:
    const core::load::Scenario& m_scenario;
    const bool m_terminal;
    core::load::Interval m_recent;
    core::load::LoadTime m_shownAt{};
};

} // namespace vigia::app
