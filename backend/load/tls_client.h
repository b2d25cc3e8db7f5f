#pragma once

#include "backend/openssl_handles.h"
#include "core/base/result.h"

#include <string>

namespace vigia::backend::load {

/// TLS to one host, verified: by the system's authorities, or by those of a file instead. One
/// thread; sessions may outlive it.
class TlsClient {
public:
    /// InvalidInput when the file of authorities can't be read as PEM.
    static core::Result<TlsClient> create(std::string host, const std::string& caFile);

    /// A session over a connected socket that does not block; null when there is no memory.
    [[nodiscard]] openssl::Session session(int fd) const;
    /// Why the handshake of this session failed: a sentence with what to do.
    [[nodiscard]] std::string problem(SSL* session) const;

private:
    TlsClient(std::string host, openssl::Context context);

    std::string m_host;
    openssl::Context m_context;
};

} // namespace vigia::backend::load
