#include "tests/bench/frozen_server.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <vector>

namespace vigia::bench {
namespace {

using std::chrono::steady_clock;

constexpr std::string_view kAnswer =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
    "15\r\n\r\n{\"answer\":\"ok\"}";

constexpr std::size_t kNumberAt = 5; ///< behind `GET /`
constexpr std::size_t kMostNumbers = 1'000'000;

void addTo(int epoll, int fd) {
    epoll_event event{EPOLLIN, {.fd = fd}};
    ::epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

void acceptAll(int listener, int epoll) {
    for (int client = 0; client >= 0;) {
        client = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            return;
        const int on = 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        addTo(epoll, client);
    }
}

/// How much is left of the first second of the present ten.
steady_clock::duration frozenFor(steady_clock::time_point begin) {
    const auto inCycle = (steady_clock::now() - begin) % std::chrono::seconds(10);
    return std::chrono::seconds(1) - inCycle;
}

} // namespace

unsigned lastCore() {
    return std::max(1U, std::thread::hardware_concurrency()) - 1;
}

void pinTo(unsigned core) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    ::sched_setaffinity(0, sizeof cores, &cores);
}

void useAllCores() {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    for (unsigned core = 0; core <= lastCore(); ++core)
        CPU_SET(core, &cores);
    ::sched_setaffinity(0, sizeof cores, &cores);
}

FrozenServer::FrozenServer(bool freezes) {
    void* shared = ::mmap(nullptr, kMostNumbers * sizeof(std::int64_t), PROT_READ | PROT_WRITE,
                          MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        std::abort();
    m_answers = static_cast<std::int64_t*>(shared);
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::listen(listener, 8192) != 0)
        std::abort();
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_pid = ::fork();
    if (m_pid == 0)
        serve(listener, freezes);
    ::close(listener);
}

FrozenServer::~FrozenServer() {
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    ::munmap(m_answers, kMostNumbers * sizeof(std::int64_t));
}

void FrozenServer::answer(const Request& request) {
    ::send(request.fd, kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
    if (request.number < kMostNumbers)
        m_answers[request.number] = steady_clock::now().time_since_epoch().count();
}

void FrozenServer::serve(int listener, bool freezes) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    pinTo(lastCore());
    const int epoll = ::epoll_create1(0);
    addTo(epoll, listener);
    const auto begin = steady_clock::now();
    std::vector<Request> held;
    while (true) {
        const auto left = freezes ? frozenFor(begin) : steady_clock::duration::zero();
        if (left <= left.zero()) {
            for (const auto& request : held)
                answer(request);
            held.clear();
        }
        const timespec patience{0, std::clamp<long>(left.count(), 0, 999'999'999)};
        std::array<epoll_event, 256> ready{};
        const int count = ::epoll_pwait2(epoll, ready.data(), static_cast<int>(ready.size()),
                                         held.empty() ? nullptr : &patience, nullptr);
        for (int i = 0; i < count; ++i) {
            const int fd = ready[static_cast<std::size_t>(i)].data.fd;
            if (fd == listener) {
                acceptAll(listener, epoll);
                continue;
            }
            std::array<char, 8192> bytes{}; // a request is small and comes in one piece
            if (::recv(fd, bytes.data(), bytes.size() - 1, 0) <= 0) {
                ::close(fd);
                continue;
            }
            const Request request{fd, std::strtoull(bytes.data() + kNumberAt, nullptr, 10)};
            if (freezes && frozenFor(begin) > left.zero())
                held.push_back(request);
            else
                answer(request);
        }
    }
}

} // namespace vigia::bench
