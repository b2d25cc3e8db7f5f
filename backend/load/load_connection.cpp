#include "backend/load/load_connection.h"

#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace vigia::backend::load {

bool LoadConnection::open(const addrinfo& address) {
    m_busy = false;
    m_out.clear();
    m_sent = 0;
    m_fd.reset(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!m_fd.valid())
        return false;
    const int on = 1;
    ::setsockopt(m_fd.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_connected = ::connect(m_fd.fd(), address.ai_addr, address.ai_addrlen) == 0;
    return m_connected || errno == EINPROGRESS;
}

LoadConnection::Event LoadConnection::fail(const char* problem) {
    m_problem = problem;
    return Event::Failed;
}

LoadConnection::Event LoadConnection::send(std::string request, bool keepBody, bool head) {
    m_out = std::move(request);
    m_sent = 0;
    m_busy = true;
    m_scanner.begin(keepBody, head);
    return m_connected ? writable() : Event::Nothing;
}

LoadConnection::Event LoadConnection::writable() {
    if (!m_connected) {
        int error = 0;
        socklen_t size = sizeof error;
        ::getsockopt(m_fd.fd(), SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0)
            return fail("connect");
        m_connected = true;
    }
    while (m_sent < m_out.size()) {
        const ssize_t n =
            ::send(m_fd.fd(), m_out.data() + m_sent, m_out.size() - m_sent, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            return Event::Nothing;
        if (n < 0)
            return fail("closed");
        m_sent += static_cast<std::size_t>(n);
    }
    return Event::Nothing;
}

LoadConnection::Event LoadConnection::readable() {
    std::array<char, 16384> room; // NOLINT: filled by recv
    const ssize_t n = ::recv(m_fd.fd(), room.data(), room.size(), 0);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR ? Event::Nothing
                                                 : fail(m_connected ? "closed" : "connect");
    if (!m_busy)
        return fail("closed"); // an idle connection ended, or speaks unasked
    if (n == 0) {
        if (m_scanner.atEnd() != ResponseScanner::State::Done)
            return fail("closed");
        m_busy = false;
        return Event::Answer;
    }
    std::string_view bytes(room.data(), static_cast<std::size_t>(n));
    switch (m_scanner.take(bytes)) {
    case ResponseScanner::State::Incomplete:
        return Event::Nothing;
    case ResponseScanner::State::Broken:
        return fail("not HTTP");
    case ResponseScanner::State::Done:
        break;
    }
    if (!bytes.empty())
        return fail("not HTTP"); // more than was asked for
    m_busy = false;
    return Event::Answer;
}

} // namespace vigia::backend::load
