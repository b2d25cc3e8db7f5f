#pragma once

#include <string>

namespace vigia::backend::http {

/// What a client of https trusts and what it shows. Files in PEM, read again when they change.
struct ClientTls {
    std::string caFile{}; ///< authorities of the servers' certificates; empty: the system's
    /// A certificate, with its chain, that is trusted besides. A server that shows it is trusted
    /// under whatever address it was reached.
    std::string ownCert{};
    std::string certFile{}; ///< shown to a server that asks for a client's certificate
    std::string keyFile{};
    std::string trustHint = ///< what to do about an authority that is not trusted
        "add the authority to those of this system";
    std::string certHint = ///< what to do when a server does not take what we show
        "use a certificate of the authority that the server names";
};

} // namespace vigia::backend::http
