#include "tests/backend/http/server_fixture.h"

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace vigia::tests {

using namespace backend::http;

ServerFixture::ServerFixture(const Change& change) {
    addRoutes();
    ServerOptions options;
    options.workers = 2;
    options.drainTime = std::chrono::seconds(5);
    if (change)
        change(options, m_router);
    m_server = std::make_unique<Server>(options, m_router);
    if (auto started = m_server->start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().message.c_str());
        std::exit(1);
    }
}

void ServerFixture::addRoutes() {
    const auto route = [this](std::string method, std::string pattern, Execution execution,
                              std::function<Response(const Request&)> handler) {
        m_router.add({.method = std::move(method),
                      .pattern = std::move(pattern),
                      .handler =
                          [this, handler = std::move(handler)](const Request& request) {
                              ++m_handled;
                              return handler(request);
                          },
                      .execution = execution});
    };
    route("GET", "/hello", Execution::Inline, [](const Request&) {
        return Response{200, "text/plain", "hello", {}};
    });
    route("POST", "/echo", Execution::Inline, [](const Request& request) {
        return Response{200, "application/json", request.body, {}};
    });
    route("GET", "/work/{id}", Execution::Blocking, [](const Request& request) {
        return Response{200, "text/plain", request.pathParameter("id"), {}};
    });
    route("POST", "/throw", Execution::Blocking,
          [](const Request&) -> Response { throw std::runtime_error("secret internal text"); });
    route("GET", "/big", Execution::Inline, [](const Request&) {
        return Response{200, "text/plain", std::string(8U << 20U, 'x'), {}};
    });
}

} // namespace vigia::tests
