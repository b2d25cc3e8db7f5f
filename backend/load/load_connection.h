#pragma once

#include "backend/load/response_scanner.h"
#include "core/base/unique_fd.h"
#include "core/load/arrivals.h"

#include <cstddef>
#include <string>

struct addrinfo;

namespace vigia::backend::load {

/// One keep-alive connection of a load run, with at most one request under way. Never blocks.
class LoadConnection {
public:
    enum class Event {
        Nothing, ///< more is to come
        Answer,  ///< the request under way is answered
        Failed   ///< the connection is of no use; `problem` says why
    };

    /// Begins to connect; false with errno when that is refused at once.
    bool open(const addrinfo& address);
    [[nodiscard]] int fd() const { return m_fd.fd(); }

    /// Sends as much of `m_out` as goes; the rest follows with `writable`.
    Event send(std::string request, bool keepBody, bool head);
    Event writable();
    Event readable();
    /// Bytes are left to send, or the connection is not there yet.
    [[nodiscard]] bool wantsToWrite() const { return !m_connected || m_sent < m_out.size(); }

    [[nodiscard]] const ResponseScanner& answer() const { return m_scanner; }
    [[nodiscard]] const char* problem() const { return m_problem; }
    void close() { m_fd.reset(); }

    core::load::LoadTime intended{}, sentAt{};
    std::size_t plan = 0;
    std::uint64_t generation = 0; ///< of the request under way, 0: none

private:
    Event fail(const char* problem);

    core::UniqueFd m_fd;
    ResponseScanner m_scanner;
    std::string m_out;
    std::size_t m_sent = 0;
    const char* m_problem = "";
    bool m_connected = false, m_busy = false;
};

} // namespace vigia::backend::load
