#pragma once

#include "backend/http/client_tls.h"
#include "backend/http/message.h"
#include "core/base/result.h"
#include "core/ops/write_gate.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::backend::http {

struct ClientOptions {
    std::string baseUrl{}; ///< `http://127.0.0.1:8088` or https, with a path prefix if wanted
    std::chrono::milliseconds connectTime{2'000};
    std::chrono::milliseconds totalTime{30'000}; ///< from the call to the last byte
    std::size_t maxResponseBytes = 16U * 1024 * 1024;
    std::size_t idleConnections = 8; ///< kept for reuse; more calls at a time are fine
    core::ops::WriteLock lock{};     ///< of the server's platform: what is no reading needs a pass
    ClientTls tls{};                 ///< for https
};

struct ClientRequest {
    std::string method = "GET";
    std::string target{}; ///< encoded path with query, below the base URL
    std::vector<NameValue> headers{};
    std::string body{};
    std::string contentType = "application/json"; ///< sent when there is a body
    core::ops::WritePass pass{};                  ///< opens the client's lock
};

struct ClientResponse {
    int status = 0;
    std::vector<NameValue> headers; ///< names in lower case
    std::string body;

    /// The first value of that name (lower case), or null.
    [[nodiscard]] const std::string* header(std::string_view name) const;
};

/// A blocking HTTP/1.1 client of one server, with reuse of connections. Any thread may call it,
/// also at the same time.
class Client {
public:
    explicit Client(ClientOptions options);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Any status is success. Errors: InvalidInput (the URL, a file of TLS or the request can't be
    /// used), Unreachable (no name, refused, or no TLS: nothing was asked), Timeout, Cancelled (cut
    /// off on the way: the outcome is unknown), Corrupt (no HTTP, or larger than allowed), Rejected
    /// (locked, and the request changes something: nothing was sent). A kept connection that the
    /// server closed meanwhile is replaced once, for every method while nothing was sent on it, and
    /// for GET, HEAD, PUT, DELETE also afterwards.
    core::Result<ClientResponse> send(const ClientRequest& request);
    core::Result<ClientResponse> get(std::string target);

    /// For the next connections; what was trusted stays so until the new files could be read.
    void useTls(const ClientTls& tls);

    [[nodiscard]] const std::string& baseUrl() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace vigia::backend::http
