#include "backend/doctor/probe_socket.h"

#include "backend/addresses.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstring>
#include <utility>

namespace vigia::backend::doctor {
namespace {

using core::ErrorCode;
using core::failure;
using core::Result;

constexpr std::uint16_t kKafkaPort = 9092;

/// Rounded up: who waited so long waited to the end.
int millisUntil(Deadline deadline) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, INT_MAX));
}

Result<Addresses> resolve(const HostPort& server) {
    return resolveHost(server.host, std::to_string(server.port));
}

Result<HostPort> parseServer(std::string_view text) {
    const auto wrong = [&] {
        return failure(ErrorCode::InvalidInput,
                       fmt::format("'{}' is not host:port", core::escapedForDisplay(text, 200)));
    };
    if (const auto scheme = text.find("://"); scheme != std::string_view::npos)
        text.remove_prefix(scheme + 3);
    HostPort server{{}, kKafkaPort};
    const auto bracket = text.starts_with('[') ? text.find(']') : std::string_view::npos;
    const auto colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    server.host =
        bracket == std::string_view::npos ? text.substr(0, colon) : text.substr(1, bracket - 1);
    if (colon != std::string_view::npos) {
        const auto digits = text.substr(colon + 1);
        const auto end = std::from_chars(digits.begin(), digits.end(), server.port);
        if (end.ec != std::errc{} || end.ptr != digits.end() || server.port == 0)
            return wrong();
    }
    if (server.host.empty() || server.host.find_first_of(" \t/[") != std::string::npos)
        return wrong();
    return server;
}

/// What a connection that was begun has come to.
int outcomeOf(int fd) {
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

} // namespace

std::string HostPort::text() const {
    return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port)
                                               : fmt::format("[{}]:{}", host, port);
}

Result<std::vector<HostPort>> parseServers(const std::string& servers) {
    std::vector<HostPort> found;
    for (const auto part : core::split(servers, ',')) {
        const auto text = core::trimmed(part);
        if (text.empty())
            continue;
        auto server = parseServer(text);
        if (!server)
            return server.error();
        found.push_back(std::move(*server));
    }
    if (found.empty())
        return failure(ErrorCode::InvalidInput, "no server is given; name one as host:port");
    return found;
}

Result<std::vector<std::string>> addressesOf(const HostPort& server) {
    const auto list = resolve(server);
    if (!list)
        return list.error();
    std::vector<std::string> texts;
    for (const addrinfo* at = list->get(); at != nullptr; at = at->ai_next) {
        char text[NI_MAXHOST] = {};
        if (::getnameinfo(at->ai_addr, at->ai_addrlen, text, sizeof text, nullptr, 0,
                          NI_NUMERICHOST) == 0)
            texts.emplace_back(text);
    }
    return texts;
}

Result<ProbeSocket> ProbeSocket::connect(const HostPort& server, Deadline deadline) {
    const auto list = resolve(server);
    if (!list)
        return list.error();
    auto problem = failure(ErrorCode::Unreachable, "it has no address");
    for (const addrinfo* at = list->get(); at != nullptr; at = at->ai_next) {
        ProbeSocket socket(
            ::socket(at->ai_family, at->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        if (socket.fd() < 0)
            continue;
        if (::connect(socket.fd(), at->ai_addr, at->ai_addrlen) != 0 && errno != EINPROGRESS) {
            problem = failure(ErrorCode::Unreachable, std::strerror(errno));
            continue;
        }
        if (!socket.wait(true, deadline))
            return failure(ErrorCode::Timeout, "no answer in time");
        if (const int error = outcomeOf(socket.fd()); error != 0)
            problem = failure(ErrorCode::Unreachable, std::strerror(error));
        else
            return socket;
    }
    return problem;
}

bool ProbeSocket::wait(bool forWriting, Deadline deadline) const {
    pollfd entry{fd(), static_cast<short>(forWriting ? POLLOUT : POLLIN), 0};
    int ready = 0;
    do
        ready = ::poll(&entry, 1, millisUntil(deadline));
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

Result<void> ProbeSocket::send(std::string_view bytes, Deadline deadline) const {
    while (!bytes.empty()) {
        if (!wait(true, deadline))
            return failure(ErrorCode::Timeout, "nothing could be sent in time");
        const ssize_t sent = ::send(fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (sent < 0)
            return failure(ErrorCode::Unreachable, std::strerror(errno));
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
}

Result<std::string> ProbeSocket::receive(std::size_t most, Deadline deadline) const {
    std::string bytes(most, '\0');
    while (wait(false, deadline)) {
        const ssize_t got = ::recv(fd(), bytes.data(), bytes.size(), 0);
        if (got < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got)); // a reset is a close to us
        return bytes;
    }
    return failure(ErrorCode::Timeout, "no answer in time");
}

} // namespace vigia::backend::doctor
