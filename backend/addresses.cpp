#include "backend/addresses.h"

#include <cerrno>
#include <cstring>

namespace vigia::backend {

core::Result<Addresses> resolveHost(const std::string& host, const std::string& port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const int code = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &found);
    if (code != 0)
        return core::failure(core::ErrorCode::NotFound,
                             code == EAI_SYSTEM ? std::strerror(errno) : ::gai_strerror(code));
    return Addresses(found);
}

} // namespace vigia::backend
