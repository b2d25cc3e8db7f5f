#include "backend/load/scenario_file.h"

#include "backend/http/request_head.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace vigia::backend::load {
namespace {

using namespace core::load;
using core::escapedForDisplay;

constexpr std::size_t kMostBytes = 1024 * 1024;
constexpr std::size_t kMostMistakes = 50;
constexpr std::size_t kMostSteps = 200;
constexpr std::size_t kMostStages = 1'000;
constexpr std::size_t kMostRequests = 100;

std::vector<std::string> keysOf(const std::string& part) {
    return scenarioKeys().at(part);
}

/// The text without its `{{places}}`.
std::string literalOf(std::string text) {
    for (auto open = text.find("{{"); open != std::string::npos; open = text.find("{{")) {
        const auto close = text.find("}}", open);
        text.erase(open, close == std::string::npos ? std::string::npos : close + 2 - open);
    }
    return text;
}

/// Takes what it knows out of the nodes and notes what is wrong, never the first mistake only.
class Reader {
public:
    explicit Reader(ScenarioReading& reading) : m_reading(reading), m_scenario(reading.scenario) {}

    void read(const YAML::Node& root) {
        if (!isMap(root, "a scenario", keysOf("scenario")))
            return;
        m_scenario.name = required(root, "name", 64);
        m_scenario.title = text(root["title"], 200).value_or(m_scenario.name);
        m_scenario.description = text(root["description"], 2'000).value_or("");
        if (choice(root["model"], {"open", "closed"}) == "closed")
            m_scenario.model = Model::Closed;
        if (choice(root["spacing"], {"poisson", "even"}) == "even")
            m_scenario.spacing = Spacing::Even;
        m_scenario.think = duration(root["think"]).value_or(m_scenario.think);
        m_scenario.timeout = duration(root["timeout"]).value_or(m_scenario.timeout);
        if (const auto most = number(root["connections"], 1, 20'000))
            m_scenario.connections = static_cast<std::size_t>(*most);
        m_scenario.stages = stages(root, "stages");
        if (root["short"])
            m_scenario.shortStages = stages(root, "short");
        if (root["records"])
            records(root["records"]);
        if (root["requests"] || !root["records"])
            requests(root);
        for (const auto& each : items(root["thresholds"], "thresholds", kMostRequests))
            threshold(each);
    }

private:
    void note(const YAML::Mark& mark, std::string problem) {
        if (m_reading.mistakes.size() < kMostMistakes)
            m_reading.mistakes.push_back(
                {std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1, std::move(problem)});
    }

    bool isMap(const YAML::Node& node, std::string_view what,
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

    std::vector<YAML::Node> items(const YAML::Node& node, std::string_view what, std::size_t most) {
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

    std::optional<std::string> text(const YAML::Node& node, std::size_t most) {
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

    std::string required(const YAML::Node& map, const char* key, std::size_t most) {
        auto value = text(map[key], most);
        if (value && core::hasControlCharacters(*value)) {
            note(map[key].Mark(), fmt::format("{} may not hold control characters", key));
            return "";
        }
        if (!map[key] || (value && core::trimmed(*value).empty()))
            note(map.Mark(), fmt::format("'{}' is missing", key));
        return value.value_or("");
    }

    std::string choice(const YAML::Node& node, const std::vector<std::string>& words) {
        const auto value = text(node, 60);
        if (!value)
            return words.front();
        if (std::find(words.begin(), words.end(), *value) == words.end())
            note(node.Mark(), fmt::format("'{}' must be {}", escapedForDisplay(*value, 60),
                                          fmt::join(words, " or ")));
        return *value;
    }

    std::optional<double> number(const YAML::Node& node, double least, double most) {
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

    std::optional<std::chrono::milliseconds> duration(const YAML::Node& node) {
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

    std::vector<Stage> stages(const YAML::Node& root, const char* key) {
        std::vector<Stage> all;
        const auto list = items(root[key], key, kMostStages);
        for (const auto& each : list)
            stage(each, all);
        const auto mark = root[key] ? root[key].Mark() : root.Mark();
        if (list.empty())
            note(mark, fmt::format("'{}' is missing: a list of `{{rate: 20, for: 30s}}`", key));
        else if (m_reading.mistakes.empty()) {
            if (const auto course = Course::create(all); !course)
                note(mark, course.error().message);
        }
        return all;
    }

    /// The other model's word is a mistake.
    [[nodiscard]] std::vector<std::string> stageKeys() const {
        auto keys = keysOf("stage");
        std::erase(keys, m_scenario.model == Model::Closed ? "rate" : "users");
        return keys;
    }

    void stage(const YAML::Node& node, std::vector<Stage>& all) {
        const std::string value = m_scenario.model == Model::Closed ? "users" : "rate";
        if (!isMap(node, "a stage", stageKeys()))
            return;
        Stage stage;
        stage.counted = choice(node["warm-up"], {"false", "true"}) == "false";
        stage.name =
            text(node["name"], 60)
                .value_or(stage.counted ? fmt::format("stage {}", all.size() + 1) : "warm-up");
        const auto steady = number(node[value], 0, 1e6);
        stage.from = number(node["from"], 0, 1e6).value_or(steady.value_or(0));
        stage.to = number(node["to"], 0, 1e6).value_or(steady.value_or(0));
        if (!node[value] && !(node["from"] && node["to"]))
            note(node.Mark(), fmt::format("a stage has '{}', or 'from' and 'to'", value));
        if (node[value] && (node["from"] || node["to"]))
            note(node.Mark(), fmt::format("a stage has either '{}' or 'from' and 'to'", value));
        stage.duration = duration(node["for"]).value_or(std::chrono::milliseconds(0));
        if (!node["for"])
            note(node.Mark(), "a stage says how long it lasts with 'for'");
        if (node["factor"])
            search(node, stage, all);
        else if (node["step"])
            steps(node, stage, all);
        else
            all.push_back(std::move(stage));
    }

    /// `{from: 100, to: 500, step: 100, for: 10s}`: five holds of 10 s.
    void steps(const YAML::Node& node, const Stage& whole, std::vector<Stage>& all) {
        const auto step = number(node["step"], 1e-3, 1e6);
        if (!step || whole.to < whole.from || (whole.to - whole.from) / *step > 200) {
            note(node["step"].Mark(), "'step' goes from 'from' up to 'to' in 200 steps at most");
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
        const auto factor = number(node["factor"], 1.01, 10);
        const bool rising = whole.from > 0 && whole.to >= whole.from;
        if (node["step"] || m_scenario.model == Model::Closed || !rising)
            note(node["factor"].Mark(),
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
                return note(node["factor"].Mark(), "a search has 200 steps at most");
        }
    }

    TextTemplate filled(const YAML::Node& node, std::size_t most) {
        auto parsed = TextTemplate::parse(text(node, most).value_or(""));
        if (!parsed)
            note(node.Mark(), parsed.error().message);
        return parsed.value_or(TextTemplate{});
    }

    void records(const YAML::Node& node) {
        if (!isMap(node, "records", keysOf("records")))
            return;
        RecordPlan plan;
        plan.weight = number(node["weight"], 0, 1e6).value_or(plan.weight);
        plan.bytes = static_cast<std::size_t>(number(node["bytes"], 32, 1e6).value_or(100));
        plan.partitions = static_cast<int>(number(node["partitions"], 1, 1'000).value_or(6));
        plan.consume = choice(node["read-back"], {"false", "true"}) == "true";
        m_scenario.records = plan;
    }

    void requests(const YAML::Node& root) {
        const auto list = items(root["requests"], "requests", kMostRequests);
        if (list.empty())
            note(root["requests"] ? root["requests"].Mark() : root.Mark(),
                 "'requests' is missing: a list of `{name: read, path: /ping}`, or 'records'");
        std::vector<std::pair<YAML::Mark, std::string>> picks;
        std::set<std::string> saved;
        for (const auto& each : list)
            request(each, picks, saved);
        for (const auto& [mark, name] : picks) {
            if (!saved.contains(name))
                note(mark, fmt::format("no request saves '{}'", escapedForDisplay(name, 60)));
        }
    }

    void request(const YAML::Node& node, std::vector<std::pair<YAML::Mark, std::string>>& picks,
                 std::set<std::string>& saved) {
        if (!isMap(node, "a request", keysOf("request")))
            return;
        RequestPlan plan;
        plan.name = required(node, "name", 60);
        plan.weight = number(node["weight"], 0, 1e6).value_or(1);
        plan.method = node["method"] ? choice(node["method"],
                                              {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"})
                                     : "GET";
        const auto path = text(node["path"], 4'000).value_or("");
        if (!path.starts_with('/') || literalOf(path).find_first_of(" \r\n\t") != std::string::npos)
            note(node["path"] ? node["path"].Mark() : node.Mark(),
                 "'path' begins with / and has no spaces (encode them as %20)");
        plan.path = filled(node["path"], 4'000);
        if (node["body"])
            plan.body = filled(node["body"], 256 * 1024);
        headers(node["headers"], plan);
        for (const auto& each : items(node["expect"], "expect", 50))
            plan.expected.push_back(static_cast<int>(number(each, 100, 599).value_or(0)));
        if (node["save"] && isNames(node["save"], "save")) {
            for (const auto& member : node["save"]) {
                saved.insert(member.first.Scalar());
                plan.save.emplace(member.first.Scalar(), member.second.Scalar());
            }
        }
        for (const auto& name : plan.path.picks())
            picks.emplace_back(node["path"].Mark(), name);
        for (const auto& name : plan.body ? plan.body->picks() : std::vector<std::string>{})
            picks.emplace_back(node["body"].Mark(), name);
        m_scenario.requests.push_back(std::move(plan));
    }

    bool isNames(const YAML::Node& node, std::string_view what) {
        const bool good =
            node.IsMap() && std::all_of(node.begin(), node.end(), [](const auto& member) {
                return member.first.IsScalar() && member.second.IsScalar();
            });
        if (!good)
            note(node.Mark(), fmt::format("'{}' is written as `NAME: value` lines", what));
        return good;
    }

    void headers(const YAML::Node& node, RequestPlan& plan) {
        if (!node || !isNames(node, "headers"))
            return;
        for (const auto& member : node) {
            const std::string& name = member.first.Scalar();
            if (!http::isToken(name) || core::hasControlCharacters(member.second.Scalar()))
                note(member.first.Mark(), "a header needs a plain name and a value of one line");
            else if (core::lowered(name) == "content-length" ||
                     core::lowered(name) == "transfer-encoding" ||
                     core::lowered(name) == "connection" || core::lowered(name) == "host")
                note(member.first.Mark(), fmt::format("{} is set by Vigia itself", name));
            else
                plan.headers.emplace_back(name, filled(member.second, 8'000));
        }
    }

    void threshold(const YAML::Node& node) {
        const bool plain = node.IsScalar();
        if (!plain && !isMap(node, "a threshold", keysOf("threshold")))
            return;
        auto parsed = parseThreshold(plain ? node.Scalar() : required(node, "check", 200));
        if (!parsed)
            return note(node.Mark(), parsed.error().message);
        if (!plain) {
            parsed->abort = choice(node["abort"], {"false", "true"}) == "true";
            parsed->grace = duration(node["grace"]).value_or(std::chrono::milliseconds(0));
        }
        m_scenario.thresholds.push_back(std::move(*parsed));
    }

    ScenarioReading& m_reading;
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
              "stages", "short", "requests", "records", "thresholds"}},
            {"stage", {"name", "rate", "users", "from", "to", "step", "factor", "for", "warm-up"}},
            {"request", {"name", "weight", "method", "path", "headers", "body", "expect", "save"}},
            {"records", {"weight", "bytes", "partitions", "read-back"}},
            {"threshold", {"check", "abort", "grace"}}};
}

ScenarioReading readScenario(const std::string& yaml) {
    ScenarioReading reading;
    const auto whole = [&](std::string text) {
        reading.mistakes.push_back({1, 1, std::move(text)});
        return std::move(reading);
    };
    if (yaml.size() > kMostBytes)
        return whole("a scenario has 1 MiB at most");
    if (!core::isValidUtf8(yaml) || yaml.find('\0') != std::string::npos)
        return whole("this is not UTF-8 text");
    try {
        const YAML::Node root = YAML::Load(yaml);
        std::size_t nodes = 0;
        if (isDeeper(root, 32, nodes))
            return whole("a scenario has 32 levels and 20,000 values at most");
        Reader(reading).read(root);
    } catch (const YAML::Exception& error) {
        reading.mistakes.push_back(
            {error.mark.line + 1, error.mark.column + 1, escapedForDisplay(error.msg, 300)});
    }
    return reading;
}

} // namespace vigia::backend::load
