#include "backend/http/request_head.h"
#include "backend/load/scenario_places.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace vigia::backend::load {
namespace {

using namespace core::load;

constexpr std::size_t kMostRequests = 100;

/// The text without its `{{places}}`.
std::string literalOf(std::string text) {
    for (auto open = text.find("{{"); open != std::string::npos; open = text.find("{{")) {
        const auto close = text.find("}}", open);
        text.erase(open, close == std::string::npos ? std::string::npos : close + 2 - open);
    }
    return text;
}

class RequestReader {
public:
    RequestReader(ScenarioYaml& yaml, const std::filesystem::path& folder, Scenario& scenario)
        : m_yaml(yaml), m_places(yaml, folder), m_scenario(scenario) {}

    void read(const YAML::Node& root) {
        m_places.readData(root["data"]);
        for (const auto& each : m_yaml.items(root["setup"], "setup", kMostRequests))
            setup(each);
        if (root["requests"] || !root["records"])
            requests(root);
        if (root["units"])
            units(root["units"]);
        m_places.checkPicks();
    }

private:
    TextTemplate path(const YAML::Node& map, const char* key) {
        const auto text = m_yaml.text(map[key], 4'000).value_or("");
        if (!text.starts_with('/') || literalOf(text).find_first_of(" \r\n\t") != std::string::npos)
            m_yaml.note(
                map[key] ? map[key].Mark() : map.Mark(),
                fmt::format("'{}' begins with / and has no spaces (encode them as %20)", key));
        return map[key] ? m_places.filled(map[key], 4'000, CellForm::Url) : TextTemplate{};
    }

    std::vector<int> statuses(const YAML::Node& node, std::string_view what) {
        std::vector<int> all;
        for (const auto& each : m_yaml.items(node, what, 50))
            all.push_back(static_cast<int>(m_yaml.number(each, 100, 599).value_or(0)));
        return all;
    }

    void requests(const YAML::Node& root) {
        const auto list = m_yaml.items(root["requests"], "requests", kMostRequests);
        if (list.empty())
            m_yaml.note(root["requests"] ? root["requests"].Mark() : root.Mark(),
                        "'requests' is missing: a list of `{name: read, path: /ping}`, or "
                        "'records'");
        for (const auto& each : list) {
            if (!m_yaml.isMap(each, "a request", keysOf("request")))
                continue;
            RequestPlan plan;
            plan.weight = m_yaml.number(each["weight"], 0, 1e6).value_or(1);
            request(each, plan);
            m_scenario.requests.push_back(std::move(plan));
        }
    }

    void setup(const YAML::Node& node) {
        if (!m_yaml.isMap(node, "a set-up request", keysOf("setup")))
            return;
        SetupPlan plan;
        plan.repeat = static_cast<int>(m_yaml.number(node["repeat"], 1, 10'000).value_or(1));
        request(node, plan);
        m_scenario.setup.push_back(std::move(plan));
    }

    void request(const YAML::Node& node, RequestPlan& plan) {
        plan.name = m_yaml.required(node, "name", 60);
        if (node["method"])
            plan.method =
                m_yaml.choice(node["method"], {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"});
        plan.path = path(node, "path");
        headers(node["headers"], plan);
        if (node["body"])
            plan.body = readBody(m_yaml, m_places, node["body"], node["headers"]);
        plan.expected = statuses(node["expect"], "expect");
        if (node["save"] && m_yaml.isNames(node["save"], "save")) {
            for (const auto& member : node["save"]) {
                m_places.saves(member.first.Scalar());
                plan.save.emplace(member.first.Scalar(), member.second.Scalar());
            }
        }
    }

    void headers(const YAML::Node& node, RequestPlan& plan) {
        if (!node || !m_yaml.isNames(node, "headers"))
            return;
        for (const auto& member : node) {
            const std::string& name = member.first.Scalar();
            if (!http::isToken(name) || core::hasControlCharacters(member.second.Scalar()))
                m_yaml.note(member.first.Mark(),
                            "a header needs a plain name and a value of one line");
            else if (core::lowered(name) == "content-length" ||
                     core::lowered(name) == "transfer-encoding" ||
                     core::lowered(name) == "connection" || core::lowered(name) == "host")
                m_yaml.note(member.first.Mark(), fmt::format("{} is set by Vigia itself", name));
            else
                plan.headers.emplace_back(name,
                                          m_places.filled(member.second, 8'000, CellForm::Plain));
        }
    }

    void units(const YAML::Node& node) {
        if (!m_yaml.isMap(node, "units", keysOf("units")))
            return;
        UnitPlan plan;
        plan.request = m_yaml.required(node, "request", 60);
        const bool known = std::any_of(m_scenario.requests.begin(), m_scenario.requests.end(),
                                       [&](const auto& each) { return each.name == plan.request; });
        if (!known)
            m_yaml.note(node.Mark(), "'request' of units names one of the requests");
        plan.granted = statuses(node["granted"], "granted");
        if (plan.granted.empty())
            m_yaml.note(node.Mark(), "'granted' lists the statuses that grant a unit");
        const auto count = m_yaml.number(node["count"], 1, 1e9);
        if (!node["count"])
            m_yaml.note(node.Mark(), "'count' says how many units there are");
        plan.count = static_cast<std::uint64_t>(count.value_or(0));
        plan.state = path(node, "state");
        plan.left = m_yaml.required(node, "left", 200);
        plan.held = m_yaml.required(node, "held", 200);
        if (node["events"]) {
            plan.events = path(node, "events");
            plan.event = m_yaml.required(node, "event", 60);
        }
        m_scenario.units = std::move(plan);
    }

    ScenarioYaml& m_yaml;
    ScenarioPlaces m_places;
    Scenario& m_scenario;
};

} // namespace

void readRequests(ScenarioYaml& yaml, const YAML::Node& root, const std::filesystem::path& folder,
                  Scenario& scenario) {
    RequestReader(yaml, folder, scenario).read(root);
}

} // namespace vigia::backend::load
