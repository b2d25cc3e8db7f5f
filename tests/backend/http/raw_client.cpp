#include "tests/backend/http/raw_client.h"

#include "core/base/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace vigia::tests {
namespace {

void parseHead(std::string_view head, RawAnswer& answer) {
    answer.status = std::atoi(std::string(head.substr(9, 3)).c_str());
    for (auto line : core::split(head, '\n')) {
        line = core::trimmed(line);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos && !line.starts_with("HTTP/"))
            answer.headers[core::lowered(line.substr(0, colon))] =
                core::trimmed(line.substr(colon + 1));
    }
}

} // namespace

RawClient::RawClient(std::uint16_t port)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        closeNow();
}

RawClient::~RawClient() {
    closeNow();
}

void RawClient::closeNow() {
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

void RawClient::shrinkReceiveBuffer() {
    const int bytes = 4096;
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::receive() {
    pollfd waiting{m_socket, POLLIN, 0};
    if (m_socket < 0 || ::poll(&waiting, 1, 10'000) <= 0)
        return false;
    std::array<char, 16384> bytes{};
    const auto size = ::recv(m_socket, bytes.data(), bytes.size(), 0);
    if (size <= 0)
        return false;
    m_in.append(bytes.data(), static_cast<std::size_t>(size));
    return true;
}

RawAnswer RawClient::read(bool bodiless) {
    RawAnswer answer;
    std::size_t end = 0;
    while ((end = m_in.find("\r\n\r\n")) == std::string::npos) {
        if (!receive())
            return answer;
    }
    parseHead(std::string_view(m_in).substr(0, end), answer);
    m_in.erase(0, end + 4);
    const bool empty =
        bodiless || answer.status < 200 || answer.status == 204 || answer.status == 304;
    const auto length =
        empty ? 0 : std::strtoull(answer.headers["content-length"].c_str(), nullptr, 10);
    while (m_in.size() < length && receive()) {
    }
    answer.body = m_in.substr(0, length);
    m_in.erase(0, answer.body.size());
    return answer;
}

bool RawClient::closed() {
    pollfd waiting{m_socket, POLLIN, 0};
    while (::poll(&waiting, 1, 10'000) > 0) {
        std::array<char, 16384> bytes{};
        if (::recv(m_socket, bytes.data(), bytes.size(), 0) <= 0)
            return true;
    }
    return false;
}

std::string get(std::string_view path, std::string_view more) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(more) + "\r\n";
}

std::string withBody(std::string_view method, std::string_view path, std::string_view body,
                     std::string_view more) {
    return std::string(method) + " " + std::string(path) +
           " HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n" + std::string(more) + "\r\n" + std::string(body);
}

} // namespace vigia::tests
