#include "backend/config/own_services.h"

namespace vigia::backend::config {

http::ClientTls ownServicesTls(const HttpConfig& http) {
    http::ClientTls tls;
    tls.ownCert = http.tlsCert;
    if (!http.tlsClientCa.empty()) {
        tls.certFile = http.tlsCert;
        tls.keyFile = http.tlsKey;
    }
    tls.trustHint =
        "set http.tls.cert to the certificate that the platform's services show, or add "
        "its authority to those of this system";
    tls.certHint =
        "set http.tls.cert, http.tls.key and http.tls.clientCa as the platform's services "
        "have them, with a certificate of that authority which is for clients, too";
    return tls;
}

} // namespace vigia::backend::config
