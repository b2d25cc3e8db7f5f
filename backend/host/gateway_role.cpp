#include "backend/host/gateway_role.h"

#include "backend/config/own_services.h"
#include "backend/host/platform_source.h"
#include "backend/host/stock_role.h"

#include <fmt/format.h>

namespace vigia::backend::host {
namespace {

/// Path prefixes of the roles that exist in this build (platform.md 3.1).
struct Prefix {
    const char* path;
    const char* role;
    int retryAfterSeconds;
};
constexpr Prefix kPrefixes[] = {{"/api/v1/virtual-stock", "stock", 30},
                                {"/api/v1/stock", "stock", 30}};

std::string indexPage() {
    std::string links;
    for (const auto* path : {"/api/v1/virtual-stock/stocks", "/api/v1/virtual-stock/summary",
                             "/api/v1/stock", "/swagger-ui/index.html", "/v3/api-docs",
                             "/actuator/health", "/actuator/info", "/metrics"})
        links += fmt::format("<li><a href=\"{0}\">{0}</a></li>", path);
    return "<!doctype html><html lang=\"en\"><head><meta "
           "charset=\"utf-8\"><title>Vigia</title><style>body{font:15px/1.6 sans-serif;margin:3em "
           "auto;"
           "max-width:40em}</style></head><body><h1>Vigia</h1><p>The APIs of this "
           "platform:</p><ul>" +
           links + "</ul></body></html>";
}

/// The operations of the stock role, for the documentation: nothing of it is started here.
void describeStock(http::Router& router, const RoleContext& here) {
    postgres::Pool unused{postgres::PoolOptions{}};
    observe::Metrics metrics{observe::MetricsOptions{"stock"}};
    StockRole role({here.config,
                    here.clock,
                    here.instance,
                    unused,
                    {},
                    {},
                    here.topics,
                    metrics,
                    here.log,
                    [] {}});
    http::Router routes;
    role.addRoutes(routes);
    for (const auto& route : routes.routes()) {
        http::Route shown;
        shown.method = route->method;
        shown.pattern = route->pattern;
        shown.scope = route->scope;
        shown.consumes = route->consumes;
        shown.doc = route->doc;
        router.describe(std::move(shown));
    }
}

} // namespace

GatewayRole::GatewayRole(const RoleContext& context, std::set<std::string> here,
                         std::string version)
    : m_context(context) {
    std::set<std::string> made;
    for (const auto& prefix : kPrefixes) {
        if (here.contains(prefix.role) || !made.insert(prefix.role).second)
            continue;
        UpstreamOptions options;
        options.role = prefix.role;
        options.gatewayVersion = version;
        options.environment =
            context.config.mode == config::Mode::Production ? "production" : "development";
        options.retryAfterSeconds = prefix.retryAfterSeconds;
        options.tls = config::ownServicesTls(context.config.http);
        options.log = context.log.logger("gateway");
        options.urls = [this, role = options.role] { return urlsOf(role); };
        m_upstreams.push_back(std::make_unique<Upstream>(std::move(options), context.clock));
    }
}

GatewayRole::~GatewayRole() = default;

void GatewayRole::addRoutes(http::Router& router) {
    http::Route index;
    index.method = "GET";
    index.pattern = "/";
    index.execution = http::Execution::Inline;
    index.handler = [](const http::Request&) {
        return http::Response{200, "text/html; charset=utf-8", indexPage(), {}};
    };
    index.doc.summary = "Index of the APIs";
    index.doc.tag = "gateway";
    router.add(std::move(index));
    for (const auto& prefix : kPrefixes) {
        for (const auto& upstream : m_upstreams) {
            if (upstream->role() != prefix.role)
                continue;
            http::Route route;
            route.method = "*";
            route.pattern = std::string(prefix.path) + "/**";
            route.consumes = "";
            route.handler = [at = upstream.get()](const http::Request& request) {
                return at->handle(request);
            };
            router.add(std::move(route));
        }
    }
    if (!m_upstreams.empty())
        describeStock(router, m_context);
}

/// The configured ones, else the live instances; the database that is away says nothing about them.
std::optional<std::vector<std::string>> GatewayRole::urlsOf(const std::string& role) const {
    const auto configured = m_context.config.upstreams.find(role);
    if (configured != m_context.config.upstreams.end())
        return configured->second;
    const auto state = DatabasePlatformSource(m_context.pool).state();
    if (!state)
        return std::nullopt;
    std::vector<std::string> urls;
    for (const auto& instance : state->instances) {
        if (auto url = instance.urlOf(role); !url.empty())
            urls.push_back(std::move(url));
    }
    return urls;
}

void GatewayRole::useTls(const http::ClientTls& tls) {
    for (const auto& upstream : m_upstreams)
        upstream->useTls(tls);
}

core::Result<void> GatewayRole::start() {
    for (const auto& upstream : m_upstreams)
        upstream->start();
    return {};
}

std::size_t GatewayRole::stop() {
    for (const auto& upstream : m_upstreams)
        upstream->stop();
    return 0;
}

std::vector<http::ComponentHealth> GatewayRole::health() const {
    if (m_upstreams.empty())
        return {};
    http::ComponentHealth upstreams{"upstreams", std::nullopt, {}};
    for (const auto& upstream : m_upstreams)
        upstreams.details.emplace_back(
            upstream->role(), core::JsonValue(std::string(upstream->up() ? "UP" : "DOWN")));
    return {upstreams};
}

} // namespace vigia::backend::host
