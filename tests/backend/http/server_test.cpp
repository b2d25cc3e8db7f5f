#include "core/base/json.h"
#include "tests/backend/http/server_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <future>

using namespace vigia;
using namespace vigia::tests;

class ServerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersOnTheInputThreadAndOnAWorker() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        QCOMPARE(client.ask(get("/hello")).body, std::string("hello"));
        QCOMPARE(client.ask(get("/work/a%20b%2Fc/")).body, std::string("a b/c"));
        QCOMPARE(client.ask(withBody("POST", "/echo", "{}")).body, std::string("{}"));
    }

    void everyAnswerCarriesTheHeadersOfTheContract() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        RawAnswer answer =
            client.ask(get("/hello", "X-Correlation-ID: abc-1\r\nX-Request-ID: bad id\r\n"));
        QCOMPARE(answer.headers["server"], std::string("vigia"));
        QCOMPARE(answer.headers["x-api-version"], std::string("1"));
        QCOMPARE(answer.headers["x-correlation-id"], std::string("abc-1"));
        QCOMPARE(answer.headers["x-request-id"].size(), std::size_t(36));
        QVERIFY(answer.headers["date"].ends_with(" GMT"));
        answer = client.ask(get("/nowhere"));
        QCOMPARE(answer.headers["x-api-version"], std::string("1"));
        QCOMPARE(answer.headers["x-correlation-id"].size(), std::size_t(36));
    }

    void pipelinedRequestsAreAnsweredInOrder() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        std::string all;
        for (int i = 0; i < 50; ++i)
            all += get("/work/" + std::to_string(i)) + withBody("POST", "/echo", std::to_string(i));
        QVERIFY(client.send(all));
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(client.read().body, std::to_string(i));
            QCOMPARE(client.read().body, std::to_string(i));
        }
    }

    void headAnswersLikeGetWithoutTheBody() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        QVERIFY(client.send("HEAD /hello HTTP/1.1\r\nHost: t\r\n\r\n" + get("/hello")));
        RawAnswer head = client.read(true);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.headers["content-length"], std::string("5"));
        QCOMPARE(client.read().body, std::string("hello"));
    }

    void aHandlerThatThrowsBecomesA500WithoutItsText() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        const RawAnswer answer =
            client.ask(withBody("POST", "/throw", "{}", "X-Request-ID: r-9\r\n"));
        QCOMPARE(answer.status, 500);
        QVERIFY(answer.body.find("secret") == std::string::npos);
        const auto json = core::parseJson(answer.body);
        QVERIFY(json.has_value());
        QCOMPARE(json->stringAt("type"), std::optional<std::string>("urn:vigia:error:internal"));
        QCOMPARE(json->stringAt("requestId"), std::optional<std::string>("r-9"));
        QCOMPARE(client.ask(get("/hello")).status, 200);
    }

    void unknownPathsAndMethodsAreToldApart() {
        ServerFixture fixture;
        RawClient client = fixture.connect();
        QCOMPARE(client.ask(get("/nowhere")).status, 404);
        QCOMPARE(client.ask(get("/hello//")).status, 404);
        RawAnswer answer = client.ask(withBody("DELETE", "/hello", ""));
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.headers["allow"], std::string("GET, HEAD"));
        QCOMPARE(answer.headers["content-type"], std::string("application/problem+json"));
    }

    void stopWaitsForARequestUnderWay() {
        std::promise<void> running;
        std::promise<void> release;
        ServerFixture fixture([&](auto&, auto& router) {
            router.add({.method = "GET",
                        .pattern = "/slow",
                        .handler = [&](const backend::http::Request&) {
                            running.set_value();
                            release.get_future().wait();
                            return backend::http::Response{200, "text/plain", "done", {}};
                        }});
        });
        RawClient client = fixture.connect();
        RawClient idle = fixture.connect();
        QCOMPARE(idle.ask(get("/hello")).status, 200);
        QVERIFY(client.send(get("/slow")));
        running.get_future().wait();
        auto stopped = std::async(std::launch::async, [&] { fixture.server().stop(); });
        QVERIFY(idle.closed());
        release.set_value();
        RawAnswer answer = client.read();
        QCOMPARE(answer.body, std::string("done"));
        QCOMPARE(answer.headers["connection"], std::string("close"));
        stopped.get();
        QCOMPARE(fixture.server().connections(), std::size_t(0));
    }

    void aTakenPortIsRefusedWithASentence() {
        ServerFixture fixture;
        backend::http::ServerOptions options;
        options.port = fixture.server().port();
        backend::http::Server second(options, fixture.router());
        const auto started = second.start();
        QVERIFY(!started.has_value());
        QCOMPARE(started.error().code, core::ErrorCode::Rejected);
        QVERIFY(started.error().message.find(std::to_string(options.port)) != std::string::npos);
    }
};

VIGIA_TEST_CLASS(ServerTest)
#include "server_test.moc"
