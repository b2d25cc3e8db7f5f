#include "backend/kafka/quorum_leader.h"

#include "backend/addresses.h"
#include "core/base/text.h"

#include <array>

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vigia::backend::kafka {
namespace {

constexpr std::string_view kMetadataTopic = "__cluster_metadata";
constexpr std::int16_t kDescribeQuorum = 55;
constexpr std::int32_t kCorrelation = 1;
constexpr std::size_t kLargestAnswer = 1024 * 1024;

void putInt(std::string& out, std::int64_t value, int bytes) {
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(value >> shift & 0xFF));
}

/// Reads fields of Kafka's protocol; after the first that is not there everything fails.
class Fields {
public:
    explicit Fields(std::string_view bytes) : m_bytes(bytes) {}

    std::int64_t integer(std::size_t size) {
        if (m_bytes.size() < size) {
            m_good = false;
            return 0;
        }
        std::int64_t value = static_cast<signed char>(m_bytes[0]);
        for (std::size_t i = 1; i < size; ++i)
            value = value << 8 | static_cast<unsigned char>(m_bytes[i]);
        m_bytes.remove_prefix(size);
        return value;
    }
    std::uint32_t varint() {
        std::uint32_t value = 0;
        for (int shift = 0; shift < 35 && m_good; shift += 7) {
            const auto byte = static_cast<std::uint32_t>(integer(1)) & 0xFFU;
            value |= (byte & 0x7FU) << shift;
            if ((byte & 0x80U) == 0)
                return value;
        }
        m_good = false;
        return 0;
    }
    void skip(std::size_t size) {
        if (m_bytes.size() < size)
            m_good = false;
        else
            m_bytes.remove_prefix(size);
    }
    [[nodiscard]] bool good() const { return m_good; }

private:
    std::string_view m_bytes;
    bool m_good = true;
};

class Socket {
public:
    explicit Socket(int descriptor) : m_descriptor(descriptor) {}
    ~Socket() {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    [[nodiscard]] bool await(short what, Deadline deadline) const {
        pollfd entry{m_descriptor, what, 0};
        return ::poll(&entry, 1, millisLeft(deadline)) == 1 &&
               std::chrono::steady_clock::now() < deadline;
    }
    [[nodiscard]] bool connectTo(const addrinfo& address, Deadline deadline) const {
        if (::connect(m_descriptor, address.ai_addr, address.ai_addrlen) == 0)
            return true;
        int error = 0;
        socklen_t size = sizeof(error);
        return errno == EINPROGRESS && await(POLLOUT, deadline) &&
               ::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
    }
    [[nodiscard]] bool send(std::string_view bytes, Deadline deadline) const {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent > 0)
                bytes.remove_prefix(static_cast<std::size_t>(sent));
            else if (errno != EAGAIN || !await(POLLOUT, deadline))
                return false;
        }
        return true;
    }
    [[nodiscard]] bool receive(std::string& bytes, std::size_t size, Deadline deadline) const {
        std::array<char, 4096> part{};
        while (bytes.size() < size) {
            if (!await(POLLIN, deadline))
                return false;
            const ssize_t got =
                ::recv(m_descriptor, part.data(), std::min(part.size(), size - bytes.size()), 0);
            if (got <= 0)
                return false;
            bytes.append(part.data(), static_cast<std::size_t>(got));
        }
        return true;
    }

private:
    int m_descriptor;
};

std::optional<std::int32_t> ask(const addrinfo& address, Deadline deadline) {
    const Socket socket(
        ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    std::string length;
    std::string answer;
    if (!socket.connectTo(address, deadline) ||
        !socket.send(describeQuorumRequest(kCorrelation), deadline) ||
        !socket.receive(length, 4, deadline))
        return std::nullopt;
    const std::int64_t size = Fields(length).integer(4);
    if (size < 0 || static_cast<std::size_t>(size) > kLargestAnswer ||
        !socket.receive(answer, static_cast<std::size_t>(size), deadline))
        return std::nullopt;
    return leaderInAnswer(answer, kCorrelation);
}

} // namespace

bool isPlaintext(const ClientConfig& config) {
    for (const auto& [name, value] : config.properties) {
        if (name == "security.protocol")
            return core::equalsIgnoreCase(value, "plaintext");
    }
    return true;
}

std::string describeQuorumRequest(std::int32_t correlationId) {
    std::string body;
    putInt(body, kDescribeQuorum, 2);
    putInt(body, 0, 2); // version
    putInt(body, correlationId, 4);
    putInt(body, 5, 2); // client id
    body += "vigia";
    putInt(body, 0, 1); // tagged fields of the header
    putInt(body, 2, 1); // one topic
    putInt(body, static_cast<std::int64_t>(kMetadataTopic.size()) + 1, 1);
    body += kMetadataTopic;
    putInt(body, 2, 1); // one partition
    putInt(body, 0, 4);
    putInt(body, 0, 3); // tagged fields of partition, topic and request
    std::string request;
    putInt(request, static_cast<std::int64_t>(body.size()), 4);
    return request + body;
}

std::optional<std::int32_t> leaderInAnswer(std::string_view answer, std::int32_t correlationId) {
    Fields fields(answer);
    if (fields.integer(4) != correlationId || fields.varint() != 0 || fields.integer(2) != 0)
        return std::nullopt;
    if (fields.varint() != 2) // one topic
        return std::nullopt;
    const std::uint32_t name = fields.varint();
    fields.skip(name == 0 ? 0 : name - 1);
    if (fields.varint() != 2 || fields.integer(4) != 0 ||
        fields.integer(2) != 0) // partition 0, no error
        return std::nullopt;
    const auto leader = static_cast<std::int32_t>(fields.integer(4));
    return fields.good() && leader >= 0 ? std::optional(leader) : std::nullopt;
}

std::optional<std::int32_t> quorumLeader(const std::string& host, std::uint16_t port,
                                         Deadline deadline) {
    const auto addresses = resolveHost(host, std::to_string(port));
    if (!addresses)
        return std::nullopt;
    for (const addrinfo* address = addresses->get();
         address != nullptr && std::chrono::steady_clock::now() < deadline;
         address = address->ai_next) {
        if (const auto leader = ask(*address, deadline))
            return leader;
    }
    return std::nullopt;
}

} // namespace vigia::backend::kafka
