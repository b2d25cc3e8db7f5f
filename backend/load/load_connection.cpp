#include "backend/load/load_connection.h"

#include <netdb.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace vigia::backend::load {
namespace {

/// So much goes out in one turn, so that a large body does not keep the others waiting.
constexpr std::size_t kMostATurn = 512UL * 1024;
constexpr std::size_t kTlsRecord = 16UL * 1024;

} // namespace

bool LoadConnection::open(const addrinfo& address, const http::TlsClient* tls) {
    m_busy = m_awaitsBytes = m_deaf = false;
    m_out.clear();
    m_sent = 0;
    m_session.reset();
    m_tls = tls;
    m_fd.reset(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!m_fd.valid())
        return false;
    const int on = 1;
    ::setsockopt(m_fd.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_connected = ::connect(m_fd.fd(), address.ai_addr, address.ai_addrlen) == 0;
    if (!m_connected && errno != EINPROGRESS)
        return false;
    if (tls != nullptr)
        m_session = tls->session(m_fd.fd());
    return tls == nullptr || m_session != nullptr;
}

LoadConnection::Event LoadConnection::fail(const char* problem) {
    m_problem = problem;
    return Event::Failed;
}

LoadConnection::Moved LoadConnection::secured(int result, std::size_t& count) {
    if (result > 0) {
        count = static_cast<std::size_t>(result);
        return Moved::Bytes;
    }
    switch (SSL_get_error(m_session.get(), result)) {
    case SSL_ERROR_WANT_READ:
        return Moved::AwaitsBytes;
    case SSL_ERROR_WANT_WRITE:
        return Moved::Later;
    case SSL_ERROR_ZERO_RETURN:
        return Moved::End;
    default:
        if (SSL_is_init_finished(m_session.get()) == 0)
            m_tlsProblem = m_tls->problem(m_session.get());
        ERR_clear_error();
        return Moved::Broken;
    }
}

LoadConnection::Moved LoadConnection::put(std::size_t& count) {
    RequestBytes::Parts parts; // NOLINT: filled as far as it is read
    const std::size_t found = m_out.gather(m_sent, m_session ? kTlsRecord : kMostATurn, parts);
    if (m_session)
        return secured(
            SSL_write(m_session.get(), parts[0].iov_base, static_cast<int>(parts[0].iov_len)),
            count);
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = found;
    while (true) {
        const ssize_t n = ::sendmsg(m_fd.fd(), &message, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        count = static_cast<std::size_t>(std::max<ssize_t>(n, 0));
        return n >= 0 ? Moved::Bytes : errno == EAGAIN ? Moved::Later : Moved::Broken;
    }
}

LoadConnection::Moved LoadConnection::get(char* room, std::size_t size, std::size_t& count) {
    if (m_session)
        return secured(SSL_read(m_session.get(), room, static_cast<int>(size)), count);
    const ssize_t n = ::recv(m_fd.fd(), room, size, 0);
    count = static_cast<std::size_t>(std::max<ssize_t>(n, 0));
    if (n < 0)
        return errno == EAGAIN || errno == EINTR ? Moved::Later : Moved::Broken;
    return n == 0 ? Moved::End : Moved::Bytes;
}

LoadConnection::Event LoadConnection::send(RequestBytes request, bool keepBody, bool head) {
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
    m_awaitsBytes = false;
    for (const std::size_t before = m_sent; !wroteAll() && m_sent - before < kMostATurn;) {
        std::size_t count = 0;
        const Moved moved = put(count);
        m_awaitsBytes = moved == Moved::AwaitsBytes;
        if (moved == Moved::Later || m_awaitsBytes)
            return Event::Nothing;
        if (moved != Moved::Bytes)
            return refusedMore();
        m_sent += count;
    }
    return Event::Nothing;
}

/// Who does not want a large body answers before its end and closes.
LoadConnection::Event LoadConnection::refusedMore() {
    if (!m_tlsProblem.empty())
        return fail("TLS");
    if (m_sent == 0)
        return fail("closed");
    m_deaf = true;
    return readable();
}

/// The other side said its last.
LoadConnection::Event LoadConnection::ended() {
    if (m_scanner.atEnd() != ResponseScanner::State::Done)
        return fail("closed");
    m_busy = false;
    return Event::Answer;
}

LoadConnection::Event LoadConnection::readable() {
    if (m_awaitsBytes && !wroteAll()) {
        if (const Event event = writable(); event != Event::Nothing)
            return event;
    }
    std::array<char, 16384> room; // NOLINT: filled by recv
    std::size_t count = 0;
    const Moved moved = get(room.data(), room.size(), count);
    if (moved == Moved::Later || moved == Moved::AwaitsBytes)
        return Event::Nothing;
    if (moved == Moved::Broken)
        return fail(!m_tlsProblem.empty() ? "TLS" : m_connected ? "closed" : "connect");
    if (!m_busy)
        return fail("closed"); // an idle connection ended, or speaks unasked
    if (moved == Moved::End)
        return ended();
    std::string_view bytes(room.data(), count);
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
