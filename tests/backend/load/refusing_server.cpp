#include "tests/backend/load/refusing_server.h"

#include "tests/backend/load/small_server.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace vigia::tests {
namespace {

/// One of the events comes, or the test is over.
bool awaits(int fd, short events, const std::stop_token& stop) {
    pollfd entry{fd, events, 0};
    while (!stop.stop_requested()) {
        if (::poll(&entry, 1, 50) > 0)
            return true;
    }
    return false;
}

} // namespace

RefusingServer::RefusingServer(bool closes)
    : m_closes(closes), m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      m_port(boundPort(m_listener)) {
    if (::listen(m_listener, 1024) != 0)
        std::abort();
    m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

RefusingServer::~RefusingServer() {
    m_thread.request_stop();
    m_thread.join();
    m_talks.clear();
    ::close(m_listener);
}

void RefusingServer::serve(const std::stop_token& stop) {
    while (awaits(m_listener, POLLIN, stop)) {
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        m_talks.emplace_back([this, fd](const std::stop_token& end) { talk(fd, end); });
    }
}

void RefusingServer::talk(int fd, const std::stop_token& stop) const {
    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos && awaits(fd, POLLIN, stop)) {
        std::array<char, 64> room{};
        const ssize_t n = ::recv(fd, room.data(), room.size(), 0);
        head.append(room.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
        if (n <= 0)
            break;
    }
    const std::string answer = SmallServer::ok("{}", 413);
    ::send(fd, answer.data(), answer.size(), MSG_NOSIGNAL);
    if (!m_closes)
        awaits(fd, POLLRDHUP, stop);
    ::close(fd);
}

} // namespace vigia::tests
