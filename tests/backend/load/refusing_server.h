#pragma once

#include <cstdint>
#include <list>
#include <thread>

namespace vigia::tests {

/// A server on loopback that answers the head of every request with 413 and takes nothing of its
/// body: it then waits until the other side closes, or closes itself at once.
class RefusingServer {
public:
    explicit RefusingServer(bool closes);
    ~RefusingServer();
    RefusingServer(const RefusingServer&) = delete;
    RefusingServer& operator=(const RefusingServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    void serve(const std::stop_token& stop);
    void talk(int fd, const std::stop_token& stop) const;

    const bool m_closes;
    int m_listener;
    std::uint16_t m_port = 0;
    std::list<std::jthread> m_talks;
    std::jthread m_thread;
};

} // namespace vigia::tests
