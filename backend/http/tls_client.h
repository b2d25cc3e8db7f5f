#pragma once

#include "backend/http/client_tls.h"
#include "backend/openssl_handles.h"
#include "core/base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vigia::backend::http {

/// TLS to one host, verified: by authorities, or because the host shows a certificate that we know
/// as our own. Any thread; sessions may outlive it.
class TlsClient {
public:
    /// InvalidInput when a file can't be read as PEM. `before`: what the same files held until now;
    /// its own certificate stays trusted, because not everybody shows the new one yet.
    static core::Result<TlsClient> create(std::string host, ClientTls files,
                                          const TlsClient* before = nullptr);

    /// A session over a connected socket that does not block; null when there is no memory.
    [[nodiscard]] openssl::Session session(int fd) const;
    /// Why the handshake of this session failed: a sentence with what to do. Right after the call
    /// that failed, on its thread.
    [[nodiscard]] std::string problem(SSL* session) const;
    /// The sentence for a server that refused the certificate that we show, or that we show none;
    /// it says so only after the handshake. Nothing: that was not it.
    [[nodiscard]] std::optional<std::string> refusal() const;

private:
    using Shared = std::shared_ptr<X509>;

    TlsClient(std::string host, ClientTls files, openssl::Context context)
        : m_host(std::move(host)), m_files(std::move(files)), m_context(std::move(context)) {}
    core::Result<void> trustAuthorities();
    core::Result<void> trustOwn(const TlsClient* before);
    core::Result<void> showOwn();

    std::string m_host;
    ClientTls m_files;
    openssl::Context m_context;
    Shared m_own; ///< the server's certificate of `ownCert`
};

} // namespace vigia::backend::http
