#include "backend/http/client_socket.h"

#include "backend/addresses.h"
#include "backend/no_broken_pipe.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

namespace vigia::backend::http {
namespace {

using core::ErrorCode;
using core::failure;

std::string reason(int error) {
    return std::generic_category().message(error);
}

/// Waits until the socket is ready; false at the deadline.
bool waitFor(int descriptor, short events, core::SteadyTime deadline) {
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return false;
        pollfd waiting{descriptor, events, 0};
        const int ready =
            ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return true; // the call that follows reports it
    }
}

core::Result<Addresses> resolve(const std::string& host, const std::string& port) {
    auto found = resolveHost(host, port);
    if (!found)
        return failure(ErrorCode::Unreachable,
                       "The name " + host + " can't be resolved: " + found.error().message + ".");
    return found;
}

/// 0 when connected, else the error.
int connectTo(int descriptor, const addrinfo& address, core::SteadyTime deadline) {
    if (::connect(descriptor, address.ai_addr, address.ai_addrlen) == 0)
        return 0;
    if (errno != EINPROGRESS)
        return errno;
    if (!waitFor(descriptor, POLLOUT, deadline))
        return ETIMEDOUT;
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

core::Error cutOff(int error) {
    return failure(ErrorCode::Cancelled, "The connection was cut off (" + reason(error) +
                                             "); what was asked may have happened.");
}

core::Error tooLate() {
    return failure(ErrorCode::Timeout, "No answer in time; what was asked may have happened.");
}

} // namespace

ClientSocket::~ClientSocket() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

ClientSocket::ClientSocket(ClientSocket&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_tls(std::move(other.m_tls)),
      m_session(std::move(other.m_session)) {}

ClientSocket& ClientSocket::operator=(ClientSocket&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_tls, other.m_tls);
    std::swap(m_session, other.m_session);
    return *this;
}

core::Result<ClientSocket> ClientSocket::connect(const std::string& host, const std::string& port,
                                                 core::SteadyTime deadline) {
    auto addresses = resolve(host, port);
    if (!addresses)
        return addresses.error();
    int error = EHOSTUNREACH;
    for (const addrinfo* address = addresses->get(); address != nullptr;
         address = address->ai_next) {
        ClientSocket socket(
            ::socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        error =
            socket.m_descriptor < 0 ? errno : connectTo(socket.m_descriptor, *address, deadline);
        if (error == 0) {
            const int on = 1;
            ::setsockopt(socket.m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            return socket;
        }
    }
    const std::string where = host + ":" + port;
    if (error == ETIMEDOUT)
        return failure(ErrorCode::Timeout, where + " took no connection in time.");
    return failure(ErrorCode::Unreachable,
                   where + " can't be reached: " + reason(error) + ". Check that it runs.");
}

/// What is left of an error is for the caller to read, before the next step.
template <class Step>
ClientSocket::Outcome ClientSocket::repeat(const Step& step, core::SteadyTime deadline) {
    while (true) {
        Outcome outcome;
        {
            const NoBrokenPipe guard;
            ERR_clear_error();
            outcome.moved = step(m_session.get());
            outcome.systemError = errno;
        }
        outcome.error = SSL_get_error(m_session.get(), outcome.moved);
        const bool reads = outcome.error == SSL_ERROR_WANT_READ;
        if ((!reads && outcome.error != SSL_ERROR_WANT_WRITE) ||
            !waitFor(m_descriptor, reads ? POLLIN : POLLOUT, deadline))
            return outcome;
    }
}

core::Result<std::size_t> ClientSocket::moved(const Outcome& outcome) const {
    switch (outcome.error) {
    case SSL_ERROR_NONE:
        return static_cast<std::size_t>(outcome.moved);
    case SSL_ERROR_ZERO_RETURN:
        return std::size_t{0};
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return tooLate();
    case SSL_ERROR_SYSCALL:
        return cutOff(outcome.systemError == 0 ? ECONNRESET : outcome.systemError);
    default:
        break;
    }
    if (const auto refused = m_tls->refusal())
        return failure(ErrorCode::Unreachable, "No answer: " + *refused + ".");
    const bool ended = ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
    return cutOff(ended ? ECONNRESET : EPROTO);
}

core::Result<void> ClientSocket::secure(std::shared_ptr<const TlsClient> tls,
                                        core::SteadyTime deadline) {
    m_tls = std::move(tls);
    m_session = m_tls->session(m_descriptor);
    if (!m_session)
        return failure(ErrorCode::Unreachable, "there is no memory for TLS.");
    const auto outcome = repeat([](SSL* session) { return SSL_do_handshake(session); }, deadline);
    switch (outcome.error) {
    case SSL_ERROR_NONE:
        return {};
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return failure(ErrorCode::Timeout, "no TLS in time; is this the port of https?");
    default:
        return failure(ErrorCode::Unreachable, m_tls->problem(m_session.get()) + ".");
    }
}

core::Result<void> ClientSocket::write(std::string_view bytes, core::SteadyTime deadline) {
    while (m_session && !bytes.empty()) {
        const auto size = moved(repeat(
            [bytes](SSL* session) {
                return SSL_write(session, bytes.data(), static_cast<int>(bytes.size()));
            },
            deadline));
        if (!size)
            return size.error();
        if (*size == 0)
            return cutOff(EPIPE);
        bytes.remove_prefix(*size);
    }
    while (!bytes.empty()) {
        const auto sent = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (errno == EAGAIN) {
            if (!waitFor(m_descriptor, POLLOUT, deadline))
                return tooLate();
        } else if (errno != EINTR) {
            return cutOff(errno);
        }
    }
    return {};
}

core::Result<std::size_t> ClientSocket::read(std::string& in, core::SteadyTime deadline) {
    std::array<char, 16 * 1024> part{};
    if (m_session) {
        const auto size = moved(repeat(
            [&part](SSL* session) {
                return SSL_read(session, part.data(), static_cast<int>(part.size()));
            },
            deadline));
        in.append(part.data(), size.value_or(0));
        return size;
    }
    while (true) {
        const auto size = ::recv(m_descriptor, part.data(), part.size(), 0);
        if (size >= 0) {
            in.append(part.data(), static_cast<std::size_t>(size));
            return static_cast<std::size_t>(size);
        }
        if (errno == EAGAIN) {
            if (!waitFor(m_descriptor, POLLIN, deadline))
                return tooLate();
        } else if (errno != EINTR) {
            return cutOff(errno);
        }
    }
}

bool ClientSocket::stale() const {
    pollfd waiting{m_descriptor, POLLIN, 0};
    return ::poll(&waiting, 1, 0) != 0;
}

} // namespace vigia::backend::http
