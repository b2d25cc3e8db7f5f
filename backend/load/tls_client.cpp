#include "backend/load/tls_client.h"

#include "core/base/text.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <array>

namespace vigia::backend::load {
namespace {

using core::ErrorCode;
using core::escapedForDisplay;
using core::failure;

bool isAddress(const std::string& host) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
           ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

std::string issuerOf(X509* certificate) {
    std::array<char, 256> text{};
    X509_NAME_oneline(X509_get_issuer_name(certificate), text.data(),
                      static_cast<int>(text.size()));
    return escapedForDisplay(text.data(), text.size());
}

std::string reason() {
    const char* text = ERR_reason_error_string(ERR_peek_last_error());
    return text == nullptr ? "it closed the connection" : text;
}

} // namespace

TlsClient::TlsClient(std::string host, openssl::Context context)
    : m_host(std::move(host)), m_context(std::move(context)) {}

core::Result<TlsClient> TlsClient::create(std::string host, const std::string& caFile) {
    openssl::Context context(SSL_CTX_new(TLS_client_method()));
    if (!context)
        return failure(ErrorCode::Rejected, "OpenSSL could not make a client");
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    if (caFile.empty())
        SSL_CTX_set_default_verify_paths(context.get());
    else if (SSL_CTX_load_verify_file(context.get(), caFile.c_str()) != 1) {
        ERR_clear_error();
        return failure(ErrorCode::InvalidInput,
                       fmt::format("{} can't be read as certificates in PEM; name the file of the "
                                   "authority that issued the server's certificate",
                                   escapedForDisplay(caFile, 300)));
    }
    return TlsClient(std::move(host), std::move(context));
}

openssl::Session TlsClient::session(int fd) const {
    openssl::Session session(SSL_new(m_context.get()));
    if (!session || SSL_set_fd(session.get(), fd) != 1)
        return nullptr;
    if (isAddress(m_host)) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session.get()), m_host.c_str());
    } else {
        SSL_set1_host(session.get(), m_host.c_str());
        // OpenSSL's macro for server name indication casts in the old style.
        std::string name = m_host;
        SSL_ctrl(session.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
                 name.data());
    }
    SSL_set_connect_state(session.get());
    return session;
}

std::string TlsClient::problem(SSL* session) const {
    const openssl::Certificate certificate(SSL_get1_peer_certificate(session));
    const std::string host = escapedForDisplay(m_host, 200);
    switch (const long verdict = SSL_get_verify_result(session); verdict) {
    case X509_V_OK:
        return fmt::format("no TLS with {}: {}; is this the port of https?", host, reason());
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return fmt::format("the certificate of {} has expired; renew it", host);
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return fmt::format("the certificate of {} is not valid yet; compare the clocks", host);
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return fmt::format("the certificate that {} shows is for another name; use a name that it "
                           "is issued for",
                           host);
    default:
        return fmt::format("the certificate of {} is not issued by an authority that we trust: "
                           "{}{}; name the authority's file with --ca-file",
                           host, X509_verify_cert_error_string(verdict),
                           certificate ? " (issued by " + issuerOf(certificate.get()) + ")" : "");
    }
}

} // namespace vigia::backend::load
