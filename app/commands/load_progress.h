#pragma once

#include "backend/load/load_run.h"

#include <string>

namespace vigia::app {

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
    [[nodiscard]] std::string latency(double fraction) const;

    const core::load::Scenario& m_scenario;
    const bool m_terminal;
    core::load::Interval m_recent;
    core::load::LoadTime m_shownAt{};
};

} // namespace vigia::app
