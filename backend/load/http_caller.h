#pragma once

#include "backend/load/http_target.h"
#include "backend/load/load_connection.h"
#include "backend/load/request_maker.h"

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

namespace vigia::backend::load {

/// The addresses of a target, and TLS where it is https: what every connection to it needs.
class HttpRoute {
public:
    /// Blocks for the name's resolution. Unreachable: the name has no address; InvalidInput: the
    /// file of authorities.
    static core::Result<std::unique_ptr<HttpRoute>> find(const HttpTarget& target);
    ~HttpRoute();

    [[nodiscard]] const addrinfo& address() const;
    [[nodiscard]] const http::TlsClient* tls() const { return m_tls ? &*m_tls : nullptr; }
    /// `host:port`, for Host.
    [[nodiscard]] const std::string& authority() const { return m_authority; }
    [[nodiscard]] core::Error nobodyAnswers() const;

private:
    HttpRoute() = default;

    struct Addresses;
    std::unique_ptr<Addresses> m_addresses;
    std::optional<http::TlsClient> m_tls;
    std::string m_authority;
};

struct HttpAnswer {
    int status = 0;
    std::string body;
};

/// Calls a target one request after the other and waits for each answer: before a run and after it.
/// One thread.
class HttpCaller {
public:
    /// `route` outlives it.
    HttpCaller(const HttpRoute& route, std::chrono::milliseconds timeout)
        : m_route(route), m_timeout(timeout) {}

    /// Unreachable, Timeout or Cancelled with a sentence; of TLS it says what is wrong with the
    /// certificate. `head`: of the answer to HEAD, which has no body.
    core::Result<HttpAnswer> call(RequestBytes request, bool head, const std::stop_token& stop);

private:
    core::Result<void> ready(std::chrono::steady_clock::time_point end,
                             const std::stop_token& stop);
    core::Error failed(const std::string& problem) const;

    const HttpRoute& m_route;
    const std::chrono::milliseconds m_timeout;
    LoadConnection m_connection;
    bool m_open = false;
};

} // namespace vigia::backend::load
