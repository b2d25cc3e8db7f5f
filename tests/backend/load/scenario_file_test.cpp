#include "backend/load/request_maker.h"
#include "backend/load/scenario_file.h"
#include "backend/load/shipped_scenarios.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "tests/architecture/source_tree.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace vigia;
using namespace vigia::core::load;
using namespace vigia::backend::load;
using namespace std::chrono_literals;

class ScenarioFileTest : public QObject {
    Q_OBJECT

private:
    static std::string good() {
        return R"(name: mixed
title: Reads and writes
model: open
spacing: even
timeout: 2s
connections: 50
stages:
  - {name: warm, warm-up: true, rate: 5, for: 2m}
  - {from: 5, to: 50, for: 1500ms}
  - {name: search, from: 100, to: 300, step: 100, for: 10s}
short:
  - {rate: 20, for: 10s}
requests:
  - name: create
    weight: 3
    method: POST
    path: /stocks
    headers: {X-Run: "{{run}}"}
    body: '{"n":{{n}}}'
    expect: [201, 409]
    save: {id: data.stockId}
  - {name: read, weight: 7, path: "/stocks/{{pick id}}"}
thresholds:
  - p95 < 200ms
  - {check: errors < 0.5%, abort: true, grace: 10s}
)";
    }
    static std::string replaced(const std::string& what, const std::string& by) {
        auto text = good();
        const auto at = text.find(what);
        return at == std::string::npos ? "test is wrong" : text.replace(at, what.size(), by);
    }

private Q_SLOTS:
    void aWholeScenarioIsRead() {
        const auto reading = readScenario(good());
        QVERIFY2(reading.mistakes.empty(), reading.mistakesText("s.yaml").c_str());
        const auto& scenario = reading.scenario;
        QCOMPARE(scenario.name, std::string("mixed"));
        QVERIFY(scenario.model == Model::Open && scenario.spacing == Spacing::Even);
        QVERIFY(scenario.timeout == 2s && scenario.connections == 50);
        QCOMPARE(scenario.stages.size(), std::size_t{5});
        QVERIFY(!scenario.stages[0].counted && scenario.stages[1].counted);
        QVERIFY(scenario.stages[1].from == 5 && scenario.stages[1].to == 50 &&
                scenario.stages[1].duration == 1500ms);
        QVERIFY(scenario.stages[4].from == 300 && scenario.stages[4].to == 300 &&
                scenario.stages[4].duration == 10s);
        QCOMPARE(scenario.shortStages.size(), std::size_t{1});
        QCOMPARE(scenario.requests.size(), std::size_t{2});
        QVERIFY(scenario.requests[0].isExpected(409) && !scenario.requests[0].isExpected(200));
        QVERIFY(scenario.requests[1].isExpected(200) && !scenario.requests[1].isExpected(301));
        QCOMPARE(scenario.requests[0].save.at("id"), std::string("data.stockId"));
        QCOMPARE(scenario.thresholds.size(), std::size_t{2});
        QVERIFY(scenario.thresholds[1].abort && scenario.thresholds[1].grace == 10s);
    }

    void eachMistakeIsNamedWithItsPlace_data() {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const std::string& yaml, int line,
                            const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(yaml) << line << QByteArray(expected);
        };
        row("unknown key", replaced("timeout:", "timeuot:"), 5, "did you mean 'timeout'");
        row("unknown word", replaced("model: open", "model: both"), 3, "open or closed");
        row("time without unit", replaced("timeout: 2s", "timeout: 2"), 5, "500ms, 30s, 5m");
        row("endless time", replaced("for: 2m", "for: 9999h"), 8, "24 h");
        row("negative rate", replaced("rate: 5", "rate: -5"), 8, "number from 0");
        row("no number", replaced("rate: 5", "rate: many"), 8, "number from 0");
        row("rate and from", replaced("{from: 5,", "{rate: 5, from: 5,"), 9, "either");
        row("users of the open model", replaced("rate: 20", "users: 20"), 12, "no key 'users'");
        row("steps down", replaced("from: 100, to: 300", "from: 300, to: 100"), 10, "'step'");
        row("too many steps", replaced("step: 100", "step: 0.1"), 10, "200 steps");
        row("no duration", replaced(", for: 10s}\nrequests", "}\nrequests"), 12, "how long");
        row("path with spaces", replaced("path: /stocks\n", "path: /a b\n"), 17, "no spaces");
        row("relative path", replaced("path: /stocks\n", "path: stocks\n"), 17, "begins with /");
        row("unknown method", replaced("method: POST", "method: YELL"), 16, "GET or POST");
        row("own length", replaced("X-Run", "Content-Length"), 18, "set by Vigia");
        row("hostile header", replaced("X-Run", "'X Run'"), 18, "plain name");
        row("unknown place", replaced("{{n}}", "{{m}}"), 19, "{{random A B}}");
        row("open place", replaced("{{n}}", "{{n"), 19, "does not end");
        row("data without a file", replaced("short:", "data: {users: /nowhere.csv}\nshort:"), 11,
            "data of users");
        row("place without data", replaced("{{n}}", "{{data users name}}"), 19, "no data 'users'");
        row("units of nobody",
            good() + "units: {request: buy, granted: [200], count: 1, state: /, "
                     "left: a, held: b}\n",
            26, "names one of the requests");
        row("units without their number",
            good() + "units: {request: read, granted: [200], state: /, left: a, held: b}\n", 26,
            "'count'");
        const auto body = [](const std::string& text) {
            return replaced("body: '{\"n\":{{n}}}'", "body: " + text);
        };
        row("size without a number", body("{bytes: big}"), 19, "100KiB to 1MiB");
        row("size in other units", body("{bytes: 1GB}"), 19, "16 MiB");
        row("too large", body("{bytes: 17MiB}"), 19, "16 MiB");
        row("size downwards", body("{bytes: 2MiB to 1MiB}"), 19, "100KiB to 1MiB");
        row("endless size", body("{bytes: 99999999999999999999MiB}"), 19, "16 MiB");
        row("bytes and a file", body("{bytes: 5, file: x}"), 19, "one of bytes, file, form");
        row("body of nothing", body("{type: image/png}"), 19, "one of bytes, file, form");
        row("body's key", body("{byts: 5}"), 19, "did you mean 'bytes'");
        row("file that is not there", body("{file: /nowhere.png}"), 19, "/nowhere.png");
        row("no media type", body("{bytes: 5, type: png}"), 19, "media type");
        row("hostile media type", body("{bytes: 5, type: \"a/b\\r\\nX: y\"}"), 19, "media type");
        row("form without parts", body("{form: []}"), 19, "a form has parts");
        row("form with a type", body("{form: [{name: a, value: b}], type: a/b}"), 19,
            "the form has none");
        row("form with a header",
            replaced("headers: {X-Run: \"{{run}}\"}\n    body: '{\"n\":{{n}}}'",
                     "headers: {Content-Type: a/b}\n    body: {form: [{name: a, value: b}]}"),
            19, "set by Vigia itself");
        row("part without a name", body("{form: [{value: b}]}"), 19, "'name' is missing");
        row("part of two", body("{form: [{name: a, value: b, bytes: 5}]}"), 19,
            "one of value, bytes, file");
        row("field with a file name", body("{form: [{name: a, value: b, filename: c}]}"), 19,
            "only a file");
        row("place in a field", body("{form: [{name: a, value: \"{{pick key}}\"}]}"), 19,
            "no request saves 'key'");
        row("body as a list", body("[a]"), 19, "key: value");
        row("nobody saves it", replaced("pick id", "pick key"), 22, "no request saves 'key'");
        row("threshold", replaced("p95 < 200ms", "p95 < 200"), 24, "us, ms or s");
        row("threshold's key", replaced("abort:", "aborted:"), 25, "did you mean 'abort'");
        row("twice", replaced("timeout: 2s", "name: other"), 5, "twice");
        row("list for map", "- a\n", 1, "key: value");
        row("nothing", "", 1, "key: value");
        row("broken YAML", "a: [\n", 2, "");
        row("no stages", "name: x\nrequests: [{name: r, path: /}]\n", 1, "'stages' is missing");
        row("no requests", "name: x\nstages: [{rate: 1, for: 1s}]\n", 1, "'requests' is missing");
    }
    void eachMistakeIsNamedWithItsPlace() {
        QFETCH(QByteArray, yaml);
        QFETCH(int, line);
        QFETCH(QByteArray, expected);
        const auto reading = readScenario(yaml.toStdString());
        QVERIFY(!reading.mistakes.empty());
        const bool found =
            std::any_of(reading.mistakes.begin(), reading.mistakes.end(), [&](const auto& m) {
                return m.line == line && m.column > 0 &&
                       m.text.find(expected.toStdString()) != std::string::npos;
            });
        QVERIFY2(found, reading.mistakesText("s.yaml").c_str());
    }

    void allMistakesAreNamedAtOnce() {
        auto yaml = replaced("model: open", "model: both");
        yaml.replace(yaml.find("p95 < 200ms"), 11, "p94 < 200ms");
        QCOMPARE(readScenario(yaml).mistakes.size(), std::size_t{2});
    }

    void whatShipsIsWithoutMistakesAndHasAShortFormOfAMinute() {
        QVERIFY(shippedScenarios().size() >= 5);
        for (const auto& shipped : shippedScenarios()) {
            const auto reading = readScenario(std::string(shipped.yaml));
            QVERIFY2(reading.mistakes.empty(), reading.mistakesText(shipped.name).c_str());
            QCOMPARE(reading.scenario.name, std::string(shipped.name));
            QVERIFY(!reading.scenario.thresholds.empty());
            const auto brief = Course::create(reading.scenario.shortStages);
            QVERIFY2(brief && brief->duration() <= 60s, std::string(shipped.name).c_str());
        }
    }

    /// As the design of load tests and the service levels of the contract have them.
    void theThresholdsOfWhatShipsAreThoseOfTheDesign() {
        const std::map<std::string, std::vector<std::string>> wanted{
            {"baseline", {"p95 < 200 ms", "p99 < 500 ms", "errors < 0.5 %"}},
            {"find-the-limit", {"p99 < 1 s", "errors < 0.1 %"}},
            {"kafka-end-to-end",
             {"p95 < 100 ms", "errors < 0.05 %", "lost == 0", "duplicates == 0",
              "out_of_order == 0", "dropped == 0"}},
            {"kafka-produce", {"errors < 0.05 %", "dropped == 0"}},
            {"mixed",
             {"p95 < 500 ms", "p99 < 1 s", "errors < 0.1 %", "lost == 0", "duplicates == 0"}},
            {"spike", {"p99 < 1 s", "errors < 0.5 %"}},
            {"stock-scenario-1", {"p95 < 500 ms", "p99 < 1 s", "errors < 0.5 %"}},
            {"stock-scenario-2", {"p95 < 500 ms", "p99 < 1 s", "errors < 0.5 %"}},
            {"stock-scenario-3",
             {"p95 < 500 ms", "p99 < 1 s", "errors < 0.5 %", "oversold == 0", "ungranted == 0",
              "unaccounted == 0"}},
            {"stock-scenario-4",
             {"p50 < 200 ms", "p95 < 500 ms", "p99 < 1 s", "max < 2 s", "errors < 0.1 %",
              "dropped == 0"}},
            {"warm-up", {"errors < 0.5 %"}}};
        std::map<std::string, std::vector<std::string>> found;
        for (const auto& shipped : shippedScenarios()) {
            for (const auto& threshold :
                 readScenario(std::string(shipped.yaml)).scenario.thresholds)
                found[std::string(shipped.name)].push_back(threshold.text());
        }
        QVERIFY(found == wanted);
    }

    void theSchemaHasEveryKeyOfTheParserAndNothingElse() {
        const auto text =
            core::readFile(tests::sourceRoot() / "resources/schemas/load-scenario.schema.json");
        const auto schema = text ? core::parseJson(*text) : text.error();
        QVERIFY(schema);
        std::map<std::string, std::set<std::string>> published, known;
        for (const auto& [part, definition] : *schema->find("$defs")->asObject()) {
            if (definition.stringAt("type") != "object")
                continue;
            QVERIFY2(!definition.boolAt("additionalProperties", true), part.c_str());
            for (const auto& [key, ignored] : *definition.find("properties")->asObject())
                published[part].insert(key);
        }
        for (const auto& [part, keys] : scenarioKeys())
            known[part] = {keys.begin(), keys.end()};
        QVERIFY(published == known);
    }

    /// The sizes of the scenarios of the platform's contract.
    void theStockScenariosHaveTheirFullSizes() {
        std::map<std::string, Scenario> found;
        for (const auto& shipped : shippedScenarios())
            found[std::string(shipped.name)] = readScenario(std::string(shipped.yaml)).scenario;
        const auto most = [](const Scenario& scenario) {
            double value = 0;
            for (const auto& stage : scenario.stages)
                value = std::max(value, stage.to);
            return value;
        };
        QCOMPARE(most(found["stock-scenario-1"]), 1000.0);
        QCOMPARE(most(found["stock-scenario-2"]), 500.0);
        QCOMPARE(most(found["stock-scenario-3"]), 200.0);
        QVERIFY(found["stock-scenario-3"].setup.size() == 1 && found["stock-scenario-3"].units);
        const auto& day = found["stock-scenario-4"].stages;
        QCOMPARE(day.size(), std::size_t{4});
        QVERIFY(day[0].duration == 5min && day[1].duration == 30min && day[2].duration == 10min);
        QCOMPARE(day[2].to, 1.5 * day[1].to);
        QCOMPARE(found["stock-scenario-4"].requests[0].weight, 3.0);
        QCOMPARE(found["stock-scenario-4"].requests[1].weight, 7.0);
    }

    void dataOfAFileBesideTheScenarioFillsItsRequests() {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        QVERIFY(core::replaceFile(path / "users.csv", "name,mail\nA \"x\",a@x\n"));
        const auto reading = readScenario("name: x\nstages: [{rate: 1, for: 1s}]\n"
                                          "data: {users: users.csv}\n"
                                          "requests:\n"
                                          "  - name: post\n"
                                          "    method: POST\n"
                                          "    path: \"/u/{{data users mail}}\"\n"
                                          "    body: '{\"name\":\"{{data users name}}\"}'\n",
                                          path);
        QVERIFY2(reading.mistakes.empty(), reading.mistakesText("s").c_str());
        std::mt19937_64 random(1);
        const SavedValues saved;
        RequestWriter writer(reading.scenario, {"h:1", "", "r"}, 1);
        RequestBytes request;
        QVERIFY(
            writer.write(reading.scenario.requests[0], {"r", 0, &random, &saved.all()}, request));
        const std::string& out = request.text();
        QVERIFY2(out.starts_with("POST /u/a%40x HTTP/1.1\r\n"), out.c_str());
        QVERIFY2(out.ends_with("{\"name\":\"A \\\"x\\\"\"}"), out.c_str());
    }

    void aSearchForTheLimitBecomesItsSteps() {
        const auto reading =
            readScenario(replaced("{from: 5, to: 50, for: 1500ms}",
                                  "{name: step, from: 100, to: 1000, factor: 2, for: 10s}"));
        QVERIFY2(reading.mistakes.empty(), reading.mistakesText("s").c_str());
        std::vector<double> rates;
        for (const auto& stage : reading.scenario.stages) {
            if (stage.search)
                rates.push_back(stage.to);
        }
        QCOMPARE(rates, (std::vector<double>{100, 200, 400, 800}));
    }

    void hostileFilesEndWithASentence() {
        QVERIFY(!readScenario(std::string(2'000'000, '#')).mistakes.empty());
        QVERIFY(!readScenario("name: \xff\n").mistakes.empty());
        QVERIFY(!readScenario(std::string("name: a\0b\n", 10)).mistakes.empty());
        QVERIFY(
            !readScenario("a: " + std::string(500, '[') + std::string(500, ']')).mistakes.empty());
        QVERIFY(
            !readScenario(
                 "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                 "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                 "e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n")
                 .mistakes.empty());
        const auto escaped = readScenario("\"\\x1b[31m\": 1\n").mistakesText("\x1b[2Jfile");
        QVERIFY(escaped.find('\x1b') == std::string::npos);
    }
};

VIGIA_TEST_CLASS(ScenarioFileTest)
#include "scenario_file_test.moc"
