#include "tests/backend/http/server_fixture.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/write.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>

using namespace vigia;
using namespace vigia::tests;
using backend::http::Router;
using backend::http::ServerOptions;
namespace asio = boost::asio;

namespace {

/// A certificate signed by itself, with its key, in two files of a folder.
struct Certificate {
    explicit Certificate(const std::string& folder)
        : cert(folder + "/cert.pem"), key(folder + "/key.pem") {
        EVP_PKEY* pair = EVP_EC_gen("P-256");
        X509* x509 = X509_new();
        ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
        X509_gmtime_adj(X509_getm_notBefore(x509), -60);
        X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
        X509_set_pubkey(x509, pair);
        X509_NAME* name = X509_get_subject_name(x509);
        const std::string host = "localhost";
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>(host.data()), -1, -1, 0);
        X509_set_issuer_name(x509, name);
        X509_sign(x509, pair, EVP_sha256());
        write(cert, [x509](FILE* file) { PEM_write_X509(file, x509); });
        write(key, [pair](FILE* file) {
            PEM_write_PrivateKey(file, pair, nullptr, nullptr, 0, nullptr, nullptr);
        });
        X509_free(x509);
        EVP_PKEY_free(pair);
    }

    template <class Write> static void write(const std::string& path, const Write& put) {
        FILE* file = std::fopen(path.c_str(), "w");
        put(file);
        std::fclose(file);
    }

    const std::string cert;
    const std::string key;
};

/// What the server answers over TLS; the error's text when there is no answer.
std::string askOverTls(std::uint16_t port, const std::string& request,
                       asio::ssl::context& context) {
    try {
        asio::io_context io;
        asio::ssl::stream<asio::ip::tcp::socket> stream(io, context);
        stream.next_layer().connect({asio::ip::address_v4::loopback(), port});
        stream.handshake(asio::ssl::stream_base::client);
        asio::write(stream, asio::buffer(request));
        std::string answer(4096, '\0');
        answer.resize(stream.read_some(asio::buffer(answer)));
        return answer;
    } catch (const std::exception& error) {
        return error.what();
    }
}

} // namespace

class TlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestsAreServedOverTls() {
        const QTemporaryDir folder;
        const Certificate own(folder.path().toStdString());
        ServerFixture fixture([&](ServerOptions& options, Router& router) {
            options.tls = {own.cert, own.key, ""};
            router.add({.method = "GET",
                        .pattern = "/secure",
                        .handler = [](const backend::http::Request& request) {
                            return backend::http::Response{
                                200, "text/plain", request.secure ? "yes" : "no", {}};
                        }});
        });
        asio::ssl::context context(asio::ssl::context::tls_client);
        QVERIFY(
            askOverTls(fixture.server().port(), get("/secure"), context).ends_with("\r\n\r\nyes"));
        QVERIFY(askOverTls(fixture.server().port(), "GET / HTTP/1.1\nHost: a\n\n", context)
                    .starts_with("HTTP/1.1 400 "));
        QCOMPARE(fixture.connect().ask(get("/hello")).status, 0);
    }

    void oldVersionsOfTlsAreRefused() {
        const QTemporaryDir folder;
        const Certificate own(folder.path().toStdString());
        ServerFixture fixture([&](ServerOptions& options, Router&) {
            options.tls = {own.cert, own.key, ""};
        });
        asio::ssl::context context(asio::ssl::context::tls_client);
        SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_VERSION);
        SSL_CTX_set_max_proto_version(context.native_handle(), TLS1_1_VERSION);
        SSL_CTX_set_security_level(context.native_handle(), 0);
        QVERIFY(
            !askOverTls(fixture.server().port(), get("/hello"), context).starts_with("HTTP/1.1"));
    }

    void withAnAuthorityOnlyItsClientsAreServed() {
        const QTemporaryDir folder;
        const Certificate own(folder.path().toStdString());
        ServerFixture fixture([&](ServerOptions& options, Router&) {
            options.tls = {own.cert, own.key, own.cert};
        });
        asio::ssl::context stranger(asio::ssl::context::tls_client);
        QVERIFY(
            !askOverTls(fixture.server().port(), get("/hello"), stranger).starts_with("HTTP/1.1"));
        asio::ssl::context known(asio::ssl::context::tls_client);
        known.use_certificate_chain_file(own.cert);
        known.use_private_key_file(own.key, asio::ssl::context::pem);
        QVERIFY(
            askOverTls(fixture.server().port(), get("/hello"), known).starts_with("HTTP/1.1 200"));
    }

    void newCertificatesGreetTheNextConnections() {
        const QTemporaryDir folder;
        const QTemporaryDir nextFolder;
        const Certificate own(folder.path().toStdString());
        const Certificate next(nextFolder.path().toStdString());
        ServerFixture fixture([&](ServerOptions& options, Router&) {
            options.tls = {own.cert, own.key, ""};
        });
        asio::ssl::context trusting(asio::ssl::context::tls_client);
        trusting.load_verify_file(next.cert);
        trusting.set_verify_mode(asio::ssl::verify_peer);
        const auto served = [&] {
            return askOverTls(fixture.server().port(), get("/hello"), trusting)
                .starts_with("HTTP/1.1 200");
        };
        QVERIFY(!served());
        const auto wrong = fixture.server().reloadTls({own.key, own.key, ""});
        QVERIFY(!wrong.has_value());
        QVERIFY2(wrong.error().message.find(own.key) != std::string::npos,
                 wrong.error().message.c_str());
        QVERIFY(fixture.server().reloadTls({next.cert, next.key, ""}).has_value());
        QTRY_VERIFY(served());
    }

    void aHandshakeThatNeverComesIsCut() {
        const QTemporaryDir folder;
        const Certificate own(folder.path().toStdString());
        ServerFixture fixture([&](ServerOptions& options, Router&) {
            options.tls = {own.cert, own.key, ""};
            options.limits.headTime = std::chrono::milliseconds(50);
        });
        QVERIFY(fixture.connect().closed());
    }

    void filesThatCantBeUsedAreNamed() {
        const QTemporaryDir folder;
        const Certificate own(folder.path().toStdString());
        Router router;
        ServerOptions options;
        options.tls = {own.cert, "/nowhere/key.pem", ""};
        const auto started = backend::http::Server(options, router).start();
        QCOMPARE(started.error().code, core::ErrorCode::InvalidInput);
        QVERIFY(started.error().message.find("/nowhere/key.pem") != std::string::npos);
    }
};

VIGIA_TEST_CLASS(TlsTest)
#include "tls_test.moc"
