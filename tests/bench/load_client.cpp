#include "tests/bench/load_client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>

namespace vigia::bench {
namespace {

using std::chrono::steady_clock;

/// A blocking keep-alive connection that reads answers with Content-Length.
class Wire {
public:
    explicit Wire(std::uint16_t port) : m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            std::abort();
    }
    ~Wire() { ::close(m_socket); }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    /// The status, or 0 when the connection ended.
    int ask(const std::string& request) {
        if (::send(m_socket, request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size()))
            return 0;
        std::size_t head = std::string::npos;
        while ((head = m_in.find("\r\n\r\n")) == std::string::npos) {
            if (!more())
                return 0;
        }
        const auto at = m_in.find("Content-Length: ");
        const auto length = at < head ? std::strtoul(m_in.c_str() + at + 16, nullptr, 10) : 0;
        while (m_in.size() < head + 4 + length) {
            if (!more())
                return 0;
        }
        const int status = std::atoi(m_in.c_str() + 9);
        m_in.erase(0, head + 4 + length);
        return status;
    }

private:
    bool more() {
        char buffer[16384];
        const auto got = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (got > 0)
            m_in.append(buffer, static_cast<std::size_t>(got));
        return got > 0;
    }

    int m_socket;
    std::string m_in;
};

struct Tally {
    std::mutex mutex;
    std::vector<double> millis;
    std::uint64_t good = 0;
    std::uint64_t bad = 0;
};

LoadResult resultOf(Tally& tally, double seconds) {
    LoadResult result;
    result.good = tally.good;
    result.bad = tally.bad;
    result.perSecond = static_cast<double>(tally.good) / seconds;
    result.p50Millis = percentile(tally.millis, 0.50);
    result.p95Millis = percentile(tally.millis, 0.95);
    result.p99Millis = percentile(tally.millis, 0.99);
    return result;
}

using Due = std::function<steady_clock::time_point(unsigned connection, std::uint64_t n)>;

LoadResult run(std::uint16_t port, unsigned connections, std::chrono::milliseconds time,
               const std::function<std::string(unsigned, std::uint64_t)>& request, const Due& due) {
    Tally tally;
    const auto start = steady_clock::now();
    std::vector<std::jthread> threads;
    for (unsigned c = 0; c < connections; ++c)
        threads.emplace_back([&, c] {
            Wire wire(port);
            std::vector<double> millis;
            std::uint64_t bad = 0;
            for (std::uint64_t n = 0; steady_clock::now() - start < time; ++n) {
                const auto intended = due(c, n);
                std::this_thread::sleep_until(intended);
                const int status = wire.ask(request(c, n));
                millis.push_back(
                    std::chrono::duration<double, std::milli>(steady_clock::now() - intended)
                        .count());
                bad += status / 100 != 2;
            }
            const std::lock_guard lock(tally.mutex);
            tally.good += millis.size() - bad;
            tally.bad += bad;
            tally.millis.insert(tally.millis.end(), millis.begin(), millis.end());
        });
    threads.clear();
    return resultOf(tally, std::chrono::duration<double>(steady_clock::now() - start).count());
}

} // namespace

double percentile(std::vector<double>& values, double share) {
    if (values.empty())
        return 0;
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

LoadResult runLoad(std::uint16_t port, unsigned connections, std::chrono::milliseconds time,
                   const std::function<std::string(unsigned, std::uint64_t)>& request) {
    return run(port, connections, time, request,
               [](unsigned, std::uint64_t) { return steady_clock::now(); });
}

LoadResult runPaced(std::uint16_t port, unsigned connections, double perSecond,
                    std::chrono::milliseconds time,
                    const std::function<std::string(unsigned, std::uint64_t)>& request) {
    const auto start = steady_clock::now();
    const auto gap = std::chrono::duration<double>(1.0 / perSecond);
    return run(port, connections, time, request, [=](unsigned c, std::uint64_t n) {
        const auto place = static_cast<double>(n * connections + c);
        return start + std::chrono::duration_cast<steady_clock::duration>(gap * place);
    });
}

} // namespace vigia::bench
