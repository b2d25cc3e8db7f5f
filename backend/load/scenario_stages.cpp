#include "backend/load/scenario_yaml.h"

#include <fmt/format.h>

#include <cmath>

namespace vigia::backend::load {
namespace {

using namespace core::load;

constexpr std::size_t kMostSteps = 200;
constexpr std::size_t kMostStages = 1'000;

class StageReader {
public:
    StageReader(ScenarioYaml& yaml, Model model) : m_yaml(yaml), m_model(model) {}

    std::vector<Stage> read(const YAML::Node& root, const char* key) {
        std::vector<Stage> all;
        const auto list = m_yaml.items(root[key], key, kMostStages);
        for (const auto& each : list)
            stage(each, all);
        const auto mark = root[key] ? root[key].Mark() : root.Mark();
        if (list.empty())
            m_yaml.note(mark,
                        fmt::format("'{}' is missing: a list of `{{rate: 20, for: 30s}}`", key));
        else if (m_yaml.clean()) {
            if (const auto course = Course::create(all); !course)
                m_yaml.note(mark, course.error().message);
        }
        return all;
    }

private:
    /// The other model's word is a mistake.
    [[nodiscard]] std::vector<std::string> stageKeys() const {
        auto keys = keysOf("stage");
        std::erase(keys, m_model == Model::Closed ? "rate" : "users");
        return keys;
    }

    void stage(const YAML::Node& node, std::vector<Stage>& all) {
        const std::string value = m_model == Model::Closed ? "users" : "rate";
        if (!m_yaml.isMap(node, "a stage", stageKeys()))
            return;
        Stage stage;
        stage.counted = m_yaml.choice(node["warm-up"], {"false", "true"}) == "false";
        stage.name =
            m_yaml.text(node["name"], 60)
                .value_or(stage.counted ? fmt::format("stage {}", all.size() + 1) : "warm-up");
        const auto steady = m_yaml.number(node[value], 0, 1e6);
        stage.from = m_yaml.number(node["from"], 0, 1e6).value_or(steady.value_or(0));
        stage.to = m_yaml.number(node["to"], 0, 1e6).value_or(steady.value_or(0));
        if (!node[value] && !(node["from"] && node["to"]))
            m_yaml.note(node.Mark(), fmt::format("a stage has '{}', or 'from' and 'to'", value));
        if (node[value] && (node["from"] || node["to"]))
            m_yaml.note(node.Mark(),
                        fmt::format("a stage has either '{}' or 'from' and 'to'", value));
        stage.duration = m_yaml.duration(node["for"]).value_or(std::chrono::milliseconds(0));
        if (!node["for"])
            m_yaml.note(node.Mark(), "a stage says how long it lasts with 'for'");
        if (node["factor"])
            search(node, stage, all);
        else if (node["step"])
            steps(node, stage, all);
        else
            all.push_back(std::move(stage));
    }

    /// `{from: 100, to: 500, step: 100, for: 10s}`: five holds of 10 s.
    void steps(const YAML::Node& node, const Stage& whole, std::vector<Stage>& all) {
        const auto step = m_yaml.number(node["step"], 1e-3, 1e6);
        if (!step || whole.to < whole.from || (whole.to - whole.from) / *step > 200) {
            m_yaml.note(node["step"].Mark(),
                        "'step' goes from 'from' up to 'to' in 200 steps at most");
            return;
        }
        const auto count = static_cast<int>(std::floor((whole.to - whole.from) / *step + 1e-9)) + 1;
        for (int i = 0; i < count; ++i) {
            Stage part = whole;
            part.from = part.to = whole.from + *step * i;
            part.name = fmt::format("{} {}", whole.name, part.to);
            all.push_back(std::move(part));
        }
    }

    /// `{from: 100, to: 10000, factor: 1.25, for: 10s}`: the search for the limit, each step a
    /// quarter more than the one before.
    void search(const YAML::Node& node, const Stage& whole, std::vector<Stage>& all) {
        const auto factor = m_yaml.number(node["factor"], 1.01, 10);
        const bool rising = whole.from > 0 && whole.to >= whole.from;
        if (node["step"] || m_model == Model::Closed || !rising)
            m_yaml.note(
                node["factor"].Mark(),
                "'factor' searches for the limit of an open model: from a rate above 0 up to a "
                "higher one, without 'step'");
        if (!factor || !rising)
            return;
        const auto first = all.size();
        for (double rate = whole.from; rate <= whole.to * (1 + 1e-9); rate *= *factor) {
            Stage part = whole;
            part.search = true;
            part.from = part.to = std::round(rate * 10) / 10;
            part.name = fmt::format("{} {}", whole.name, part.to);
            all.push_back(std::move(part));
            if (all.size() - first > kMostSteps)
                return m_yaml.note(node["factor"].Mark(), "a search has 200 steps at most");
        }
    }

    ScenarioYaml& m_yaml;
    const Model m_model;
};

} // namespace

std::vector<Stage> readStages(ScenarioYaml& yaml, const YAML::Node& root, const char* key,
                              Model model) {
    return StageReader(yaml, model).read(root, key);
}

} // namespace vigia::backend::load
