#include "backend/load/scenario_file.h"

#include "backend/load/scenario_yaml.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace vigia::backend::load {
namespace {

using namespace core::load;
using core::escapedForDisplay;

constexpr std::size_t kMostYaml = 1024 * 1024;
constexpr std::size_t kMostThresholds = 100;

/// Reads a whole scenario.
class Reader {
public:
    Reader(ScenarioReading& reading, const std::filesystem::path& folder)
        : m_yaml(reading.mistakes), m_folder(folder), m_scenario(reading.scenario) {}

    void read(const YAML::Node& root) {
        if (!m_yaml.isMap(root, "a scenario", keysOf("scenario")))
            return;
        m_scenario.name = m_yaml.required(root, "name", 64);
        m_scenario.title = m_yaml.text(root["title"], 200).value_or(m_scenario.name);
        m_scenario.description = m_yaml.text(root["description"], 2'000).value_or("");
        if (m_yaml.choice(root["model"], {"open", "closed"}) == "closed")
            m_scenario.model = Model::Closed;
        if (m_yaml.choice(root["spacing"], {"poisson", "even"}) == "even")
            m_scenario.spacing = Spacing::Even;
        m_scenario.think = m_yaml.duration(root["think"]).value_or(m_scenario.think);
        m_scenario.timeout = m_yaml.duration(root["timeout"]).value_or(m_scenario.timeout);
        if (const auto most = m_yaml.number(root["connections"], 1, 20'000))
            m_scenario.connections = static_cast<std::size_t>(*most);
        m_scenario.stages = readStages(m_yaml, root, "stages", m_scenario.model);
        if (root["short"])
            m_scenario.shortStages = readStages(m_yaml, root, "short", m_scenario.model);
        if (root["records"])
            records(root["records"]);
        readRequests(m_yaml, root, m_folder, m_scenario);
        for (const auto& each : m_yaml.items(root["thresholds"], "thresholds", kMostThresholds))
            threshold(each);
    }

private:
    void records(const YAML::Node& node) {
        if (!m_yaml.isMap(node, "records", keysOf("records")))
            return;
        RecordPlan plan;
        plan.weight = m_yaml.number(node["weight"], 0, 1e6).value_or(plan.weight);
        plan.bytes = static_cast<std::size_t>(m_yaml.number(node["bytes"], 32, 1e6).value_or(100));
        plan.partitions = static_cast<int>(m_yaml.number(node["partitions"], 1, 1'000).value_or(6));
        plan.consume = m_yaml.choice(node["read-back"], {"false", "true"}) == "true";
        m_scenario.records = plan;
    }

    void threshold(const YAML::Node& node) {
        const bool plain = node.IsScalar();
        if (!plain && !m_yaml.isMap(node, "a threshold", keysOf("threshold")))
            return;
        auto parsed = parseThreshold(plain ? node.Scalar() : m_yaml.required(node, "check", 200));
        if (!parsed)
            return m_yaml.note(node.Mark(), parsed.error().message);
        if (!plain) {
            parsed->abort = m_yaml.choice(node["abort"], {"false", "true"}) == "true";
            parsed->grace = m_yaml.duration(node["grace"]).value_or(std::chrono::milliseconds(0));
        }
        m_scenario.thresholds.push_back(std::move(*parsed));
    }

    ScenarioYaml m_yaml;
    const std::filesystem::path& m_folder;
    Scenario& m_scenario;
};

/// Aliases could unfold a small file into gigabytes, and deep ones the stack.
bool isDeeper(const YAML::Node& node, int depth, std::size_t& nodes) {
    if (depth == 0 || ++nodes > 20'000)
        return true;
    for (const auto& child : node) {
        const YAML::Node& inside =
            node.IsMap() ? child.second : static_cast<const YAML::Node&>(child);
        if (isDeeper(inside, depth - 1, nodes))
            return true;
    }
    return false;
}

} // namespace

std::string ScenarioReading::mistakesText(std::string_view file) const {
    std::string all;
    for (const auto& mistake : mistakes)
        all += fmt::format("{}:{}:{}: {}\n", escapedForDisplay(file, 300), mistake.line,
                           mistake.column, mistake.text);
    return all;
}

std::map<std::string, std::vector<std::string>> scenarioKeys() {
    return {{"scenario",
             {"name", "title", "description", "model", "spacing", "think", "timeout", "connections",
              "stages", "short", "data", "setup", "requests", "units", "records", "thresholds"}},
            {"stage", {"name", "rate", "users", "from", "to", "step", "factor", "for", "warm-up"}},
            {"request", {"name", "weight", "method", "path", "headers", "body", "expect", "save"}},
            {"setup", {"name", "repeat", "method", "path", "headers", "body", "expect", "save"}},
            {"body", {"bytes", "file", "form", "type"}},
            {"part", {"name", "value", "bytes", "file", "filename", "type"}},
            {"units", {"request", "granted", "count", "state", "left", "held", "events", "event"}},
            {"records", {"weight", "bytes", "partitions", "read-back"}},
            {"threshold", {"check", "abort", "grace"}}};
}

ScenarioReading readScenario(const std::string& yaml, const std::filesystem::path& folder) {
    ScenarioReading reading;
    const auto whole = [&](std::string text) {
        reading.mistakes.push_back({1, 1, std::move(text)});
        return std::move(reading);
    };
    if (yaml.size() > kMostYaml)
        return whole("a scenario has 1 MiB at most");
    if (!core::isValidUtf8(yaml) || yaml.find('\0') != std::string::npos)
        return whole("this is not UTF-8 text");
    try {
        const YAML::Node root = YAML::Load(yaml);
        std::size_t nodes = 0;
        if (isDeeper(root, 32, nodes))
            return whole("a scenario has 32 levels and 20,000 values at most");
        Reader(reading, folder).read(root);
    } catch (const YAML::Exception& error) {
        reading.mistakes.push_back(
            {error.mark.line + 1, error.mark.column + 1, escapedForDisplay(error.msg, 300)});
    }
    return reading;
}

} // namespace vigia::backend::load
