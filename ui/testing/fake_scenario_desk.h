#pragma once

#include "core/load/scenario_desk.h"

#include <deque>
#include <string>
#include <vector>

namespace vigia::ui::testing {

/// Scenarios whose every line with `oops` is a mistake. Answers at once, or keeps the answers of
/// `check` back until `answer`.
class FakeScenarioDesk final : public core::load::ScenarioDesk {
public:
    void text(std::string name, Told told) override;
    void check(std::string yaml, Checked checked) override;
    void save(std::string yaml, Done done) override;
    void remove(std::string name, Done done) override;
    /// The oldest check that was kept back.
    void answer();

    std::vector<std::string> saved; ///< texts
    std::vector<std::string> removed;
    int checks = 0;
    bool keepBack = false;
    std::optional<core::Error> failure; ///< of `save`

private:
    std::deque<std::pair<std::string, Checked>> m_kept;
};

} // namespace vigia::ui::testing
