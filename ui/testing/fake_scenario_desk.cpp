#include "ui/testing/fake_scenario_desk.h"

#include <sstream>

namespace vigia::ui::testing {

using namespace core::load;
using namespace std::chrono_literals;

namespace {

CheckedScenario checkedOf(const std::string& yaml) {
    CheckedScenario checked;
    checked.name = "mine";
    std::istringstream lines(yaml);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number)
        if (const auto at = line.find("oops"); at != std::string::npos)
            checked.faults.push_back(
                {number, int(at) + 1, "unknown key '" + line.substr(0, 200) + "'"});
    if (yaml.empty())
        checked.faults.push_back({0, 0, "a scenario is a map of keys"});
    checked.stages = {{"warm-up", 50, 50, 10s, false},
                      {"ramp", 50, 200, 30s, true},
                      {"steady", 200, 200, 60s, true}};
    checked.requests = {"read: GET", "upload: POST, a form with a file of 100 KiB to 1 MiB"};
    checked.shortStages = {{"steady", 50, 50, 20s, true}};
    return checked;
}

} // namespace

void FakeScenarioDesk::text(std::string name, Told told) {
    told(ScenarioText{name, "name: " + name + "\ntitle: Baseline\nstages:\n", name == "mine"});
}

void FakeScenarioDesk::check(std::string yaml, Checked checked) {
    ++checks;
    if (keepBack)
        m_kept.emplace_back(std::move(yaml), std::move(checked));
    else
        checked(checkedOf(yaml));
}

void FakeScenarioDesk::answer() {
    if (m_kept.empty())
        return;
    const auto [yaml, checked] = std::move(m_kept.front());
    m_kept.pop_front();
    checked(checkedOf(yaml));
}

void FakeScenarioDesk::save(std::string yaml, Done done) {
    if (failure)
        return done(*failure);
    saved.push_back(std::move(yaml));
    done(std::string("mine"));
}

void FakeScenarioDesk::remove(std::string name, Done done) {
    removed.push_back(std::move(name));
    done(std::string("The scenario is removed."));
}

} // namespace vigia::ui::testing
