#include "backend/http/client_socket.h"

#include "backend/addresses.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
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
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

ClientSocket& ClientSocket::operator=(ClientSocket&& other) noexcept {
    std::swap(m_descriptor, other.m_descriptor);
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

core::Result<void> ClientSocket::write(std::string_view bytes, core::SteadyTime deadline) {
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
