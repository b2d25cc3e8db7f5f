#include "backend/host/gateway_role.h"

#include "backend/host/platform_source.h"
#include "backend/http/forward.h"
#include "backend/http/platform_error.h"
#include "core/base/poller.h"

#include <fmt/format.h>

namespace vigia::backend::host {
namespace {

constexpr std::chrono::seconds kLookEvery{2};

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

} // namespace

/// The processes that serve one role, asked in turn.
class GatewayRole::Upstream {
public:
    Upstream(const RoleContext& context, std::string role, std::string version, int retryAfter)
        : m_context(context), m_role(std::move(role)), m_version(std::move(version)),
          m_retryAfter(retryAfter), m_look("gateway", kLookEvery, [this] { look(); }) {}

    void start() { m_look.start(); }
    void stop() { m_look.stop(); }
    [[nodiscard]] const std::string& role() const { return m_role; }

    [[nodiscard]] bool up() const {
        const std::lock_guard lock(m_mutex);
        return !m_handlers.empty();
    }

    http::Response handle(const http::Request& request) {
        Handler handler;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_handlers.empty())
                handler = std::next(m_handlers.begin(),
                                    static_cast<std::ptrdiff_t>(m_next++ % m_handlers.size()))
                              ->second;
        }
        if (handler)
            return handler(request);
        auto answer = http::platformError(503, "No instance of " + m_role + " is running", request,
                                          m_context.clock.now());
        answer.headers.emplace_back("Retry-After", std::to_string(m_retryAfter));
        return answer;
    }

private:
    using Handler = std::function<http::Response(const http::Request&)>;

    void look() {
        const auto configured = m_context.config.upstreams.find(m_role);
        if (configured != m_context.config.upstreams.end()) {
            use(configured->second);
            return;
        }
        auto state = DatabasePlatformSource(m_context.pool).state();
        if (!state)
            return; // the last known instances stay: the database says nothing about them now
        std::vector<std::string> urls;
        for (const auto& instance : state->instances) {
            if (auto url = instance.urlOf(m_role); !url.empty())
                urls.push_back(std::move(url));
        }
        use(urls);
    }

    /// Keeps the handlers, and so the connections, of the URLs that stay.
    void use(const std::vector<std::string>& urls) {
        std::map<std::string, Handler> next;
        const std::lock_guard lock(m_mutex);
        for (const auto& url : urls) {
            const auto known = m_handlers.find(url);
            next[url] = known == m_handlers.end() ? makeHandler(url) : known->second;
        }
        m_handlers = std::move(next);
    }

    [[nodiscard]] Handler makeHandler(const std::string& url) const {
        http::ForwardOptions options;
        options.upstream.baseUrl = url;
        options.gatewayVersion = m_version;
        options.environment =
            m_context.config.mode == config::Mode::Production ? "production" : "development";
        options.what = m_role;
        options.retryAfterSeconds = m_retryAfter;
        return http::forwardTo(options);
    }

    const RoleContext m_context;
    const std::string m_role;
    const std::string m_version;
    const int m_retryAfter;
    mutable std::mutex m_mutex;
    std::map<std::string, Handler> m_handlers;
    std::size_t m_next = 0;
    core::Poller m_look;
};

GatewayRole::GatewayRole(const RoleContext& context, std::set<std::string> here,
                         std::string version)
    : m_context(context) {
    std::set<std::string> made;
    for (const auto& prefix : kPrefixes) {
        if (!here.contains(prefix.role) && made.insert(prefix.role).second)
            m_upstreams.push_back(std::make_unique<Upstream>(context, prefix.role, version,
                                                             prefix.retryAfterSeconds));
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
            route.doc.hidden = true;
            route.handler = [at = upstream.get()](const http::Request& request) {
                return at->handle(request);
            };
            router.add(std::move(route));
        }
    }
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
