#include "backend/http/client.h"
#include "backend/http/standard_endpoints.h"
#include "backend/observe/http_metrics.h"
#include "backend/observe/log.h"
#include "core/base/json.h"
#include "tests/backend/http/server_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <set>

using namespace vigia;
using namespace vigia::backend::http;
using namespace vigia::backend;
using namespace vigia::tests;

namespace {

class FakeClock final : public core::Clock {
public:
    [[nodiscard]] core::UtcTime now() const override {
        return core::fromEpochMillis(1'735'787'045'678) + offset.load();
    }
    [[nodiscard]] core::SteadyTime steadyNow() const override {
        return core::SteadyTime{} + offset.load();
    }
    std::atomic<std::chrono::seconds> offset{std::chrono::seconds(0)};
};

class FakeSource final : public HealthSource {
public:
    HealthReport check() override {
        if (throws)
            throw std::runtime_error("database password is hunter2");
        return {status,
                {{.name = "database",
                  .status = HealthStatus::Up,
                  .details = {{"latency_ms", core::JsonNumber{"1.5"}}}}}};
    }
    [[nodiscard]] bool ready() const override { return isReady; }
    [[nodiscard]] bool live() const override { return isLive; }

    HealthStatus status = HealthStatus::Up;
    bool throws = false;
    bool isReady = true;
    bool isLive = true;
};

/// A listener with every standard endpoint; its checks are made by hand.
struct Platform {
    FakeClock clock;
    FakeSource source;
    HealthChecker health{source, clock};
    observe::Metrics metrics{{.service = "stock"}};
    observe::HttpMetrics httpMetrics{metrics};
    observe::Log log{{.service = "stock", .sink = [](std::string_view) {}}};
    ServerFixture fixture{[this](ServerOptions& options, Router& router) {
        options.metrics = &httpMetrics;
        options.log = &log;
        addStandardEndpoints(
            router, {.info = {.roles = {"stock"}, .instance = "stock-1", .startedAt = clock.now()},
                     .clock = &clock,
                     .health = &health,
                     .metrics = &metrics,
                     .log = &log});
    }};
    Client client{{.baseUrl = "http://127.0.0.1:" + std::to_string(fixture.server().port())}};

    ClientResponse ask(const std::string& path) {
        return client.get(path).value_or(ClientResponse{});
    }
    core::JsonValue json(const std::string& path) {
        return core::parseJson(ask(path).body).value_or(core::JsonValue());
    }
};

} // namespace

class StandardEndpointsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void healthTellsTheLastCheck() {
        Platform platform;
        QCOMPARE(platform.ask("/actuator/health/readiness").status, 503);
        platform.health.checkNow();
        QCOMPARE(platform.ask("/actuator/health").body,
                 std::string(
                     R"({"status":"UP","components":{"database":{"status":"UP","latency_ms":1.5}},)"
                     R"("timestamp":"2025-01-02T03:04:05.678Z","check_duration_ms":0})"));
        QCOMPARE(platform.ask("/actuator/health/readiness").status, 200);
        QCOMPARE(platform.ask("/actuator/health/liveness").body, std::string(R"({"status":"UP"})"));
    }

    void downDegradedAndThrowingSources() {
        Platform platform;
        platform.source.status = HealthStatus::Degraded;
        platform.health.checkNow();
        QCOMPARE(platform.ask("/actuator/health").status, 200);
        QCOMPARE(platform.ask("/actuator/health/readiness").status, 200);
        platform.source.status = HealthStatus::Down;
        platform.health.checkNow();
        QCOMPARE(platform.ask("/actuator/health").status, 503);
        QCOMPARE(platform.ask("/actuator/health/readiness").status, 503);
        platform.source.throws = true;
        platform.health.checkNow();
        const ClientResponse answer = platform.ask("/actuator/health");
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.body.find("hunter2") == std::string::npos);
        QCOMPARE(platform.ask("/health").status, 200);
    }

    void aCheckThatHangsIsDownAfterTenSeconds() {
        Platform platform;
        platform.health.checkNow();
        platform.clock.offset = std::chrono::seconds(11);
        QCOMPARE(platform.json("/actuator/health").stringAt("status"),
                 std::optional<std::string>("DOWN"));
    }

    void drainingIsNotReady() {
        Platform platform;
        platform.health.checkNow();
        platform.source.isReady = false;
        QCOMPARE(platform.ask("/actuator/health/readiness").status, 503);
        platform.source.isLive = false;
        QCOMPARE(platform.ask("/actuator/health/liveness").status, 503);
        QCOMPARE(platform.ask("/ping").body, std::string("pong"));
    }

    void requestsAreCountedByRoute() {
        Platform platform;
        QCOMPARE(platform.ask("/work/1").status, 200);
        QCOMPARE(platform.ask("/work/2").status, 200);
        QCOMPARE(platform.ask("/nowhere/3").status, 404);
        const std::string text = platform.ask("/metrics").body;
        QVERIFY(
            text.find(
                R"(http_requests_total{service="stock",endpoint="/work/{id}",method="GET",status="200"} 2)") !=
            std::string::npos);
        QVERIFY(
            text.find(
                R"(http_requests_total{service="stock",endpoint="unmatched",method="GET",status="404"} 1)") !=
            std::string::npos);
        QVERIFY(
            text.find(
                R"(http_request_duration_seconds_count{service="stock",endpoint="/work/{id}",method="GET",status="200"} 2)") !=
            std::string::npos);
        QVERIFY(text.find(R"(http_connections{service="stock"} 1)") != std::string::npos);
        QVERIFY(text.find(R"(http_requests_in_flight{service="stock"} 1)") != std::string::npos);
        QVERIFY(platform.json("/actuator/metrics").find("names")->asArray()->size() > 5);
        QCOMPARE(platform.json("/actuator/metrics/http_requests_total").stringAt("type"),
                 std::optional<std::string>("counter"));
        QCOMPARE(platform.ask("/actuator/metrics/none").status, 404);
    }

    void levelsChangeAtRunTime() {
        Platform platform;
        const observe::Logger logger = platform.log.logger("stock");
        QVERIFY(!logger.enabled(observe::Level::Debug));
        const auto set = [&](const std::string& name, const std::string& body) {
            return platform.client
                .send({.method = "POST", .target = "/actuator/loggers/" + name, .body = body})
                ->status;
        };
        QCOMPARE(set("stock", R"({"level":"debug"})"), 204);
        QVERIFY(logger.enabled(observe::Level::Debug));
        QCOMPARE(set("stock", R"({"level":"loud"})"), 400);
        QCOMPARE(set("stock", R"({"level":)"), 400);
        QCOMPARE(set("nobody", R"({"level":"debug"})"), 404);
        QCOMPARE(
            platform.json("/actuator/loggers").find("loggers")->find("stock")->stringAt("level"),
            std::optional<std::string>("DEBUG"));
    }

    void openApiHoldsExactlyTheRoutes() {
        Platform platform;
        std::set<std::string> expected;
        for (const auto& route : platform.fixture.router().routes())
            expected.insert(route->method + " " + route->pattern);
        const core::JsonValue document = platform.json("/v3/api-docs");
        std::set<std::string> found;
        for (const auto& [path, item] : *document.find("paths")->asObject()) {
            for (const auto& [method, operation] : *item.asObject())
                found.insert(QString::fromStdString(method).toUpper().toStdString() + " " + path);
        }
        QCOMPARE(found, expected);
        QCOMPARE(document.stringAt("openapi"), std::optional<std::string>("3.0.3"));
        QVERIFY(platform.ask("/v3/api-docs").body.starts_with(R"({"openapi":"3.0.3")"));
        const auto* parameters =
            document.find("paths")->find("/work/{id}")->find("get")->find("parameters")->asArray();
        QCOMPARE(parameters->size(), std::size_t(1));
        QCOMPARE(parameters->front().stringAt("in"), std::optional<std::string>("path"));
        QVERIFY(platform.ask("/v3/api-docs.yaml").body.starts_with("openapi: \"3.0.3\"\n"));
    }

    void thePageOfTheDocumentationLoadsNothingFromOutside() {
        Platform platform;
        const ClientResponse redirect = platform.ask("/swagger-ui.html");
        QCOMPARE(redirect.status, 302);
        QCOMPARE(*redirect.header("location"), std::string("/swagger-ui/index.html"));
        const std::string page = platform.ask("/swagger-ui/index.html").body;
        QVERIFY(page.find("<title>") != std::string::npos);
        QVERIFY(page.find("http://") == std::string::npos &&
                page.find("https://") == std::string::npos);
    }

    void infoTellsRolesAndInstance() {
        Platform platform;
        platform.clock.offset = std::chrono::seconds(90);
        const core::JsonValue info = platform.json("/actuator/info");
        QCOMPARE(info.stringAt("instance"), std::optional<std::string>("stock-1"));
        QCOMPARE(info.integerAt("uptimeSeconds"), std::optional<std::int64_t>(90));
        QCOMPARE(info.find("roles")->asArray()->front().asString()->c_str(), "stock");
    }
};

VIGIA_TEST_CLASS(StandardEndpointsTest)
#include "standard_endpoints_test.moc"
