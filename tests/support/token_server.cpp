#include "tests/support/token_server.h"

#include <QByteArray>
#include <QtGlobal>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>

#include <array>
#include <chrono>

#include <fmt/format.h>

namespace vigia::tests {
namespace {

/// Base64 for URLs, without padding.
std::string encoded(const std::string& text) {
    return QByteArray::fromStdString(text)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

/// A JSON web token without a signature, valid for five minutes.
std::string unsecuredToken(const std::string& subject) {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    return encoded(R"({"alg":"none"})") + "." +
           encoded(fmt::format(R"({{"sub":"{}","iat":{},"exp":{}}})", subject, now, now + 300)) +
           ".";
}

std::string http(const char* status, const std::string& body) {
    return fmt::format("HTTP/1.1 {}\r\nContent-Type: application/json\r\nContent-Length: "
                       "{}\r\nConnection: close\r\n\r\n{}",
                       status, body.size(), body);
}

/// The head and what came of the body with it.
std::string readRequest(int fd) {
    std::string text;
    while (text.find("\r\n\r\n") == std::string::npos) {
        pollfd one{fd, POLLIN, 0};
        std::array<char, 4096> bytes{};
        if (::poll(&one, 1, 5000) != 1)
            break;
        const auto got = ::recv(fd, bytes.data(), bytes.size(), 0);
        if (got <= 0)
            break;
        text.append(bytes.data(), static_cast<std::size_t>(got));
    }
    return text;
}

} // namespace

TokenServer::TokenServer() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    void* raw = &address;
    auto* plain = static_cast<sockaddr*>(raw);
    if (::bind(m_socket.fd(), plain, size) != 0 || ::listen(m_socket.fd(), 8) != 0 ||
        ::getsockname(m_socket.fd(), plain, &size) != 0)
        qFatal("no port for the token server");
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this](const std::stop_token& stop) {
        pthread_setname_np(pthread_self(), "tokens");
        run(stop);
    });
}

TokenServer::~TokenServer() {
    m_thread.request_stop();
    ::shutdown(m_socket.fd(), SHUT_RDWR); // ends the accept
}

std::string TokenServer::url() const {
    return fmt::format("http://127.0.0.1:{}/token", m_port);
}

void TokenServer::setSubject(std::string subject) {
    const std::lock_guard lock(m_mutex);
    m_subject = std::move(subject);
}

int TokenServer::handedOut() const {
    const std::lock_guard lock(m_mutex);
    return m_handedOut;
}

void TokenServer::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const core::UniqueFd client(::accept4(m_socket.fd(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!client.valid())
            continue;
        const std::string answer = answerTo(readRequest(client.fd()));
        (void)!::send(client.fd(), answer.data(), answer.size(), MSG_NOSIGNAL);
    }
}

std::string TokenServer::answerTo(const std::string& request) {
    const auto basic =
        QByteArray(fmt::format("{}:{}", kClient, kSecret).c_str()).toBase64().toStdString();
    if (request.find("Basic " + basic) == std::string::npos)
        return http("401 Unauthorized", R"({"error":"invalid_client"})");
    const std::lock_guard lock(m_mutex);
    ++m_handedOut;
    return http("200 OK",
                fmt::format(R"({{"access_token":"{}","token_type":"Bearer","expires_in":300}})",
                            unsecuredToken(m_subject)));
}

} // namespace vigia::tests
