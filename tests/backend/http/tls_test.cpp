#include "tests/backend/http/self_signed.h"
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

using namespace vigia;
using namespace vigia::tests;
using backend::http::Router;
using backend::http::ServerOptions;
namespace asio = boost::asio;

namespace {

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
        const SelfSigned own(folder.path().toStdString());
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
        const SelfSigned own(folder.path().toStdString());
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
        const SelfSigned own(folder.path().toStdString());
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
        const SelfSigned own(folder.path().toStdString());
        const SelfSigned next(nextFolder.path().toStdString());
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
        const SelfSigned own(folder.path().toStdString());
        ServerFixture fixture([&](ServerOptions& options, Router&) {
            options.tls = {own.cert, own.key, ""};
            options.limits.headTime = std::chrono::milliseconds(50);
        });
        QVERIFY(fixture.connect().closed());
    }

    void filesThatCantBeUsedAreNamed() {
        const QTemporaryDir folder;
        const SelfSigned own(folder.path().toStdString());
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
