#pragma once

#include "backend/load/scenario_file.h"

#include <yaml-cpp/yaml.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::load {

/// Takes values out of YAML nodes and notes what is wrong with them, never the first mistake only.
/// An absent node is an absent value.
class ScenarioYaml {
public:
    /// The mistakes go there; it outlives this.
    explicit ScenarioYaml(std::vector<ScenarioMistake>& mistakes) : m_mistakes(mistakes) {}

    void note(const YAML::Mark& mark, std::string problem);
    [[nodiscard]] bool clean() const { return m_mistakes.empty(); }

    /// A map with no other keys than the known ones, each once.
    bool isMap(const YAML::Node& node, std::string_view what,
               const std::vector<std::string>& known);
    /// A map from names to texts.
    bool isNames(const YAML::Node& node, std::string_view what);
    std::vector<YAML::Node> items(const YAML::Node& node, std::string_view what, std::size_t most);
    std::optional<std::string> text(const YAML::Node& node, std::size_t most);
    std::string required(const YAML::Node& map, const char* key, std::size_t most);
    /// One of the words; the first where there is none.
    std::string choice(const YAML::Node& node, const std::vector<std::string>& words);
    std::optional<double> number(const YAML::Node& node, double least, double most);
    std::optional<std::chrono::milliseconds> duration(const YAML::Node& node);
    /// `100KiB`, or `100KiB to 1MiB`: from which number of bytes to which.
    std::optional<std::pair<std::size_t, std::size_t>> bytes(const YAML::Node& node,
                                                             std::size_t most);

private:
    std::vector<ScenarioMistake>& m_mistakes;
};

/// The most bytes of one body, or of one part of a form.
inline constexpr std::size_t kMostBodyBytes = 16UL * 1024 * 1024;

/// The keys that a part of a scenario may have.
[[nodiscard]] std::vector<std::string> keysOf(const std::string& part);

/// The list of stages under `key`; `root` is the scenario.
std::vector<core::load::Stage> readStages(ScenarioYaml& yaml, const YAML::Node& root,
                                          const char* key, core::load::Model model);
/// `setup`, `requests`, `units` and the `data` that they name, into the scenario. Files of data are
/// looked for in `folder`.
void readRequests(ScenarioYaml& yaml, const YAML::Node& root, const std::filesystem::path& folder,
                  core::load::Scenario& scenario);

} // namespace vigia::backend::load
