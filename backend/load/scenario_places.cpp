#include "backend/load/scenario_places.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::backend::load {

using namespace core::load;
using core::escapedForDisplay;

namespace {

constexpr std::size_t kMostTables = 10;
constexpr std::size_t kMostDataBytes = 16UL * 1024 * 1024;
constexpr std::size_t kMostFileBytes = 64UL * 1024 * 1024; ///< all that a scenario sends

} // namespace

void ScenarioPlaces::readData(const YAML::Node& node) {
    if (!node || !m_yaml.isNames(node, "data"))
        return;
    for (const auto& member : node) {
        const std::string& name = member.first.Scalar();
        const auto text = core::readFile(m_folder / member.second.Scalar(), kMostDataBytes);
        auto table = text ? DataTable::parse(*text) : text.error();
        if (m_tables.size() >= kMostTables || name.find(' ') != std::string::npos)
            m_yaml.note(member.first.Mark(),
                        fmt::format("a scenario has {} files of data at most, each with a name "
                                    "without spaces",
                                    kMostTables));
        else if (!table)
            m_yaml.note(
                member.second.Mark(),
                fmt::format("data of {}: {}", escapedForDisplay(name, 60), table.error().message));
        else
            m_tables.emplace(name, std::make_shared<const DataTable>(std::move(*table)));
    }
}

TextTemplate ScenarioPlaces::filled(const YAML::Node& node, std::size_t most, CellForm form) {
    auto parsed = TextTemplate::parse(m_yaml.text(node, most).value_or(""), m_tables, form);
    if (!parsed)
        m_yaml.note(node.Mark(), parsed.error().message);
    const auto filled = parsed.value_or(TextTemplate{});
    for (const auto& name : filled.picks())
        m_picks.emplace_back(node.Mark(), name);
    return filled;
}

std::shared_ptr<const std::string> ScenarioPlaces::file(const YAML::Node& node) {
    const auto name = m_yaml.text(node, 4'000);
    if (!name)
        return nullptr;
    auto& kept = m_files[*name];
    if (kept)
        return kept;
    auto bytes = core::readFile(m_folder / *name, kMostBodyBytes);
    if (!bytes) {
        m_yaml.note(node.Mark(),
                    fmt::format("{}: {}", escapedForDisplay(*name, 300), bytes.error().message));
    } else if (m_fileBytes + bytes->size() > kMostFileBytes) {
        m_yaml.note(node.Mark(), fmt::format("a scenario sends files of {} MiB together at most",
                                             kMostFileBytes / 1024 / 1024));
    } else {
        m_fileBytes += bytes->size();
        kept = std::make_shared<const std::string>(std::move(*bytes));
    }
    return kept;
}

void ScenarioPlaces::checkPicks() {
    for (const auto& [mark, name] : m_picks) {
        if (!m_saved.contains(name))
            m_yaml.note(mark, fmt::format("no request saves '{}'", escapedForDisplay(name, 60)));
    }
}

} // namespace vigia::backend::load
