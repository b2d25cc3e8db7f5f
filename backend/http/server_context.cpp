#include "backend/http/server_context.h"

#include "backend/http/handler_line.h"

namespace vigia::backend::http {

ServerContext::ServerContext(ServerOptions o, const Router& r, const core::Clock& c)
    : options(std::move(o)), router(r), clock(c), cors(options.corsOrigins),
      recorder(options.metrics, options.log) {
    for (const auto& route : router.routes()) {
        if (route->together)
            lines.emplace(route.get(), std::make_unique<HandlerLine>(*this, *route));
    }
}

ServerContext::~ServerContext() = default;

HandlerLine* ServerContext::lineOf(const Route& route) const {
    if (!route.together)
        return nullptr;
    const auto found = lines.find(&route);
    return found == lines.end() ? nullptr : found->second.get();
}

core::QueueStats ServerContext::queueStats() const {
    auto stats = workers.stats();
    for (const auto& [route, line] : lines)
        stats.depth += line->depth();
    return stats;
}

} // namespace vigia::backend::http
