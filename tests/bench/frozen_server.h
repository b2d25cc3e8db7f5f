#pragma once

#include <chrono>
#include <cstdint>

#include <sys/types.h>

namespace vigia::bench {

/// The cheapest HTTP server there is, in a process of its own on the last core: one thread, epoll,
/// the same small answer to everything. It can stand still for the first second of every ten: it
/// answers nothing and goes on reading, so that what comes late is late by the freeze and not by
/// the server's work. Remembers when it answered the requests for `/NUMBER`.
class FrozenServer {
public:
    explicit FrozenServer(bool freezes);
    ~FrozenServer();
    FrozenServer(const FrozenServer&) = delete;
    FrozenServer& operator=(const FrozenServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    /// Nanoseconds of the steady clock; 0 for a request that never came.
    [[nodiscard]] std::int64_t answeredAt(std::size_t number) const { return m_answers[number]; }

private:
    struct Request {
        int fd = -1;
        std::uint64_t number = 0;
    };
    void answer(const Request& request);
    [[noreturn]] void serve(int listener, bool freezes);

    pid_t m_pid = -1;
    std::uint16_t m_port = 0;
    std::int64_t* m_answers = nullptr; ///< shared with the server's process
};

/// Keeps the calling process and its children on one core.
void pinTo(unsigned core);
void useAllCores();
[[nodiscard]] unsigned lastCore();

} // namespace vigia::bench
