#pragma once

#include "backend/http/server.h"
#include "tests/backend/http/raw_client.h"

#include <atomic>
#include <functional>
#include <string>

namespace vigia::tests {

/// A server on a free loopback port with a few routes: GET /hello and POST /echo (on the I/O
/// thread), GET /work/{id} and POST /throw (on a worker), GET /big (8 MiB).
class ServerFixture {
public:
    /// `change` may alter options and add routes before the start.
    using Change = std::function<void(backend::http::ServerOptions&, backend::http::Router&)>;
    explicit ServerFixture(const Change& change = {});

    [[nodiscard]] RawClient connect() const { return RawClient(m_server->port()); }
    [[nodiscard]] backend::http::Server& server() { return *m_server; }
    [[nodiscard]] const backend::http::Router& router() const { return m_router; }
    /// How often a handler ran.
    [[nodiscard]] int handled() const { return m_handled; }

private:
    void addRoutes();

    std::atomic<int> m_handled{0};
    backend::http::Router m_router;
    std::unique_ptr<backend::http::Server> m_server;
};

} // namespace vigia::tests
