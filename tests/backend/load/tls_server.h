#pragma once

#include "tests/support/test_authority.h"

#include <atomic>
#include <cstdint>
#include <list>
#include <thread>

namespace vigia::tests {

/// A server of https on loopback that answers each request with 200; a thread for each connection.
class TlsServer {
public:
    explicit TlsServer(const TestCertificate& certificate);
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// Bytes of whole requests, but for HEAD.
    [[nodiscard]] std::uint64_t received() const { return m_received; }

private:
    void serve(const std::stop_token& stop);
    void talk(int fd, const std::stop_token& stop);

    void* m_context; ///< SSL_CTX
    int m_listener;
    std::uint16_t m_port = 0;
    std::atomic<std::uint64_t> m_received{0};
    std::list<std::jthread> m_talks;
    std::jthread m_thread;
};

} // namespace vigia::tests
