#include "backend/stack/ports.h"

#include "core/base/unique_fd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <random>

namespace vigia::backend::stack {

bool portIsFree(std::uint16_t port) {
    const core::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int yes = 1;
    ::setsockopt(socket.fd(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::bind(socket.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
           ::listen(socket.fd(), 1) == 0;
}

bool PortChooser::take(std::uint16_t port) {
    return port != 0 && !m_taken.contains(port) && portIsFree(port) && m_taken.insert(port).second;
}

std::uint16_t PortChooser::choose(const std::vector<std::uint16_t>& wishes) {
    for (const std::uint16_t wish : wishes) {
        if (take(wish))
            return wish;
    }
    std::random_device random;
    std::uniform_int_distribution<int> anywhere(20000, 32000);
    for (int attempt = 0; attempt < 1000; ++attempt) {
        const auto port = static_cast<std::uint16_t>(anywhere(random));
        if (take(port))
            return port;
    }
    return 0;
}

} // namespace vigia::backend::stack
