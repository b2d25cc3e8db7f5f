#include "backend/http/standard_endpoints.h"

#include "backend/http/platform_error.h"
#include "backend/observe/log.h"
#include "backend/observe/metrics.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"

#include <chrono>
#include <utility>

namespace vigia::backend::http {
namespace {

constexpr std::string_view kUp = R"({"status":"UP"})";
constexpr std::string_view kDown = R"({"status":"DOWN"})";
constexpr std::string_view kExposition = "text/plain; version=0.0.4; charset=utf-8";

Response json(std::string body, int status = 200) {
    return {status, "application/json", std::move(body), {}};
}

Response upOrDown(bool up) {
    return json(std::string(up ? kUp : kDown), up ? 200 : 503);
}

void writeComponent(core::JsonWriter& out, const ComponentHealth& component) {
    out.key(component.name).beginObject();
    if (component.status)
        out.member("status", healthStatusName(*component.status));
    for (const auto& [name, value] : component.details)
        out.member(name, value);
    out.endObject();
}

Response healthAnswer(const HealthChecker& health) {
    const HealthChecker::Checked checked = health.latest();
    core::JsonWriter out;
    out.beginObject()
        .member("status", healthStatusName(checked.report.status))
        .key("components")
        .beginObject();
    for (const ComponentHealth& component : checked.report.components)
        writeComponent(out, component);
    out.endObject().member("timestamp", checked.at);
    out.member("check_duration_ms", static_cast<double>(checked.took.count()) / 1000.0).endObject();
    const bool down = checked.report.status == HealthStatus::Down;
    return json(out.take(), down ? 503 : 200);
}

Response infoAnswer(const ServiceInfo& info, core::UtcTime now) {
    core::JsonWriter out;
    out.beginObject()
        .member("name", info.name)
        .member("version", info.version)
        .member("commit", info.commit);
    out.member("buildTime", info.buildTime).key("roles").beginArray();
    for (const std::string& role : info.roles)
        out.value(role);
    out.endArray().member("instance", info.instance).member("startedAt", info.startedAt);
    out.member("uptimeSeconds",
               std::chrono::floor<std::chrono::seconds>(now - info.startedAt).count());
    out.member("profile", info.profile).member("mode", info.mode).endObject();
    return json(out.take());
}

Response loggersAnswer(const observe::Log& log) {
    core::JsonWriter out;
    out.beginObject().key("levels").beginArray();
    for (const char* level : {"TRACE", "DEBUG", "INFO", "WARN", "ERROR"})
        out.value(level);
    out.endArray().key("loggers").beginObject();
    for (const auto& [name, level] : log.levels())
        out.key(name).beginObject().member("level", observe::levelName(level)).endObject();
    out.endObject().endObject();
    return json(out.take());
}

Response setLevel(observe::Log& log, const Request& request, core::UtcTime now) {
    const auto body = core::parseJson(request.body);
    if (!body)
        return platformError(400, body.error().message, request, now);
    const auto level = observe::parseLevel(body->stringAt("level").value_or(""));
    if (!level)
        return platformError(400, "\"level\" must be TRACE, DEBUG, INFO, WARN or ERROR.", request,
                             now);
    if (!log.setLevel(request.pathParameter("name"), *level))
        return platformError(404,
                             "There is no logger of this name; GET /actuator/loggers lists them.",
                             request, now);
    return {204, "", "", {}};
}

/// Adds the routes one by one, with what they have in common.
class Adder {
public:
    Adder(Router& router, const StandardEndpoints& what) : m_router(router), m_what(what) {}

    using Handler = std::function<Response(const Request&)>;

    void add(std::string method, std::string path, Execution execution, std::string summary,
             Handler handler) {
        Route route{.method = std::move(method),
                    .pattern = std::move(path),
                    .handler = std::move(handler),
                    .execution = execution};
        const bool closed = route.pattern.starts_with("/actuator/") &&
                            !route.pattern.starts_with("/actuator/health");
        route.scope = closed && !m_what.actuatorPublic ? "admin" : "";
        route.doc.summary = std::move(summary);
        route.doc.tag = "Platform";
        if (route.method == "POST") {
            route.doc.bodySchema =
                R"({"type":"object","required":["level"],"properties":{"level":{"type":"string"}}})";
            route.doc.responses = {
                {204, "The level is set"}, {400, "No such level"}, {404, "No such logger"}};
        }
        m_router.add(std::move(route));
    }

    void inlineGet(std::string path, std::string summary, Handler handler) {
        add("GET", std::move(path), Execution::Inline, std::move(summary), std::move(handler));
    }

    void blockingGet(std::string path, std::string summary, Handler handler) {
        add("GET", std::move(path), Execution::Blocking, std::move(summary), std::move(handler));
    }

private:
    Router& m_router;
    const StandardEndpoints& m_what;
};

void addHealth(Adder& add, const StandardEndpoints& what) {
    add.inlineGet("/health", "The process serves", [](const Request&) { return upOrDown(true); });
    add.inlineGet("/ping", "pong", [](const Request&) {
        return Response{200, "text/plain; charset=utf-8", "pong", {}};
    });
    add.blockingGet("/actuator/info", "What runs here",
                    [info = what.info, clock = what.clock](const Request&) {
                        return infoAnswer(info, clock->now());
                    });
    const HealthChecker* health = what.health;
    if (health == nullptr)
        return;
    add.inlineGet("/actuator/health", "Health with its components",
                  [health](const Request&) { return healthAnswer(*health); });
    add.inlineGet("/actuator/health/liveness", "Every loop turns",
                  [health](const Request&) { return upOrDown(health->live()); });
    add.inlineGet("/actuator/health/readiness", "Takes requests",
                  [health](const Request&) { return upOrDown(health->ready()); });
}

void addMetrics(Adder& add, const StandardEndpoints& what) {
    const observe::Metrics* metrics = what.metrics;
    if (metrics == nullptr)
        return;
    const auto exposition = [metrics](const Request&) {
        return Response{200, std::string(kExposition), metrics->text(), {}};
    };
    add.blockingGet("/metrics", "Metrics in the text exposition format", exposition);
    add.blockingGet("/actuator/prometheus", "Metrics in the text exposition format", exposition);
    add.blockingGet("/actuator/metrics", "Names of the metrics",
                    [metrics](const Request&) { return json(metrics->namesJson()); });
    add.blockingGet("/actuator/metrics/{name}", "One metric",
                    [metrics, clock = what.clock](const Request& request) {
                        auto found = metrics->metricJson(request.pathParameter("name"));
                        return found ? json(std::move(*found))
                                     : platformError(404, "There is no metric of this name.",
                                                     request, clock->now());
                    });
}

void addLoggers(Adder& add, const StandardEndpoints& what) {
    observe::Log* log = what.log;
    if (log == nullptr)
        return;
    add.blockingGet("/actuator/loggers", "Loggers and their levels",
                    [log](const Request&) { return loggersAnswer(*log); });
    add.add("POST", "/actuator/loggers/{name}", Execution::Blocking, "Sets the level of a logger",
            [log, clock = what.clock](const Request& request) {
                return setLevel(*log, request, clock->now());
            });
}

void addDocumentation(Adder& add, Router& router, const StandardEndpoints& what) {
    const auto document = [&router, info = what.openApi](const Request&) {
        return json(openApiJson(router, info));
    };
    add.blockingGet("/v3/api-docs", "This document", document);
    add.blockingGet("/api-docs", "This document", document);
    add.blockingGet(
        "/v3/api-docs.yaml", "This document as YAML",
        [&router, info = what.openApi](const Request&) {
            const auto parsed = core::parseJson(openApiJson(router, info),
                                                {.maxBytes = 16U * 1024 * 1024, .maxDepth = 64});
            return Response{
                200, "application/yaml", parsed ? yamlText(*parsed) : std::string(), {}};
        });
    add.inlineGet("/swagger-ui.html", "To the documentation page", [](const Request&) {
        return Response{302, "", "", {{"Location", "/swagger-ui/index.html"}}};
    });
    add.inlineGet("/swagger-ui/index.html", "Documentation page", [](const Request&) {
        return Response{200,
                        "text/html; charset=utf-8",
                        swaggerPage(),
                        {{"X-Content-Type-Options", "nosniff"}, {"X-Frame-Options", "DENY"}}};
    });
}

} // namespace

void addStandardEndpoints(Router& router, const StandardEndpoints& what) {
    Adder add(router, what);
    addHealth(add, what);
    addMetrics(add, what);
    addLoggers(add, what);
    addDocumentation(add, router, what);
}

} // namespace vigia::backend::http
