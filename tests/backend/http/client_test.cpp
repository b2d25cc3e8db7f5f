#include "backend/http/client.h"
#include "backend/http/forward.h"
#include "core/base/json.h"
#include "tests/backend/http/server_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <thread>

using namespace vigia;
using namespace vigia::backend::http;
using namespace vigia::tests;

namespace {

std::string urlOf(std::uint16_t port) {
    return "http://127.0.0.1:" + std::to_string(port);
}

/// Accepts connections one after the other and answers each request text with the next of its
/// scripts; an empty script hangs up.
class ScriptedServer {
public:
    explicit ScriptedServer(std::vector<std::string> scripts)
        : m_listener(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
        ::listen(m_listener, 8);
        m_thread = std::thread([this, scripts = std::move(scripts)] { serve(scripts); });
    }
    ~ScriptedServer() {
        m_thread.join();
        ::close(m_listener);
    }

    std::uint16_t port = 0;

private:
    void serve(const std::vector<std::string>& scripts) const {
        for (const std::string& script : scripts) {
            const int connection = ::accept(m_listener, nullptr, nullptr);
            char bytes[4096];
            const bool asked = ::recv(connection, bytes, sizeof bytes, 0) > 0;
            if (asked && !script.empty())
                ::send(connection, script.data(), script.size(), MSG_NOSIGNAL);
            ::close(connection);
        }
    }

    int m_listener;
    std::thread m_thread;
};

} // namespace

class ClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reusesOneConnection() {
        ServerFixture fixture;
        Client client({.baseUrl = urlOf(fixture.server().port())});
        for (int i = 0; i < 20; ++i) {
            const auto answer =
                client.send({.method = "POST", .target = "/echo", .body = std::to_string(i)});
            QVERIFY(answer.has_value());
            QCOMPARE(answer->body, std::to_string(i));
            QCOMPARE(fixture.server().connections(), std::size_t(1));
        }
        const auto big = client.get("/big");
        QVERIFY(big.has_value());
        QCOMPARE(big->body.size(), std::size_t(8U << 20U));
    }

    void refusedIsUnreachable() {
        std::uint16_t port = 0;
        {
            ServerFixture gone;
            port = gone.server().port();
        }
        const auto answer = Client({.baseUrl = urlOf(port)}).get("/hello");
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().code, core::ErrorCode::Unreachable);
    }

    void noAnswerInTimeIsTimeout() {
        std::promise<void> release;
        ServerFixture fixture([&](auto&, auto& router) {
            router.add({.method = "GET", .pattern = "/slow", .handler = [&](const Request&) {
                            release.get_future().wait();
                            return Response{};
                        }});
        });
        const auto answer = Client({.baseUrl = urlOf(fixture.server().port()),
                                    .totalTime = std::chrono::milliseconds(50)})
                                .get("/slow");
        release.set_value();
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().code, core::ErrorCode::Timeout);
    }

    void hangUpAndHalfAnswersAreCancelled() {
        ScriptedServer server({"", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"});
        Client client({.baseUrl = urlOf(server.port)});
        for (int i = 0; i < 2; ++i) {
            const auto answer = client.get("/");
            QVERIFY(!answer.has_value());
            QCOMPARE(answer.error().code, core::ErrorCode::Cancelled);
        }
    }

    void nonsenseAndTooMuchAreCorrupt() {
        ScriptedServer server(
            {"SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n"});
        Client client({.baseUrl = urlOf(server.port), .maxResponseBytes = 1000});
        for (int i = 0; i < 2; ++i) {
            const auto answer = client.get("/");
            QVERIFY(!answer.has_value());
            QCOMPARE(answer.error().code, core::ErrorCode::Corrupt);
        }
    }

    void interimAnswersAndBodiesUntilTheEndAreRead() {
        ScriptedServer server(
            {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
             "HTTP/1.0 200 OK\r\n\r\nto the end",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"});
        Client client({.baseUrl = urlOf(server.port)});
        QCOMPARE(client.get("/")->body, std::string("hi"));
        QCOMPARE(client.get("/")->body, std::string("to the end"));
        QCOMPARE(client.get("/")->body, std::string("abc"));
    }

    void anIdleConnectionTheServerClosedIsReplaced() {
        ServerFixture fixture(
            [](auto& options, auto&) { options.limits.requestsPerConnection = 1; });
        Client client({.baseUrl = urlOf(fixture.server().port())});
        for (int i = 0; i < 5; ++i)
            QCOMPARE(client.send({.method = "POST", .target = "/echo", .body = "x"})->status, 200);
    }

    void injectedHeadersAndTargetsAreNotSent() {
        Client client({.baseUrl = "http://127.0.0.1:9"});
        QCOMPARE(client.send({.target = "/a b"}).error().code, core::ErrorCode::InvalidInput);
        QCOMPARE(client.send({.target = "/", .headers = {{"X", "a\r\nY: b"}}}).error().code,
                 core::ErrorCode::InvalidInput);
        QCOMPARE(Client({.baseUrl = "ftp://x"}).get("/").error().code,
                 core::ErrorCode::InvalidInput);
        QCOMPARE(Client({.baseUrl = "http://u:p@x/"}).get("/").error().code,
                 core::ErrorCode::InvalidInput);
    }

    void forwardPassesTheRequestOnAndAddsItsHeaders() {
        ServerFixture upstream([](auto&, auto& router) {
            router.add({.method = "POST",
                        .pattern = "/api/v1/stock/**",
                        .handler = [](const Request& request) {
                            Response response{201,
                                              "application/json",
                                              request.rawTarget + "|" + request.body,
                                              {{"ETag", "\"7\""}, {"Keep-Alive", "x"}}};
                            for (const char* name :
                                 {"x-gateway-source", "x-request-source", "x-forwarded-for",
                                  "x-correlation-id", "if-match", "x-hop", "x-environment"})
                                response.headers.emplace_back(
                                    "Got-" + std::string(name),
                                    request.header(name) == nullptr ? "-" : *request.header(name));
                            return response;
                        }});
        });
        Forwarder forwarder({.upstream = {.baseUrl = urlOf(upstream.server().port())},
                             .gatewayVersion = "1",
                             .environment = "test"});
        ServerFixture gateway([&](auto&, auto& router) {
            router.add({.method = "*",
                        .pattern = "/api/v1/stock/**",
                        .handler =
                            [&](const Request& request) {
                                auto answer = forwarder.send(request);
                                return answer ? std::move(*answer)
                                              : forwarder.failure(answer.error(), request);
                            },
                        .consumes = ""});
        });
        RawClient client = gateway.connect();
        RawAnswer answer =
            client.ask(withBody("POST", "/api/v1/stock/a%20b?x=%2F", "{}",
                                "If-Match: \"3\"\r\nConnection: X-Hop\r\nX-Hop: "
                                "1\r\nX-Forwarded-For: 6.6.6.6\r\nX-Correlation-ID: c-1\r\n"));
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.body, std::string("/api/v1/stock/a%20b?x=%2F|{}"));
        QCOMPARE(answer.headers["etag"], std::string("\"7\""));
        QVERIFY(!answer.headers.contains("keep-alive"));
        QCOMPARE(answer.headers["got-x-gateway-source"], std::string("vigia-gateway"));
        QCOMPARE(answer.headers["got-x-request-source"], std::string("api-gateway"));
        QCOMPARE(answer.headers["got-x-forwarded-for"], std::string("127.0.0.1"));
        QCOMPARE(answer.headers["got-x-correlation-id"], std::string("c-1"));
        QCOMPARE(answer.headers["got-if-match"], std::string("\"3\""));
        QCOMPARE(answer.headers["got-x-hop"], std::string("-"));
        QCOMPARE(answer.headers["got-x-environment"], std::string("test"));
        upstream.server().stop();
        answer = client.ask(get("/api/v1/stock/a"));
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.headers["retry-after"], std::string("30"));
    }
};

VIGIA_TEST_CLASS(ClientTest)
#include "client_test.moc"
