#include "tests/backend/load/small_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <map>

namespace vigia::tests {

std::size_t requestLength(const std::string& text) {
    const auto end = text.find("\r\n\r\n");
    if (end == std::string::npos)
        return 0;
    const auto at = text.find("Content-Length: ");
    const auto body = at < end ? std::strtoul(text.c_str() + at + 16, nullptr, 10) : 0;
    return text.size() < end + 4 + body ? 0 : end + 4 + body;
}

namespace {

/// Nobody waits: -1.
int acceptOne(int listener) {
    return ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
}

} // namespace

std::uint16_t boundPort(int fd) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), size) != 0)
        std::abort();
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

ClosedPort::ClosedPort()
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), m_port(boundPort(m_socket)) {}

ClosedPort::~ClosedPort() {
    ::close(m_socket);
}

SmallServer::SmallServer(Answer answer)
    : m_answer(std::move(answer)),
      m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
    m_port = boundPort(m_listener);
    if (::listen(m_listener, 4096) != 0)
        std::abort();
    m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

SmallServer::~SmallServer() {
    m_thread.request_stop();
    m_thread.join();
    ::close(m_listener);
}

std::string SmallServer::ok(const std::string& body, int status) {
    return "HTTP/1.1 " + std::to_string(status) +
           " OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void SmallServer::serve(const std::stop_token& stop) {
    std::map<int, std::string> clients;
    while (!stop.stop_requested()) {
        std::vector<pollfd> entries{{m_listener, POLLIN, 0}};
        for (const auto& [fd, text] : clients)
            entries.push_back({fd, POLLIN, 0});
        ::poll(entries.data(), entries.size(), 50);
        for (const auto& entry : entries) {
            if ((entry.revents & (POLLIN | POLLHUP)) == 0)
                continue;
            if (entry.fd == m_listener) {
                // All of them: one a turn would cost the square of the connections that came at
                // once.
                for (int fd = acceptOne(m_listener); fd >= 0; fd = acceptOne(m_listener))
                    clients[fd];
                continue;
            }
            std::array<char, 16384> room{};
            const ssize_t n = ::recv(entry.fd, room.data(), room.size(), 0);
            auto& text = clients[entry.fd];
            bool open = n > 0;
            text.append(room.data(), open ? static_cast<std::size_t>(n) : 0);
            for (auto length = requestLength(text); open && length > 0;
                 length = requestLength(text)) {
                ++m_requests;
                const auto answer = m_answer(text.substr(0, length));
                text.erase(0, length);
                open = !answer.empty() &&
                       ::send(entry.fd, answer.data(), answer.size(), MSG_NOSIGNAL) > 0;
            }
            if (!open) {
                ::close(entry.fd);
                clients.erase(entry.fd);
            }
        }
    }
    for (const auto& [fd, text] : clients)
        ::close(fd);
}

} // namespace vigia::tests
