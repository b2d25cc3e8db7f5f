#include "backend/http/client.h"
#include "tests/backend/http/self_signed.h"
#include "tests/backend/http/server_fixture.h"
#include "tests/support/test_authority.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace vigia;
using namespace vigia::backend::http;
using namespace vigia::tests;
using core::ErrorCode;

namespace {

/// Certificates and keys of a test in files.
class Files {
public:
    struct Pair {
        std::string cert;
        std::string key;
    };
    std::string write(const std::string& name, const std::string& text) const {
        const std::string path = m_folder.path().toStdString() + "/" + name;
        std::ofstream(path) << text;
        return path;
    }
    Pair issued(const TestAuthority& authority, const std::string& names, int days = 10) const {
        const auto made = authority.issue("server", names, days);
        return {write("issued.pem", made.certificate), write("issued-key.pem", made.key)};
    }
    /// Another one each time.
    Pair selfSigned(const std::string& folder) const {
        const std::string path = m_folder.path().toStdString() + "/" + folder;
        std::filesystem::create_directory(path);
        const SelfSigned made(path);
        return {made.cert, made.key};
    }

private:
    QTemporaryDir m_folder;
};

ServerFixture::Change with(const Files::Pair& own, const std::string& clientCa = "",
                           const ServerLimits& limits = {}) {
    return [=](ServerOptions& options, Router&) {
        options.tls = {own.cert, own.key, clientCa};
        options.limits = limits;
    };
}

Client clientOf(ServerFixture& fixture, const ClientTls& tls,
                const std::string& host = "127.0.0.1") {
    return Client(
        {.baseUrl = "https://" + host + ":" + std::to_string(fixture.server().port()), .tls = tls});
}

std::string refusalOf(ServerFixture& fixture, const ClientTls& tls) {
    const auto answer = clientOf(fixture, tls).get("/hello");
    return answer ? "answered " + std::to_string(answer->status)
           : answer.error().code == ErrorCode::Unreachable
               ? answer.error().message
               : "another code than Unreachable: " + answer.error().message;
}

bool has(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

} // namespace

#define VERIFY_HAS(text, part)                                                                     \
    do {                                                                                           \
        const std::string shown = text;                                                            \
        QVERIFY2(has(shown, part), shown.c_str());                                                 \
    } while (false)

/// https of our client, against our own server.
class ClientTlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSelfSignedCertificateOfOursIsTrustedUnderAnyAddress() {
        const Files files;
        const auto own = files.selfSigned("own");
        ServerFixture fixture(with(own));
        auto client = clientOf(fixture, {.ownCert = own.cert});
        const std::string large(300'000, 'x');
        for (int i = 0; i < 5; ++i) {
            const auto answer =
                client.send({.method = "POST", .target = "/echo", .body = "\"" + large + "\""});
            QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
            QCOMPARE(answer->body.size(), large.size() + 2);
            QCOMPARE(fixture.server().connections(), std::size_t(1));
        }
        QCOMPARE(client.get("/big")->body.size(), std::size_t(8U << 20U));
        QCOMPARE(fixture.server().connections(), std::size_t(1));
    }

    void aCertificateOfNobodyWeKnowIsRefusedWithWhatToDo() {
        const Files files;
        const auto own = files.selfSigned("own");
        const auto other = files.selfSigned("other");
        ServerFixture fixture(with(own));
        VERIFY_HAS(refusalOf(fixture, {.trustHint = "do this"}),
                   "is not issued by an authority that we trust");
        VERIFY_HAS(refusalOf(fixture, {.trustHint = "do this"}), "; do this.");
        VERIFY_HAS(refusalOf(fixture, {.ownCert = other.cert}), "authority that we trust");
        QCOMPARE(fixture.handled(), 0);
    }

    void aCertificateOfAnAuthorityMustNameTheHost() {
        const Files files;
        const TestAuthority authority("Test Root");
        const std::string ca = files.write("ca.pem", authority.certificate());
        ServerFixture right(with(files.issued(authority, "IP:127.0.0.1,DNS:localhost")));
        QCOMPARE(refusalOf(right, {.caFile = ca}), std::string("answered 200"));
        QCOMPARE(clientOf(right, {.caFile = ca}, "localhost").get("/hello")->status, 200);
        ServerFixture wrong(with(files.issued(authority, "DNS:elsewhere")));
        VERIFY_HAS(refusalOf(wrong, {.caFile = ca}), "is for another name");
        // Trusted because its chain is ours, but it is not the certificate that we show.
        const auto chain = authority.issue("ours", "DNS:here", 10).certificate;
        const auto own = files.write("chain.pem", chain + authority.certificate());
        QCOMPARE(refusalOf(right, {.ownCert = own}), std::string("answered 200"));
        VERIFY_HAS(refusalOf(wrong, {.ownCert = own}), "is for another name");
        QCOMPARE(wrong.handled(), 0);
    }

    void ourOwnCertificateNeedsNeitherItsAuthorityNorItsNames() {
        const Files files;
        const TestAuthority authority("Test Root");
        const auto own = files.issued(authority, "DNS:elsewhere");
        ServerFixture fixture(with(own));
        QCOMPARE(refusalOf(fixture, {.ownCert = own.cert}), std::string("answered 200"));
    }

    void anExpiredCertificateIsRefusedEvenIfItIsOurs() {
        const Files files;
        const TestAuthority authority("Test Root");
        const auto own = files.issued(authority, "IP:127.0.0.1", -1);
        ServerFixture fixture(with(own));
        const auto ca = files.write("ca.pem", authority.certificate());
        VERIFY_HAS(refusalOf(fixture, {.caFile = ca}), "has expired; renew it");
        VERIFY_HAS(refusalOf(fixture, {.ownCert = own.cert}), "has expired; renew it");
    }

    void plainTextInsteadOfTlsAndTheReverseAreTold() {
        ServerFixture plain;
        VERIFY_HAS(refusalOf(plain, {}), "does not speak TLS on this port");
        const Files files;
        ServerFixture secured(with(files.selfSigned("own")));
        const auto answer =
            Client({.baseUrl = "http://127.0.0.1:" + std::to_string(secured.server().port())})
                .get("/hello");
        QVERIFY(!answer.has_value());
        VERIFY_HAS(answer.error().message, "write its address with https://");
    }

    void aClientsCertificateIsShownWhereItIsDemanded() {
        const Files files;
        const auto own = files.selfSigned("own");
        const auto stranger = files.selfSigned("stranger");
        ServerFixture fixture(with(own, own.cert));
        ClientTls tls{.ownCert = own.cert, .certHint = "do that"};
        VERIFY_HAS(refusalOf(fixture, tls),
                   "serves only clients that show a certificate; do that.");
        tls.certFile = stranger.cert;
        tls.keyFile = stranger.key;
        VERIFY_HAS(refusalOf(fixture, tls), "refuses the certificate that we show it");
        QCOMPARE(fixture.handled(), 0);
        tls.certFile = own.cert;
        tls.keyFile = own.key;
        QCOMPARE(refusalOf(fixture, tls), std::string("answered 200"));
    }

    void aKeptConnectionThatTheServerClosedIsReplaced() {
        const Files files;
        const auto own = files.selfSigned("own");
        ServerLimits limits;
        limits.idleTime = std::chrono::milliseconds(20);
        ServerFixture fixture(with(own, "", limits));
        auto client = clientOf(fixture, {.ownCert = own.cert});
        for (int i = 0; i < 3; ++i) {
            const auto answer = client.send({.method = "POST", .target = "/echo", .body = "1"});
            QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
            QTRY_COMPARE(fixture.server().connections(), std::size_t(0));
        }
        QCOMPARE(fixture.handled(), 3);
    }

    void filesThatChangeAreReadForTheNextConnection() {
        const Files files;
        const auto own = files.selfSigned("own");
        ServerFixture fixture(with(own));
        Client client({.baseUrl = "https://127.0.0.1:" + std::to_string(fixture.server().port()),
                       .idleConnections = 0,
                       .tls = {.ownCert = own.cert}});
        QVERIFY(client.get("/hello").has_value());
        const auto next = files.selfSigned("own"); // over the old ones
        QVERIFY(client.get("/hello").has_value()); // the server still shows what it had
        QVERIFY(fixture.server().reloadTls({next.cert, next.key, ""}).has_value());
        QTRY_COMPARE(refusalOf(fixture, {.ownCert = next.cert}), std::string("answered 200"));
        QVERIFY(client.get("/hello").has_value());
        files.write("own/cert.pem", "half of");
        QVERIFY(client.get("/hello").has_value());
    }

    void otherFilesAreUsedForTheNextConnection() {
        const Files files;
        const auto own = files.selfSigned("own");
        const auto other = files.selfSigned("other");
        ServerFixture fixture(with(own));
        Client client({.baseUrl = "https://127.0.0.1:" + std::to_string(fixture.server().port()),
                       .idleConnections = 0,
                       .tls = {.ownCert = other.cert}});
        QVERIFY(!client.get("/hello").has_value());
        client.useTls({.ownCert = own.cert});
        QVERIFY(client.get("/hello").has_value());
        client.useTls({.ownCert = "/nowhere/file.pem"});
        QVERIFY(client.get("/hello").has_value());
    }

    void filesThatCantBeReadAreNamed() {
        const Files files;
        const auto own = files.selfSigned("own");
        ServerFixture fixture(with(own));
        const std::string nowhere = "/nowhere/file.pem";
        for (const ClientTls& tls : {ClientTls{.caFile = nowhere}, ClientTls{.ownCert = nowhere},
                                     ClientTls{.certFile = nowhere, .keyFile = own.key},
                                     ClientTls{.certFile = own.cert, .keyFile = nowhere}}) {
            const auto answer = clientOf(fixture, tls).get("/hello");
            QVERIFY(!answer.has_value());
            QCOMPARE(answer.error().code, ErrorCode::InvalidInput);
            VERIFY_HAS(answer.error().message, "/nowhere/file.pem can't be read");
        }
    }

    void aServerThatNeverAgreesOnTlsIsATimeout() {
        const int silent = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(silent, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        socklen_t size = sizeof address;
        ::getsockname(silent, reinterpret_cast<sockaddr*>(&address), &size);
        ::listen(silent, 8);
        const auto answer =
            Client({.baseUrl = "https://127.0.0.1:" + std::to_string(ntohs(address.sin_port)),
                    .connectTime = std::chrono::milliseconds(50)})
                .get("/hello");
        ::close(silent);
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().code, ErrorCode::Timeout);
        VERIFY_HAS(answer.error().message, "in time");
    }
};

VIGIA_TEST_CLASS(ClientTlsTest)
#include "client_tls_test.moc"
