#include "backend/http/tls_client.h"

#include "core/base/text.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>

namespace vigia::backend::http {
namespace {

using core::ErrorCode;
using core::escapedForDisplay;
using core::failure;
using core::Result;

/// Servers' certificates that are ours; they belong to the context that they hang on.
using OwnCertificates = std::vector<std::shared_ptr<X509>>;

void freeOwn(void*, void* own, CRYPTO_EX_DATA*, int, long, void*) {
    delete static_cast<OwnCertificates*>(own);
}

/// Where a context keeps them.
int ownIndex() {
    static const int index = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, &freeOwn);
    return index;
}

bool isOwn(X509_STORE_CTX* verification) {
    auto* session = static_cast<SSL*>(
        X509_STORE_CTX_get_ex_data(verification, SSL_get_ex_data_X509_STORE_CTX_idx()));
    const auto* own = static_cast<const OwnCertificates*>(
        SSL_CTX_get_ex_data(SSL_get_SSL_CTX(session), ownIndex()));
    const X509* shown = X509_STORE_CTX_get0_cert(verification);
    return own != nullptr && std::any_of(own->begin(), own->end(), [shown](const auto& each) {
               return X509_cmp(each.get(), shown) == 0;
           });
}

/// Our services share one certificate, whatever address they are reached under: its names don't
/// matter. Everything else about it is checked as usual.
int verified(int good, X509_STORE_CTX* verification) {
    const int verdict = X509_STORE_CTX_get_error(verification);
    const bool onlyTheName =
        verdict == X509_V_ERR_HOSTNAME_MISMATCH || verdict == X509_V_ERR_IP_ADDRESS_MISMATCH;
    if (good == 1 || !onlyTheName || !isOwn(verification))
        return good;
    X509_STORE_CTX_set_error(verification, X509_V_OK);
    return 1;
}

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

/// What comes instead of TLS from a port of plain text.
bool isNoTls() {
    const int why = ERR_GET_REASON(ERR_peek_last_error());
    return why == SSL_R_WRONG_VERSION_NUMBER || why == SSL_R_HTTP_REQUEST ||
           why == SSL_R_UNKNOWN_PROTOCOL || why == SSL_R_PACKET_LENGTH_TOO_LONG;
}

/// A key behind a passphrase can't be read: nobody is asked for it.
int noPassphrase(char*, int, int, void*) {
    return 0;
}

core::Error unreadable(const std::string& file, const char* what) {
    ERR_clear_error();
    return failure(ErrorCode::InvalidInput, fmt::format("{} can't be read as {} in PEM",
                                                        escapedForDisplay(file, 300), what));
}

/// All certificates of a file; empty when it has none.
OwnCertificates certificatesIn(const std::string& file) {
    OwnCertificates all;
    const openssl::Bio bio(BIO_new_file(file.c_str(), "r"));
    while (bio != nullptr) {
        std::shared_ptr<X509> next(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr),
                                   core::Destroy<&X509_free>());
        if (!next)
            break;
        all.push_back(std::move(next));
    }
    ERR_clear_error();
    return all;
}

} // namespace

Result<TlsClient> TlsClient::create(std::string host, ClientTls files, const TlsClient* before) {
    openssl::Context context(SSL_CTX_new(TLS_client_method()));
    if (!context)
        return failure(ErrorCode::Rejected, "OpenSSL could not make a client");
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, &verified);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    TlsClient client(std::move(host), std::move(files), std::move(context));
    if (auto trusted = client.trustAuthorities(); !trusted)
        return trusted.error();
    if (auto trusted = client.trustOwn(before); !trusted)
        return trusted.error();
    if (auto shown = client.showOwn(); !shown)
        return shown.error();
    return client;
}

Result<void> TlsClient::trustAuthorities() {
    if (m_files.caFile.empty()) {
        SSL_CTX_set_default_verify_paths(m_context.get());
        ERR_clear_error(); // a system without authorities
        return {};
    }
    if (SSL_CTX_load_verify_file(m_context.get(), m_files.caFile.c_str()) == 1)
        return {};
    auto error = unreadable(m_files.caFile, "certificates");
    error.message += "; name the file of the authority that issued the server's certificate";
    return error;
}

Result<void> TlsClient::trustOwn(const TlsClient* before) {
    if (m_files.ownCert.empty())
        return {};
    auto chain = certificatesIn(m_files.ownCert);
    if (chain.empty())
        return unreadable(m_files.ownCert, "certificates");
    m_own = chain.front();
    auto own = std::make_unique<OwnCertificates>(1, m_own);
    if (before != nullptr && before->m_own) {
        own->push_back(before->m_own);
        chain.push_back(before->m_own);
    }
    for (const auto& certificate : chain)
        X509_STORE_add_cert(SSL_CTX_get_cert_store(m_context.get()), certificate.get());
    // A certificate of the store is trusted as it is, whoever issued it.
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(m_context.get()), X509_V_FLAG_PARTIAL_CHAIN);
    if (SSL_CTX_set_ex_data(m_context.get(), ownIndex(), own.get()) != 1)
        return failure(ErrorCode::Rejected, "OpenSSL could not keep a certificate");
    static_cast<void>(own.release());
    return {};
}

Result<void> TlsClient::showOwn() {
    if (m_files.certFile.empty())
        return {};
    SSL_CTX_set_default_passwd_cb(m_context.get(), &noPassphrase);
    if (SSL_CTX_use_certificate_chain_file(m_context.get(), m_files.certFile.c_str()) != 1)
        return unreadable(m_files.certFile, "certificates");
    if (SSL_CTX_use_PrivateKey_file(m_context.get(), m_files.keyFile.c_str(), SSL_FILETYPE_PEM) ==
        1)
        return {};
    auto error = unreadable(m_files.keyFile, "the key of the certificate");
    error.message += "; it must be the key of " + escapedForDisplay(m_files.certFile, 300) +
                     ", and this user must be allowed to read it";
    return error;
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
        if (const auto refused = refusal())
            return *refused;
        if (isNoTls())
            return fmt::format("{} does not speak TLS on this port; write its address with http://",
                               host);
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
                           "{}{}; {}",
                           host, X509_verify_cert_error_string(verdict),
                           certificate ? " (issued by " + issuerOf(certificate.get()) + ")" : "",
                           m_files.trustHint);
    }
}

std::optional<std::string> TlsClient::refusal() const {
    const std::string host = escapedForDisplay(m_host, 200);
    switch (ERR_GET_REASON(ERR_peek_last_error())) {
    case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED:
        return fmt::format("{} serves only clients that show a certificate; {}", host,
                           m_files.certHint);
    case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
        return fmt::format("{} refuses the certificate that we show it: {}; {}", host, reason(),
                           m_files.certHint);
    default:
        return std::nullopt;
    }
}

} // namespace vigia::backend::http
