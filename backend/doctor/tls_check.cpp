#include "backend/doctor/tls_check.h"

#include "backend/no_broken_pipe.h"
#include "core/base/text.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <array>
#include <cstring>

namespace vigia::backend::doctor {

const std::string_view kSilentFound = "it accepts connections but does not answer in time";
const std::string_view kSilentNext =
    "The broker hangs, or a proxy accepts for a broker that is away: look at the broker's process "
    "and log, and at what stands between.";

namespace {

using core::ops::CheckState;

using openssl::Certificate;
using openssl::Session;

/// ApiVersions, version 0, with correlation id 7 and no client id: what every broker answers first.
constexpr std::string_view kVersionsRequest("\0\0\0\x0a\0\x12\0\0\0\0\0\7\xff\xff", 14);
constexpr std::size_t kHeader = 8; ///< size and correlation id of the answer

bool isKafkaAnswer(std::string_view bytes) {
    return bytes.size() >= kHeader && bytes.substr(4, 4) == std::string_view("\0\0\0\7", 4);
}

bool isTlsRecord(std::string_view bytes) {
    return bytes.size() >= 2 && (bytes[0] == '\x15' || bytes[0] == '\x16') && bytes[1] == '\x03';
}

/// Repeats an SSL call until it is done: false when it failed or the time is over.
template <class Call>
bool drive(SSL* session, const ProbeSocket& socket, Deadline deadline, Call call) {
    while (true) {
        const int result = call();
        if (result > 0)
            return true;
        const int error = SSL_get_error(session, result);
        if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE)
            return false;
        if (!socket.wait(error == SSL_ERROR_WANT_WRITE, deadline))
            return false;
    }
}

/// OpenSSL's reason for the last failure, and what it means for a client of Kafka.
std::string lastReason() {
    const unsigned long code = ERR_peek_last_error();
    const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    ERR_clear_error();
    return reason == nullptr ? "the connection was closed" : reason;
}

std::int64_t daysLeftOf(X509* certificate) {
    int days = 0, seconds = 0;
    ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate));
    return days;
}

std::string nameOf(const X509_NAME* name) {
    std::array<char, 256> text{};
    X509_NAME_oneline(name, text.data(), static_cast<int>(text.size()));
    return core::escapedForDisplay(text.data(), text.size());
}

/// The names that the certificate stands for.
std::string hostsOf(X509* certificate) {
    std::string hosts;
    auto* names = static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; i < sk_GENERAL_NAME_num(names) && i < 8; ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
        if (name->type == GEN_DNS)
            hosts +=
                (hosts.empty() ? "" : ", ") +
                std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                            static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName)));
    }
    GENERAL_NAMES_free(names);
    return hosts.empty() ? nameOf(X509_get_subject_name(certificate))
                         : core::escapedForDisplay(hosts, 300);
}

TlsFinding unverified(long code, X509* certificate, const std::string& host) {
    const std::string issuer = nameOf(X509_get_issuer_name(certificate));
    switch (code) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return {CheckState::Failed,
                fmt::format("the certificate expired {} days ago (issued by {})",
                            -daysLeftOf(certificate), issuer),
                "Renew the broker's certificate. Until then no client with verification connects."};
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return {CheckState::Failed, "the certificate is not valid yet",
                "Compare this machine's clock with the broker's."};
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return {CheckState::Failed,
                fmt::format("the certificate is for {}, not for {}", hostsOf(certificate), host),
                "Connect by a name of the certificate, or have one issued for this name. "
                "ssl.endpoint.identification.algorithm=none turns the check off."};
    default:
        return {CheckState::Failed,
                fmt::format("the certificate is not issued by an authority that we trust: {} "
                            "(issued by {})",
                            X509_verify_cert_error_string(code), issuer),
                "Set ssl.ca.location to the file of the authority that issued it."};
    }
}

TlsFinding withoutTls(const HostPort& server, Deadline deadline, const std::string& reason) {
    switch (speechOf(server, deadline)) {
    case Speech::Kafka:
        return {CheckState::Failed, "the broker speaks Kafka without TLS on this port",
                "Set security.protocol to PLAINTEXT or SASL_PLAINTEXT, or use the port of its TLS "
                "listener."};
    case Speech::Tls:
        return {CheckState::Failed, fmt::format("the handshake failed: {}", reason),
                "Look at the TLS versions and ciphers that the broker allows, and whether it wants "
                "a client certificate (ssl.certificate.location, ssl.key.location)."};
    case Speech::Silent:
        return {CheckState::Failed, std::string(kSilentFound), std::string(kSilentNext)};
    case Speech::Other:
        break;
    }
    return {CheckState::Failed,
            fmt::format("what listens there speaks neither TLS nor Kafka ({})", reason),
            "Check host and port: this may be a proxy or another program."};
}

/// Sends the first request over TLS: a broker that refuses us answers with an alert or closes.
bool isServed(SSL* session, const ProbeSocket& socket, Deadline deadline) {
    std::array<char, 256> answer{};
    int got = 0;
    const int size = static_cast<int>(kVersionsRequest.size());
    return drive(session, socket, deadline,
                 [&] { return SSL_write(session, kVersionsRequest.data(), size); }) &&
           drive(session, socket, deadline,
                 [&] { return got = SSL_read(session, answer.data(), answer.size()); }) &&
           isKafkaAnswer({answer.data(), static_cast<std::size_t>(got)});
}

/// Server name indication; OpenSSL's macro for it casts in the old style.
void nameHost(SSL* session, const std::string& host) {
    std::string name = host;
    SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
}

void expectHost(SSL* session, const std::string& host, bool verifyHost) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    const bool address = inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 ||
                         inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
    if (!address)
        nameHost(session, host);
    if (!verifyHost)
        return;
    if (address)
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str());
    else
        SSL_set1_host(session, host.c_str());
}

TlsFinding judge(SSL* session, const ProbeSocket& socket, const std::string& host,
                 const TlsSettings& settings, Deadline deadline) {
    const Certificate certificate(SSL_get1_peer_certificate(session));
    const long verdict = SSL_get_verify_result(session);
    if (settings.verify && certificate && verdict != X509_V_OK)
        return unverified(verdict, certificate.get(), host);
    const std::int64_t days = certificate ? daysLeftOf(certificate.get()) : 0;
    if (!isServed(session, socket, deadline)) {
        return {
            CheckState::Failed,
            fmt::format("the broker ends the connection after the handshake ({})", lastReason()),
            "It probably wants a client certificate: set ssl.certificate.location and "
            "ssl.key.location, or ssl.keystore.location.",
            days};
    }
    return {CheckState::Passed,
            fmt::format("{}, {}; the certificate is for {}, issued by {}, {} days left{}",
                        SSL_get_version(session), SSL_get_cipher_name(session),
                        hostsOf(certificate.get()), nameOf(X509_get_issuer_name(certificate.get())),
                        days, settings.verify ? "" : "; not verified, as you wish"),
            {},
            days};
}

} // namespace

TlsFinding checkTls(const HostPort& server, const TlsSettings& settings, Deadline deadline,
                    const std::string& name) {
    const NoBrokenPipe guard;
    const auto context = tlsContext(settings);
    if (!context)
        return {CheckState::Failed, context.error().message, "Correct this property."};
    const auto socket = ProbeSocket::connect(server, deadline);
    if (!socket)
        return {CheckState::Failed, socket.error().message, "Try again."};
    const Session session(SSL_new(context->get()));
    const std::string host = name.empty() ? server.host : name;
    expectHost(session.get(), host, settings.verifyHost);
    SSL_set_fd(session.get(), socket->fd());
    ERR_clear_error();
    if (!drive(session.get(), *socket, deadline, [&] { return SSL_connect(session.get()); }))
        return withoutTls(server, deadline, lastReason());
    return judge(session.get(), *socket, host, settings, deadline);
}

Speech speechOf(const HostPort& server, Deadline deadline) {
    const NoBrokenPipe guard;
    bool answered = false;
    {
        // A port that waits for more of a TLS record is silent too: half of the time is for TLS.
        const auto now = std::chrono::steady_clock::now();
        const Deadline half = now + std::max(deadline - now, Deadline::duration{}) / 2;
        const auto socket = ProbeSocket::connect(server, half);
        if (!socket || !socket->send(kVersionsRequest, half))
            return Speech::Silent;
        const auto answer = socket->receive(64, half);
        answered = answer.has_value();
        if (answer && isKafkaAnswer(*answer))
            return Speech::Kafka;
        if (answer && isTlsRecord(*answer))
            return Speech::Tls;
    }
    const auto context = tlsContext({});
    const auto socket = ProbeSocket::connect(server, deadline);
    if (!context || !socket)
        return Speech::Silent;
    const Session session(SSL_new(context->get()));
    nameHost(session.get(), server.host);
    SSL_set_fd(session.get(), socket->fd());
    const bool shaken =
        drive(session.get(), *socket, deadline, [&] { return SSL_connect(session.get()); });
    // An alert is an answer in TLS too.
    const bool alert = ERR_GET_REASON(ERR_peek_last_error()) >= SSL_AD_REASON_OFFSET;
    ERR_clear_error();
    if (shaken || alert)
        return Speech::Tls;
    const bool waited = std::chrono::steady_clock::now() >= deadline;
    return waited && !answered ? Speech::Silent : Speech::Other;
}

} // namespace vigia::backend::doctor
