#pragma once

#include "backend/http/tls_client.h"
#include "backend/load/request_bytes.h"
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

    /// Begins to connect; false with errno when that is refused at once. `tls` outlives the
    /// connection; null: plain text.
    bool open(const addrinfo& address, const http::TlsClient* tls);
    [[nodiscard]] int fd() const { return m_fd.fd(); }

    /// Sends as much of `m_out` as goes; the rest follows with `writable`.
    Event send(RequestBytes request, bool keepBody, bool head);
    Event writable();
    Event readable();
    /// Bytes are left to send, or the connection is not there yet.
    [[nodiscard]] bool wantsToWrite() const {
        return !m_connected || (!wroteAll() && !m_awaitsBytes && !m_deaf);
    }
    /// Forgets the last request: nothing of the next one was sent.
    void clearRequest() {
        m_out.clear();
        m_sent = 0;
    }
    /// How much of the request under way, or of the last one, was sent.
    [[nodiscard]] std::size_t sentBytes() const { return m_sent; }
    /// The answer leaves it ready for another request: an answer to half a request does not.
    [[nodiscard]] bool keepsAlive() const { return m_scanner.keepsAlive() && wroteAll(); }

    [[nodiscard]] const ResponseScanner& answer() const { return m_scanner; }
    [[nodiscard]] const char* problem() const { return m_problem; }
    /// Why TLS failed, as a sentence; empty: it did not.
    [[nodiscard]] const std::string& tlsProblem() const { return m_tlsProblem; }
    void close() {
        m_session.reset();
        m_fd.reset();
    }

    core::load::LoadTime intended{}, sentAt{};
    std::size_t plan = 0;
    std::uint64_t generation = 0; ///< of the request under way, 0: none

private:
    enum class Moved { Bytes, Later, AwaitsBytes, End, Broken };
    Event fail(const char* problem);
    /// Moves bytes in or out, and says in `count` how many.
    Moved put(std::size_t& count);
    Moved get(char* room, std::size_t size, std::size_t& count);
    Moved secured(int result, std::size_t& count);
    Event ended();
    Event refusedMore();
    [[nodiscard]] bool wroteAll() const { return m_sent == m_out.size(); }

    core::UniqueFd m_fd;
    const http::TlsClient* m_tls = nullptr;
    openssl::Session m_session;
    std::string m_tlsProblem;
    ResponseScanner m_scanner;
    RequestBytes m_out;
    std::size_t m_sent = 0;
    const char* m_problem = "";
    bool m_connected = false, m_busy = false;
    bool m_awaitsBytes = false; ///< TLS wants to read before it writes
    bool m_deaf = false;        ///< the other side takes no more, but may have answered
};

} // namespace vigia::backend::load
