#include "backend/load/scenario_yaml.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace vigia::backend::load {
namespace {

using core::escapedForDisplay;

constexpr std::size_t kMostMistakes = 50;

/// `512`, `512B`, `100KiB`, `1MiB`.
std::optional<std::size_t> bytesOf(std::string_view text) {
    std::size_t count = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view unit(end.ptr, text.data() + text.size());
    for (const auto& [known, factor] : {std::pair<std::string_view, std::size_t>{"", 1},
                                        {"B", 1},
                                        {"KiB", 1024},
                                        {"MiB", 1024 * 1024}}) {
        if (end.ec == std::errc{} && unit == known && count <= SIZE_MAX / factor)
            return count * factor;
    }
    return std::nullopt;
}

} // namespace

std::vector<std::string> keysOf(const std::string& part) {
    return scenarioKeys().at(part);
}

void ScenarioYaml::note(const YAML::Mark& mark, std::string problem) {
    if (m_mistakes.size() < kMostMistakes)
        m_mistakes.push_back(
            {std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1, std::move(problem)});
}

bool ScenarioYaml::isMap(const YAML::Node& node, std::string_view what,
                         const std::vector<std::string>& known) {
    if (!node.IsMap()) {
        note(node.Mark(), fmt::format("{} is written as `key: value` lines", what));
        return false;
    }
    std::set<std::string> seen;
    for (const auto& member : node) {
        const std::string key = member.first.IsScalar() ? member.first.Scalar() : "";
        if (!seen.insert(key).second)
            note(member.first.Mark(),
                 fmt::format("{} stands here twice", escapedForDisplay(key, 60)));
        if (std::find(known.begin(), known.end(), key) != known.end())
            continue;
        const auto near = core::nearestWord(key, known);
        note(member.first.Mark(),
             fmt::format("{} has no key '{}'; {}", what, escapedForDisplay(key, 60),
                         near ? fmt::format("did you mean '{}'?", *near)
                              : fmt::format("it has {}", fmt::join(known, ", "))));
    }
    return true;
}

std::vector<YAML::Node> ScenarioYaml::items(const YAML::Node& node, std::string_view what,
                                            std::size_t most) {
    std::vector<YAML::Node> all;
    if (!node)
        return all;
    if (!node.IsSequence()) {
        note(node.Mark(), fmt::format("{} is a list: lines that begin with `- `", what));
        return all;
    }
    for (const auto& each : node)
        all.push_back(each);
    if (all.size() > most) {
        note(node.Mark(), fmt::format("{} may have {} entries at most", what, most));
        all.resize(most);
    }
    return all;
}

std::optional<std::string> ScenarioYaml::text(const YAML::Node& node, std::size_t most) {
    if (!node)
        return std::nullopt;
    if (!node.IsScalar()) {
        note(node.Mark(), "a text is wanted here");
        return std::nullopt;
    }
    if (core::codePoints(node.Scalar()) > most) {
        note(node.Mark(), fmt::format("longer than {} characters", most));
        return std::nullopt;
    }
    return node.Scalar();
}

std::string ScenarioYaml::required(const YAML::Node& map, const char* key, std::size_t most) {
    auto value = text(map[key], most);
    if (value && core::hasControlCharacters(*value)) {
        note(map[key].Mark(), fmt::format("{} may not hold control characters", key));
        return "";
    }
    if (!map[key] || (value && core::trimmed(*value).empty()))
        note(map.Mark(), fmt::format("'{}' is missing", key));
    return value.value_or("");
}

std::string ScenarioYaml::choice(const YAML::Node& node, const std::vector<std::string>& words) {
    const auto value = text(node, 60);
    if (!value)
        return words.front();
    if (std::find(words.begin(), words.end(), *value) == words.end())
        note(node.Mark(), fmt::format("'{}' must be {}", escapedForDisplay(*value, 60),
                                      fmt::join(words, " or ")));
    return *value;
}

std::optional<double> ScenarioYaml::number(const YAML::Node& node, double least, double most) {
    const auto value = text(node, 60);
    if (!value)
        return std::nullopt;
    double read = 0;
    const auto end = std::from_chars(value->data(), value->data() + value->size(), read);
    if (end.ec != std::errc{} || end.ptr != value->data() + value->size() ||
        !(read >= least && read <= most)) {
        note(node.Mark(), fmt::format("'{}' must be a number from {} to {}",
                                      escapedForDisplay(*value, 60), least, most));
        return std::nullopt;
    }
    return read;
}

std::optional<std::chrono::milliseconds> ScenarioYaml::duration(const YAML::Node& node) {
    const auto value = text(node, 60);
    if (!value)
        return std::nullopt;
    double read = 0;
    const auto end = std::from_chars(value->data(), value->data() + value->size(), read);
    const std::string_view unit(end.ptr, value->data() + value->size());
    for (const auto& [known, millis] :
         {std::pair<std::string_view, double>{"ms", 1}, {"s", 1e3}, {"m", 6e4}, {"h", 3.6e6}}) {
        if (end.ec == std::errc{} && unit == known && read >= 0 && read * millis <= 8.64e7)
            return std::chrono::milliseconds(std::llround(read * millis));
    }
    note(node.Mark(), fmt::format("'{}' must be a time of at most 24 h such as 500ms, 30s, 5m",
                                  escapedForDisplay(*value, 60)));
    return std::nullopt;
}

std::optional<std::pair<std::size_t, std::size_t>> ScenarioYaml::bytes(const YAML::Node& node,
                                                                       std::size_t most) {
    const auto value = text(node, 60);
    if (!value)
        return std::nullopt;
    constexpr std::string_view kTo = " to ";
    const std::string_view whole = *value;
    const auto at = whole.find(kTo);
    const auto from = bytesOf(whole.substr(0, at));
    const auto to = at == std::string_view::npos ? from : bytesOf(whole.substr(at + kTo.size()));
    if (from && to && *from <= *to && *to <= most)
        return std::pair(*from, *to);
    note(node.Mark(), fmt::format("'{}' must be a size of at most {} MiB such as 512, 100KiB, or "
                                  "two of them: 100KiB to 1MiB",
                                  escapedForDisplay(*value, 60), most / 1024 / 1024));
    return std::nullopt;
}

bool ScenarioYaml::isNames(const YAML::Node& node, std::string_view what) {
    const bool good = node.IsMap() && std::all_of(node.begin(), node.end(), [](const auto& member) {
                          return member.first.IsScalar() && member.second.IsScalar();
                      });
    if (!good)
        note(node.Mark(), fmt::format("'{}' is written as `NAME: value` lines", what));
    return good;
}

} // namespace vigia::backend::load
