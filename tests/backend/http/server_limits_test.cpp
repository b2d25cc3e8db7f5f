#include "core/base/json.h"
#include "tests/backend/http/server_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <future>

using namespace vigia;
using namespace vigia::tests;
using backend::http::Execution;
using backend::http::Request;
using backend::http::Response;
using backend::http::Router;
using backend::http::ServerOptions;
using std::chrono::milliseconds;

namespace {

/// The platform error that `answer` must be: its media type, its members, and that they say the
/// same.
void checkProblem(RawAnswer answer, int status, const std::string& kind) {
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.headers["content-type"], std::string("application/problem+json"));
    const auto json = core::parseJson(answer.body);
    QVERIFY(json.has_value());
    QCOMPARE(json->stringAt("type"), std::optional("urn:vigia:error:" + kind));
    QCOMPARE(json->integerAt("status"), std::optional<std::int64_t>(status));
    QCOMPARE(json->stringAt("message"), json->stringAt("detail"));
    QCOMPARE(json->stringAt("instance"), json->stringAt("path"));
    QCOMPARE(json->stringAt("title"), json->stringAt("error"));
    QVERIFY(json->find("timestamp") != nullptr && json->find("traceId") != nullptr);
    QCOMPARE(json->stringAt("requestId").value_or(""), answer.headers["x-request-id"]);
}

} // namespace

class ServerLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void smugglingPairsAreAnsweredOnceAndClosed_data() {
        QTest::addColumn<QByteArray>("framing");
        QTest::newRow("length then chunked")
            << QByteArray("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n");
        QTest::newRow("chunked then length")
            << QByteArray("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n");
        QTest::newRow("identity") << QByteArray("Transfer-Encoding: identity\r\n");
        QTest::newRow("xchunked") << QByteArray("Transfer-Encoding: xchunked\r\n");
        QTest::newRow("chunked, identity")
            << QByteArray("Transfer-Encoding: chunked , identity\r\n");
        QTest::newRow("length list") << QByteArray("Content-Length: 0, 0\r\n");
        QTest::newRow("length twice") << QByteArray("Content-Length: 0\r\nContent-Length: 44\r\n");
        QTest::newRow("blank before colon") << QByteArray("Transfer-Encoding : chunked\r\n");
        QTest::newRow("bare LF") << QByteArray("X: y\nContent-Length: 44\r\n");
        QTest::newRow("folded") << QByteArray("X: y\r\n Content-Length: 44\r\n");
    }
    void smugglingPairsAreAnsweredOnceAndClosed() {
        QFETCH(QByteArray, framing);
        ServerFixture fixture;
        RawClient client = fixture.connect();
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\n" + framing.toStdString() +
                            "\r\n0\r\n\r\n" + get("/hello")));
        RawAnswer answer = client.read();
        QCOMPARE(answer.headers["connection"], std::string("close"));
        checkProblem(answer, 400, "malformed_request");
        QVERIFY(client.closed());
        QVERIFY(client.pending().empty());
        QCOMPARE(fixture.handled(), 0);
    }

    void sizesBeyondTheLimitsAreRefused() {
        ServerFixture fixture;
        checkProblem(fixture.connect().ask(get("/" + std::string(9000, 'a'))), 414, "uri_too_long");
        checkProblem(fixture.connect().ask(get("/hello", "X: " + std::string(8200, 'a') + "\r\n")),
                     431, "headers_too_large");
        std::string large = "X: " + std::string(8000, 'a') + "\r\n";
        checkProblem(fixture.connect().ask(get("/hello", large + large + large + large + large)),
                     431, "headers_too_large");
        checkProblem(
            fixture.connect().ask(withBody("POST", "/echo", std::string(1024 * 1024 + 1, 'x'))),
            413, "payload_too_large");
        RawClient client = fixture.connect();
        QCOMPARE(client.ask(withBody("POST", "/echo", std::string(1024 * 1024, 'x'))).body.size(),
                 std::size_t(1024 * 1024));
        QCOMPARE(fixture.handled(), 1);
    }

    void aChunkedBodyBeyondTheLimitIsRefused() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        QVERIFY(client.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n"));
        checkProblem(client.read(), 413, "payload_too_large");
        QVERIFY(client.closed());
    }

    void chunkedBodiesArriveWhole() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        const std::string chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                                    "chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n";
        QVERIFY(client.send(chunked + get("/hello")));
        QCOMPARE(client.read().body, std::string("{\"a\":1}"));
        QCOMPARE(client.read().body, std::string("hello"));
    }

    void otherContentTypesAreRefusedAndTheConnectionGoesOn() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        const auto typed = [](const std::string& type) {
            return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + type + "\r\n{}";
        };
        checkProblem(client.ask(typed("Content-Type: text/plain\r\n")), 415,
                     "unsupported_media_type");
        checkProblem(client.ask(typed("Content-Type: application/jsonx\r\n")), 415,
                     "unsupported_media_type");
        QCOMPARE(client.ask(typed("Content-Type: Application/JSON; charset=utf-8\r\n")).status,
                 200);
        QCOMPARE(client.ask(typed("")).status, 200);
        QCOMPARE(fixture.handled(), 2);
    }

    void aBodyThatNobodyReadsMayHaveAnyType() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        QCOMPARE(client
                     .ask("GET /hello HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
                          "Content-Length: 2\r\n\r\nhi")
                     .status,
                 200);
        QCOMPARE(client.ask(get("/hello")).status, 200);
    }

    void pathsAreDecodedOnceAndMustBeUtf8() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        QCOMPARE(client.ask(get("/work/%2541")).body, std::string("%41"));
        QCOMPARE(client.ask(get("/work/a+b")).body, std::string("a+b"));
        QCOMPARE(client.ask(get("/w%6Frk/%C3%A4")).body, std::string("\xC3\xA4"));
        for (const char* bad :
             {"/work/%00", "/work/%zz", "/work/%4", "/work/%ff", "/work/%C0%AF", "/work/a?x=%ff"})
            checkProblem(fixture.connect().ask(get(bad)), 400, "malformed_request");
        checkProblem(fixture.connect().ask(get("work")), 400, "malformed_request");
        checkProblem(fixture.connect().ask(get("/work/a#b")), 400, "malformed_request");
        QCOMPARE(client.ask("GET http://other/hello HTTP/1.1\r\nHost: a\r\n\r\n").body,
                 std::string("hello"));
    }

    void slowHeadersGet408() {
        ServerFixture fixture(
            [](ServerOptions& options, Router&) { options.limits.headTime = milliseconds(50); });
        RawClient client = fixture.connect();
        QVERIFY(client.send("GET /hello HTTP/1.1\r\nHost: a\r\nX-Slow"));
        checkProblem(client.read(), 408, "request_timeout");
        QVERIFY(client.closed());
        QVERIFY(fixture.connect().closed());
    }

    void slowBodiesGet408() {
        ServerFixture fixture(
            [](ServerOptions& options, Router&) { options.limits.bodyTime = milliseconds(50); });
        RawClient client = fixture.connect();
        QVERIFY(client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"));
        checkProblem(client.read(), 408, "request_timeout");
        QVERIFY(client.closed());
        QCOMPARE(fixture.handled(), 0);
    }

    void idleConnectionsAreClosedWithoutAWord() {
        ServerFixture fixture(
            [](ServerOptions& options, Router&) { options.limits.idleTime = milliseconds(50); });
        RawClient client = fixture.connect();
        QCOMPARE(client.ask(get("/hello")).status, 200);
        QVERIFY(client.closed());
        QVERIFY(client.pending().empty());
    }

    void aSlowReaderIsCut() {
        ServerFixture fixture(
            [](ServerOptions& options, Router&) { options.limits.writeTime = milliseconds(50); });
        RawClient client = fixture.connect();
        client.shrinkReceiveBuffer();
        QVERIFY(client.send(get("/big")));
        QTRY_COMPARE(fixture.server().connections(), std::size_t(0));
    }

    void theLastRequestOfAConnectionSaysSo() {
        ServerFixture fixture(
            [](ServerOptions& options, Router&) { options.limits.requestsPerConnection = 2; });
        RawClient client = fixture.connect();
        RawAnswer answer = client.ask(get("/hello"));
        QVERIFY(!answer.headers.contains("connection"));
        answer = client.ask(get("/hello"));
        QCOMPARE(answer.headers["connection"], std::string("close"));
        QVERIFY(client.closed());
    }

    void connectionsBeyondTheLimitGet503() {
        ServerFixture fixture(
            [](ServerOptions& options, Router&) { options.limits.connections = 2; });
        RawClient first = fixture.connect();
        RawClient second = fixture.connect();
        QCOMPARE(first.ask(get("/hello")).status, 200);
        QCOMPARE(second.ask(get("/hello")).status, 200);
        RawClient third = fixture.connect();
        checkProblem(third.read(), 503, "unavailable");
        QVERIFY(third.closed());
        QCOMPARE(first.ask(get("/hello")).status, 200);
        second.closeNow();
        third.closeNow();
        QTRY_COMPARE(fixture.server().connections(), std::size_t(1));
        QCOMPARE(fixture.connect().ask(get("/hello")).status, 200);
    }

    void expectContinueIsAnsweredBeforeTheBody() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        const std::string head =
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
        QCOMPARE(client.ask(head).status, 100);
        QCOMPARE(client.ask("{}").body, std::string("{}"));
        RawClient refused = fixture.connect();
        checkProblem(refused.ask("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: "
                                 "2\r\nExpect: 100-continue\r\n\r\n"),
                     404, "not_found");
        QVERIFY(refused.closed());
    }

    void waitingTooLongForAWorkerGets503() {
        std::promise<void> release;
        std::shared_future<void> released = release.get_future().share();
        ServerFixture fixture([&](ServerOptions& options, Router& router) {
            options.workers = 1;
            options.queueCapacity = 1;
            options.limits.queueTime = milliseconds(50);
            router.add(
                {.method = "GET", .pattern = "/stuck", .handler = [released](const Request&) {
                     released.wait();
                     return Response{};
                 }});
        });
        RawClient stuck = fixture.connect();
        QVERIFY(stuck.send(get("/stuck")));
        QTRY_COMPARE(fixture.server().queueStats().depth, std::uint64_t(0));
        RawClient waiting = fixture.connect();
        RawAnswer answer = waiting.ask(get("/work/1"));
        QCOMPARE(answer.headers["retry-after"], std::string("1"));
        checkProblem(answer, 503, "unavailable");
        QCOMPARE(waiting.ask(get("/hello")).status, 200);
        release.set_value();
        QCOMPARE(stuck.read().status, 200);
    }

    void aFullQueueGets503AtOnce() {
        std::promise<void> release;
        std::shared_future<void> released = release.get_future().share();
        std::promise<void> running;
        ServerFixture fixture([&](ServerOptions& options, Router& router) {
            options.workers = 1;
            options.queueCapacity = 1;
            router.add({.method = "GET",
                        .pattern = "/stuck",
                        .handler = [&running, released](const Request&) {
                            running.set_value();
                            released.wait();
                            return Response{};
                        }});
        });
        RawClient stuck = fixture.connect();
        QVERIFY(stuck.send(get("/stuck")));
        running.get_future().wait();
        RawClient queued = fixture.connect();
        QVERIFY(queued.send(get("/work/1")));
        QTRY_COMPARE(fixture.server().queueStats().depth, std::uint64_t(1));
        checkProblem(fixture.connect().ask(get("/work/2")), 503, "unavailable");
        QCOMPARE(fixture.server().queueStats().dropped, std::uint64_t(1));
        release.set_value();
        QCOMPARE(queued.read().body, std::string("1"));
    }

    void aHandlerBeyondItsTimeGets503AndItsLateAnswerIsThrownAway() {
        std::promise<void> release;
        std::shared_future<void> released = release.get_future().share();
        ServerFixture fixture([&](ServerOptions& options, Router& router) {
            options.limits.queueTime = milliseconds(30);
            options.limits.answerTime = milliseconds(30);
            router.add(
                {.method = "GET", .pattern = "/stuck", .handler = [released](const Request&) {
                     released.wait();
                     return Response{200, "text/plain", "late", {}};
                 }});
        });
        RawClient client = fixture.connect();
        checkProblem(client.ask(get("/stuck")), 503, "unavailable");
        release.set_value();
        QCOMPARE(client.ask(get("/hello")).body, std::string("hello"));
    }

    void aClientThatLeavesMidwayHarmsNobody() {
        ServerFixture fixture;
        for (int i = 0; i < 50; ++i) {
            RawClient client = fixture.connect();
            QVERIFY(client.send(
                i % 2 == 0 ? get("/big")
                           : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf"));
            client.closeNow();
        }
        QCOMPARE(fixture.connect().ask(get("/hello")).status, 200);
        QTRY_COMPARE(fixture.server().connections(), std::size_t(0));
    }

    void headersOfHandlersCantBreakOut() {
        ServerFixture fixture([](ServerOptions&, Router& router) {
            router.add({.method = "GET",
                        .pattern = "/inject",
                        .handler =
                            [](const Request&) {
                                return Response{200,
                                                "text/plain",
                                                "x",
                                                {{"X-A", "b\r\nSet-Cookie: evil=1"},
                                                 {"Bad Name", "y"},
                                                 {"Content-Length", "99"}}};
                            },
                        .execution = Execution::Inline});
        });
        RawClient client = fixture.connect();
        RawAnswer answer = client.ask(get("/inject"));
        QVERIFY(!answer.headers.contains("set-cookie"));
        QCOMPARE(answer.headers["content-length"], std::string("1"));
        QCOMPARE(answer.headers["x-a"], std::string("b  Set-Cookie: evil=1"));
        QVERIFY(!answer.headers.contains("bad name"));
    }

    void browsersOfAllowedOriginsMayCall() {
        ServerFixture fixture(
            [](ServerOptions& options, Router&) { options.corsOrigins = {"http://good"}; });
        RawClient client = fixture.connect();
        RawAnswer preflight =
            client.ask("OPTIONS /echo HTTP/1.1\r\nHost: a\r\nOrigin: "
                       "http://good\r\nAccess-Control-Request-Method: POST\r\n\r\n");
        QCOMPARE(preflight.status, 204);
        QCOMPARE(preflight.headers["access-control-allow-origin"], std::string("http://good"));
        QVERIFY(preflight.headers["access-control-allow-headers"].find("Idempotency-Key") !=
                std::string::npos);
        QCOMPARE(client.ask(get("/hello", "Origin: http://good\r\n"))
                     .headers["access-control-allow-origin"],
                 std::string("http://good"));
        QVERIFY(!client.ask(get("/hello", "Origin: http://evil\r\n"))
                     .headers.contains("access-control-allow-origin"));
        QCOMPARE(client
                     .ask("OPTIONS /echo HTTP/1.1\r\nHost: a\r\nOrigin: "
                          "http://evil\r\nAccess-Control-Request-Method: POST\r\n\r\n")
                     .status,
                 405);
    }

    void forwardedAddressesCountOnlyFromTrustedProxies() {
        const auto addressSeen = [](std::vector<std::string> trusted) {
            ServerFixture fixture([&](ServerOptions& options, Router& router) {
                options.trustedProxies = std::move(trusted);
                router.add({.method = "GET",
                            .pattern = "/who",
                            .handler =
                                [](const Request& request) {
                                    return Response{200, "text/plain", request.clientAddress, {}};
                                },
                            .execution = Execution::Inline});
            });
            return fixture.connect()
                .ask(get("/who", "X-Forwarded-For: 1.1.1.1, 8.8.8.8, 10.0.0.7\r\n"))
                .body;
        };
        QCOMPARE(addressSeen({}), std::string("127.0.0.1"));
        QCOMPARE(addressSeen({"127.0.0.0/8"}), std::string("10.0.0.7"));
        QCOMPARE(addressSeen({"127.0.0.1", "10.0.0.0/8"}), std::string("8.8.8.8"));
    }

    void scopesAreAskedBeforeTheHandler() {
        ServerFixture fixture([](ServerOptions& options, Router& router) {
            options.admit = [](Request& request,
                               const backend::http::Route& route) -> std::optional<Response> {
                if (route.scope == "stock:write" && request.header("authorization") == nullptr)
                    return Response{401, "text/plain", "who are you", {}};
                request.principal = "ana";
                return std::nullopt;
            };
            router.add({.method = "POST",
                        .pattern = "/closed",
                        .handler =
                            [](const Request& request) {
                                return Response{200, "text/plain", request.principal, {}};
                            },
                        .scope = "stock:write"});
        });
        RawClient client = fixture.connect();
        QCOMPARE(client.ask(withBody("POST", "/closed", "{}")).status, 401);
        QCOMPARE(client.ask(withBody("POST", "/closed", "{}", "Authorization: x\r\n")).body,
                 std::string("ana"));
    }
};

VIGIA_TEST_CLASS(ServerLimitsTest)
#include "server_limits_test.moc"
