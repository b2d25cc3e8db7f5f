#pragma once

#include "backend/http/client.h"

#include <chrono>
#include <string>

namespace vigia::backend::http {

struct ForwardOptions {
    ClientOptions upstream;
    std::string gatewayVersion;
    std::string environment;
    std::string what = "service"; ///< named in errors: `stock`
    int retryAfterSeconds = 30;   ///< when it is down (platform.md 3.1)
};

/// Passes requests on unchanged to one server, with the headers of platform.md 3.1 and without
/// those of one hop. Any thread may call it, also at the same time; it blocks.
class Forwarder {
public:
    explicit Forwarder(ForwardOptions options);

    /// Any status is success; the errors are those of Client::send.
    core::Result<Response> send(const Request& request);
    /// What a client is told: no upstream or none in time: 503 with Retry-After; an answer cut off
    /// or broken: 502.
    [[nodiscard]] Response failure(const core::Error& error, const Request& request) const;

    /// For the next connections.
    void useTls(const ClientTls& tls) { m_client.useTls(tls); }

private:
    const ForwardOptions m_options;
    Client m_client;
};

} // namespace vigia::backend::http
