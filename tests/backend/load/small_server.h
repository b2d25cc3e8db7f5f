#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace vigia::tests {

/// Gives the socket a free port of loopback.
std::uint16_t boundPort(int fd);

/// The length of the first whole request in `text`, or 0.
std::size_t requestLength(const std::string& text);

/// A server on loopback that answers each request with what the test wants, and can stand still or
/// close. One thread; requests with Content-Length or without a body.
class SmallServer {
public:
    /// What to send for a request text; an empty answer closes the connection.
    using Answer = std::function<std::string(const std::string& request)>;

    explicit SmallServer(Answer answer);
    ~SmallServer();
    SmallServer(const SmallServer&) = delete;
    SmallServer& operator=(const SmallServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::uint64_t requests() const { return m_requests; }

    static std::string ok(const std::string& body = "{}", int status = 200);

private:
    void serve(const std::stop_token& stop);

    const Answer m_answer;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::atomic<std::uint64_t> m_requests{0};
    std::jthread m_thread;
};

/// A port of loopback on which connections are refused as long as this lives: it is bound, so that
/// nobody else gets it, and does not listen.
class ClosedPort {
public:
    ClosedPort();
    ~ClosedPort();
    ClosedPort(const ClosedPort&) = delete;
    ClosedPort& operator=(const ClosedPort&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    int m_socket;
    std::uint16_t m_port = 0;
};

} // namespace vigia::tests
