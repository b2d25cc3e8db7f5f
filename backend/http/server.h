#pragma once

#include "backend/http/request_head.h"
#include "backend/http/router.h"
#include "core/base/bounded_buffer.h"
#include "core/base/clock.h"
#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::observe {
class HttpMetrics;
class Log;
} // namespace vigia::backend::observe

namespace vigia::backend::http {

/// platform.md 3.4; tests make them small.
struct ServerLimits {
    HeadLimits head;
    std::chrono::milliseconds headTime{10'000};   ///< whole head → 408
    std::chrono::milliseconds bodyTime{30'000};   ///< whole body → 408
    std::chrono::milliseconds queueTime{1'500};   ///< wait for a worker → 503, Retry-After 1
    std::chrono::milliseconds answerTime{30'000}; ///< handler → 503; its late answer is thrown away
    std::chrono::milliseconds writeTime{30'000}; ///< whole answer to a slow reader → cut
    std::chrono::milliseconds idleTime{60'000};  ///< between requests → close
    std::uint64_t requestsPerConnection = 10'000;
    std::size_t connections = 4'096; ///< the next one gets 503
};

/// Files in PEM. With `clientCa` only clients with a certificate of that authority are served.
struct TlsFiles {
    std::string cert;
    std::string key;
    std::string clientCa;
};

struct ServerOptions {
    std::string name = "http"; ///< names the worker queue, and its beginning the threads
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: a free one
    ServerLimits limits;
    unsigned workers = 16;
    std::size_t queueCapacity = 1'024;
    std::vector<std::string> trustedProxies; ///< addresses or CIDR whose X-Forwarded-For counts
    std::vector<std::string>
        corsOrigins; ///< `http://localhost:3000`; `*` allows GET from everywhere
    std::optional<TlsFiles> tls;
    std::chrono::milliseconds drainTime{25'000}; ///< how long `stop` lets requests finish

    /// Called on the handler's thread before every handler of a route with a scope; an answer
    /// refuses the request. May set `principal`. Authentication and rate limits hang here.
    std::function<std::optional<Response>(Request&, const Route&)> admit;

    const core::Clock* clock =
        nullptr; ///< null: the system's; outlives the server, like the next two
    observe::HttpMetrics* metrics = nullptr; ///< null: no metrics
    observe::Log* log = nullptr;             ///< null: no log
};

/// An HTTP/1.1 server with the rules of platform.md 3.2–3.5: one I/O thread and `workers` threads
/// for blocking handlers. Owned by a role; start, drain and stop from one thread. The router
/// outlives it and no longer changes after `start`. The destructor calls `stop`.
class Server {
public:
    Server(const ServerOptions& options, const Router& router);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds and serves. Rejected: the port is taken or not ours; InvalidInput: a bad address,
    /// proxy or certificate.
    core::Result<void> start();
    /// New connections are greeted with these certificates from now on; on failure with the old
    /// ones. Only for a server that was started with TLS.
    core::Result<void> reloadTls(const TlsFiles& files);
    /// The port bound by `start`.
    [[nodiscard]] std::uint16_t port() const;
    /// No more connections; idle ones close; requests under way get their answer and `Connection:
    /// close`.
    void beginDrain();
    /// Drains for at most `drainTime`, then cuts what is left; waits for the threads, also for
    /// running handlers.
    void stop();

    [[nodiscard]] std::size_t connections() const;
    [[nodiscard]] core::QueueStats queueStats() const;
    /// When the I/O loop last turned; liveness compares it with now.
    [[nodiscard]] core::SteadyTime lastTurn() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::http
