#include "tests/bench/http/load_loop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <stdexcept>
#include <string>
#include <vector>

namespace vigia::bench {
namespace {

int connectTo(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("the server takes no connection");
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

double cpuSeconds(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

/// CPU time of every thread but the calling one.
double othersCpuSeconds() {
    return cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
}

} // namespace

Load load(std::uint16_t port, std::string_view path, unsigned connections,
          std::chrono::milliseconds time) {
    const std::string request = "GET " + std::string(path) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    const int epoll = ::epoll_create1(0);
    std::vector<int> sockets;
    for (unsigned i = 0; i < connections; ++i) {
        sockets.push_back(connectTo(port));
        epoll_event event{EPOLLIN, {.fd = sockets.back()}};
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, sockets.back(), &event);
        ::send(sockets.back(), request.data(), request.size(), 0);
    }
    std::uint64_t answers = 0;
    const double cpuBefore = othersCpuSeconds();
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < time) {
        std::array<epoll_event, 64> ready{};
        const int count = ::epoll_wait(epoll, ready.data(), static_cast<int>(ready.size()), 1000);
        for (int i = 0; i < count; ++i) {
            std::array<char, 4096> bytes{}; // an answer is small and comes in one piece
            const int socket = ready[static_cast<std::size_t>(i)].data.fd;
            if (::recv(socket, bytes.data(), bytes.size(), 0) <= 0)
                throw std::runtime_error("the server ended a connection");
            ++answers;
            ::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    const double cpu = othersCpuSeconds() - cpuBefore;
    for (const int socket : sockets)
        ::close(socket);
    ::close(epoll);
    const auto count = static_cast<double>(answers);
    return {count / took.count(), cpu * 1e6 / count};
}

} // namespace vigia::bench
