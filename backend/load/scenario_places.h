#pragma once

#include "backend/load/scenario_yaml.h"
#include "core/load/text_template.h"

#include <set>

namespace vigia::backend::load {

/// The texts of a scenario that have places, and the files that it names: `data`, and those that
/// its requests send. Notes what is wrong with them.
class ScenarioPlaces {
public:
    /// Files are looked for in `folder`. Both outlive it.
    ScenarioPlaces(ScenarioYaml& yaml, const std::filesystem::path& folder)
        : m_yaml(yaml), m_folder(folder) {}

    /// `data: {users: users.csv}`: places `{{data users email}}`.
    void readData(const YAML::Node& node);
    core::load::TextTemplate filled(const YAML::Node& node, std::size_t most,
                                    core::load::CellForm form);
    /// The whole file that a node names; each is read once. Empty where that failed.
    std::shared_ptr<const std::string> file(const YAML::Node& node);

    /// An answer saves values under this name.
    void saves(const std::string& name) { m_saved.insert(name); }
    /// Notes the names that are picked and that nothing saves.
    void checkPicks();

private:
    ScenarioYaml& m_yaml;
    const std::filesystem::path& m_folder;
    core::load::DataTables m_tables;
    std::map<std::string, std::shared_ptr<const std::string>> m_files;
    std::size_t m_fileBytes = 0;
    std::vector<std::pair<YAML::Mark, std::string>> m_picks;
    std::set<std::string> m_saved;
};

/// The body under `body`: a text, or `{bytes: 100KiB to 1MiB}`, `{file: photo.png}`, `{form:
/// [...]}` with what a form has. `headers` belong to the same request. Nothing where it can't be
/// read.
std::optional<core::load::RequestBody> readBody(ScenarioYaml& yaml, ScenarioPlaces& places,
                                                const YAML::Node& body, const YAML::Node& headers);

} // namespace vigia::backend::load
