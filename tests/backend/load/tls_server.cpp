#include "tests/backend/load/tls_server.h"

#include "backend/no_broken_pipe.h"
#include "backend/openssl_handles.h"
#include "tests/backend/load/small_server.h"

#include <openssl/pem.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace vigia::tests {
namespace {

using namespace backend::openssl;

SSL_CTX* contextOf(const TestCertificate& own) {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    const Bio certificate(BIO_new_mem_buf(own.certificate.data(), -1));
    const Bio key(BIO_new_mem_buf(own.key.data(), -1));
    const Certificate read(PEM_read_bio_X509(certificate.get(), nullptr, nullptr, nullptr));
    const Key readKey(PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr));
    if (SSL_CTX_use_certificate(context, read.get()) != 1 ||
        SSL_CTX_use_PrivateKey(context, readKey.get()) != 1)
        std::abort();
    return context;
}

/// Something is to be read, or the test is over.
bool awaits(int fd, const std::stop_token& stop) {
    pollfd entry{fd, POLLIN, 0};
    while (!stop.stop_requested()) {
        if (::poll(&entry, 1, 50) > 0)
            return true;
    }
    return false;
}

} // namespace

TlsServer::TlsServer(const TestCertificate& certificate)
    : m_context(contextOf(certificate)), m_listener(::socket(AF_INET, SOCK_STREAM, 0)),
      m_port(boundPort(m_listener)) {
    if (::listen(m_listener, 1024) != 0)
        std::abort();
    m_thread = std::jthread([this](const std::stop_token& stop) { serve(stop); });
}

TlsServer::~TlsServer() {
    m_thread.request_stop();
    m_thread.join();
    m_talks.clear();
    ::close(m_listener);
    SSL_CTX_free(static_cast<SSL_CTX*>(m_context));
}

void TlsServer::serve(const std::stop_token& stop) {
    while (awaits(m_listener, stop)) {
        const int fd = ::accept(m_listener, nullptr, nullptr);
        m_talks.emplace_back([this, fd](const std::stop_token& end) { talk(fd, end); });
    }
}

void TlsServer::talk(int fd, const std::stop_token& stop) {
    const backend::NoBrokenPipe guard;
    const Session session(SSL_new(static_cast<SSL_CTX*>(m_context)));
    SSL_set_fd(session.get(), fd);
    const std::string answer = SmallServer::ok();
    std::string text;
    bool open = SSL_accept(session.get()) == 1;
    while (open && (SSL_pending(session.get()) > 0 || awaits(fd, stop))) {
        std::array<char, 4096> room{};
        const int n = SSL_read(session.get(), room.data(), static_cast<int>(room.size()));
        open = n > 0;
        text.append(room.data(), open ? static_cast<std::size_t>(n) : 0);
        for (auto length = requestLength(text); open && length > 0; length = requestLength(text)) {
            const bool head = text.starts_with("HEAD");
            m_received += head ? 0 : length;
            const auto size = head ? answer.find("\r\n\r\n") + 4 : answer.size();
            open = SSL_write(session.get(), answer.data(), static_cast<int>(size)) > 0;
            text.erase(0, length);
        }
    }
    ::close(fd);
}

} // namespace vigia::tests
