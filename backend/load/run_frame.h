#pragma once

#include "backend/load/http_caller.h"
#include "core/load/scenario.h"
#include "core/load/unit_count.h"

#include <random>

namespace vigia::backend::load {

/// What is called before a run and after it, outside of what is measured.
class RunFrame {
public:
    /// All outlive it.
    RunFrame(const core::load::Scenario& scenario, const HttpRoute& route, RequestWriter& writer,
             std::uint64_t seed)
        : m_scenario(scenario), m_route(route), m_writer(writer), m_caller(route, scenario.timeout),
          m_random(seed) {}

    /// Reaches an https target once, so that a wrong certificate is told before anything is
    /// measured, and sends the set-up requests; the values that they saved. Rejected says which of
    /// them was answered with what.
    core::Result<SavedValues> setUp(const std::stop_token& stop);
    /// Completes `units` with what the service says is left and held.
    core::Result<void> countUnits(const SavedValues& saved, core::load::UnitCount& units);

private:
    core::Result<void> reach(const std::stop_token& stop);
    core::Result<void> send(const core::load::SetupPlan& plan, std::uint64_t number,
                            SavedValues& saved, const std::stop_token& stop);
    core::Result<core::JsonValue> read(const core::load::TextTemplate& path,
                                       const SavedValues& saved);

    const core::load::Scenario& m_scenario;
    const HttpRoute& m_route;
    RequestWriter& m_writer;
    HttpCaller m_caller;
    std::mt19937_64 m_random;
};

} // namespace vigia::backend::load
