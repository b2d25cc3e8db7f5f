#pragma once

#include "backend/http/tls_client.h"

#include <array>
#include <memory>
#include <mutex>
#include <string>

namespace vigia::backend::http {

/// TLS to one host as the files have it now: they are looked at for each connection, and read when
/// one of them is another than it was. Any thread.
class FreshTls {
public:
    FreshTls(std::string host, ClientTls files);

    /// Other files for the next connections.
    void use(ClientTls files);
    /// The last that could be read. InvalidInput when none ever could.
    core::Result<std::shared_ptr<const TlsClient>> client();

private:
    using Stamps = std::array<std::string, 4>;
    [[nodiscard]] Stamps stamps() const;

    const std::string m_host;
    std::mutex m_mutex;
    ClientTls m_files;
    Stamps m_stamps;
    std::shared_ptr<const TlsClient> m_client;
};

} // namespace vigia::backend::http
