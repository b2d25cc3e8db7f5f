#include "backend/stack/readiness_probe.h"

#include "core/base/unique_fd.h"

#include <pqxx/pqxx>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>

#include <optional>

namespace vigia::backend::stack {
namespace {

constexpr std::chrono::milliseconds kPause{100};
constexpr std::size_t kAnswerLimit = 64 * 1024;

core::UniqueFd connectTo(std::uint16_t port) {
    core::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval patience{1, 0};
    ::setsockopt(socket.fd(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket.fd(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        socket.reset();
    return socket;
}

bool receiveAll(int fd, char* data, std::size_t size) {
    for (std::size_t got = 0; got < size;) {
        const ssize_t n = ::recv(fd, data + got, size - got, 0);
        if (n <= 0)
            return false;
        got += static_cast<std::size_t>(n);
    }
    return true;
}

/// Reads big-endian numbers and strings of a Kafka answer without running over its end.
class Reader {
public:
    explicit Reader(std::string_view bytes) : m_bytes(bytes) {}
    std::optional<std::int32_t> number(std::size_t size) {
        if (m_bytes.size() < size)
            return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i)
            value = value << 8 | static_cast<unsigned char>(m_bytes[i]);
        m_bytes.remove_prefix(size);
        return size == 2 ? static_cast<std::int16_t>(value) : static_cast<std::int32_t>(value);
    }
    bool skipString() {
        const auto length = number(2);
        if (!length || (*length > 0 && m_bytes.size() < static_cast<std::size_t>(*length)))
            return false;
        m_bytes.remove_prefix(*length > 0 ? static_cast<std::size_t>(*length) : 0);
        return true;
    }

private:
    std::string_view m_bytes;
};

/// Metadata request, version 1, for no topic: size, key 3, version 1, correlation 1, client
/// "vigia", empty array.
constexpr std::string_view kMetadataRequest("\0\0\0\x13\0\x03\0\x01\0\0\0\x01\0\x05vigia\0\0\0\0",
                                            23);

std::optional<std::string> metadata(int fd) {
    std::array<char, 4> head{};
    if (::send(fd, kMetadataRequest.data(), kMetadataRequest.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(kMetadataRequest.size()) ||
        !receiveAll(fd, head.data(), head.size()))
        return std::nullopt;
    const auto size = Reader({head.data(), head.size()}).number(4);
    if (!size || *size < 8 || static_cast<std::size_t>(*size) > kAnswerLimit)
        return std::nullopt;
    std::string body(static_cast<std::size_t>(*size), '\0');
    return receiveAll(fd, body.data(), body.size()) ? std::optional(body) : std::nullopt;
}

bool lists(const std::string& body, std::int32_t nodeId) {
    Reader reader(body);
    const auto correlation = reader.number(4);
    const auto brokers = reader.number(4);
    for (int i = 0; correlation && brokers && i < *brokers; ++i) {
        const auto id = reader.number(4);
        if (!id || !reader.skipString() || !reader.number(4) || !reader.skipString())
            return false;
        if (*id == nodeId)
            return true;
    }
    return false;
}

std::string checkPostgres(const std::string& url) {
    try {
        pqxx::connection connection(url + "?connect_timeout=2");
        return {};
    } catch (const std::exception&) {
        return "waiting for connections";
    }
}

} // namespace

std::string checkKafkaBroker(std::uint16_t port, std::int32_t nodeId) {
    const core::UniqueFd socket = connectTo(port);
    if (!socket.valid())
        return "waiting for its port";
    const auto body = metadata(socket.fd());
    if (!body)
        return "waiting for an answer";
    return lists(*body, nodeId) ? "" : "waiting for the quorum";
}

std::string checkReadiness(const Readiness& readiness) {
    switch (readiness.kind) {
    case Readiness::Kind::KafkaBroker:
        return checkKafkaBroker(readiness.port, readiness.nodeId);
    case Readiness::Kind::Postgres:
        return checkPostgres(readiness.url);
    case Readiness::Kind::Running:
        break;
    }
    return {};
}

void ReadinessProbe::start() {
    if (m_thread.joinable())
        return;
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
    ::pthread_setname_np(m_thread.native_handle(), "vigia-probe");
}

void ReadinessProbe::stop() {
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
}

void ReadinessProbe::want(std::map<std::string, Readiness> wanted) {
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = std::move(wanted);
    }
    m_changed.notify_one();
}

std::map<std::string, std::string> ReadinessProbe::takeAnswers() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_answers, {});
}

void ReadinessProbe::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::map<std::string, Readiness> wanted;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return !m_wanted.empty(); }))
                return;
            wanted = m_wanted;
        }
        for (const auto& [name, readiness] : wanted) {
            std::string answer = checkReadiness(readiness);
            const std::lock_guard lock(m_mutex);
            m_answers[name] = std::move(answer);
        }
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, stop, kPause, [] { return false; });
    }
}

} // namespace vigia::backend::stack
