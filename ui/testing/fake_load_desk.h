#pragma once

#include "core/load/load_desk.h"

#include <string>
#include <vector>

namespace vigia::ui::testing {

/// A run as a desk shows it: half a minute of the scenario `baseline` that missed one of its two
/// thresholds, or goes on. The same arguments give the same run.
core::load::RunView sampleRun(const std::string& id, core::load::RunState state);
/// Its line in a list of runs.
core::load::RunSummary sampleSummary(const std::string& id, core::load::RunState state);

/// Load tests that do at once what they are asked for, and write it down. GUI tests and pictures.
class FakeLoadDesk final : public core::load::LoadDesk {
public:
    FakeLoadDesk();

    core::Published<std::vector<core::load::ScenarioCard>>& scenarios() override {
        return m_scenarios;
    }
    core::Published<core::load::LoadStatus>& status() override { return m_status; }
    void start(std::string scenario, bool brief, core::ops::WritePass pass, Done done) override;
    void stop() override { calls.emplace_back("stop"); }
    void list(Listed listed) override;
    void read(std::string id, Read read) override;
    /// p99 and rate differ, the rest is noise.
    void compare(std::string before, std::vector<std::string> others, Compared compared) override;
    void annotate(std::string id, core::load::RunAnnotation annotation, Done done) override;
    void makeBaseline(std::string id, Done done) override;
    void remove(std::string id, Done done) override;

    /// The run `aaaa0001` goes on and has come so far.
    void goOn(double at, bool draining = false);
    /// The same, and the list has it.
    void beginRun(double at);
    /// It has ended.
    void finish() { m_status.publish(core::load::LoadStatus{nullptr, "aaaa0001", {}}); }
    [[nodiscard]] bool called(const std::string& call) const;

    std::vector<std::string> calls;
    std::vector<core::ops::WritePass> passes; ///< of the starts
    std::vector<core::load::RunSummary> runs;
    std::vector<std::string> problems;  ///< of the list
    std::string own;                    ///< a scenario of the user's; comes with the next list
    std::optional<core::Error> failure; ///< of `read`

private:
    void publishScenarios();
    [[nodiscard]] core::load::RunSummary lineOf(const std::string& id) const;

    core::Published<core::load::LoadStatus> m_status;
    core::Published<std::vector<core::load::ScenarioCard>> m_scenarios;
    std::string m_publishedOwn;
};

} // namespace vigia::ui::testing
