#include "tests/backend/http/server_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <latch>
#include <mutex>

using namespace vigia;
using namespace vigia::backend::http;
using namespace vigia::tests;

namespace {

using Answers = std::vector<std::optional<Response>>;
using Requests = std::span<const Request* const>;

Response echo(const Request& request, const std::string& by) {
    return {200, "text/plain", by + " " + request.body, {}};
}

/// Stands still until it is moved, so that no call is taken for one that waits long.
class StillClock final : public core::Clock {
public:
    [[nodiscard]] core::UtcTime now() const override { return {}; }
    [[nodiscard]] core::SteadyTime steadyNow() const override {
        return core::SteadyTime(std::chrono::milliseconds(m_millis));
    }
    void moveOn(int millis) { m_millis += millis; }

private:
    std::atomic<int> m_millis{1000};
};

/// A route that answers together; its first call is held until `go`.
class Together {
public:
    ServerFixture::Change change(std::function<Answers(Requests)> answer) {
        return [this, answer = std::move(answer)](ServerOptions& options, Router& router) {
            options.queueCapacity = 4;
            options.clock = &clock;
            Route route{"POST", "/together", [this](const Request& request) {
                            ++alone;
                            return echo(request, "alone");
                        }};
            route.consumes = "";
            route.together = [this, answer](Requests requests) {
                {
                    const std::lock_guard lock(mutex);
                    sizes.push_back(requests.size());
                }
                first.count_down();
                go.wait();
                return answer(requests);
            };
            router.add(std::move(route));
        };
    }

    StillClock clock;
    std::mutex mutex;
    std::vector<std::size_t> sizes;
    std::latch first{1};
    std::latch go{1};
    std::atomic<int> alone{0};
};

Answers echoAll(Requests requests) {
    Answers answers;
    for (const auto* request : requests)
        answers.emplace_back(echo(*request, "together"));
    return answers;
}

std::string post(const std::string& body) {
    return "POST /together HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

} // namespace

class HandlerLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatComesWhileOthersAreAnsweredIsAnsweredTogether() {
        Together together;
        ServerFixture fixture(together.change(echoAll));
        std::vector<RawClient> clients;
        for (int i = 0; i < 4; ++i)
            clients.push_back(fixture.connect());
        QVERIFY(clients[0].send(post("0")));
        together.first.wait();
        for (std::size_t i = 1; i < 4; ++i)
            QVERIFY(clients[i].send(post(std::to_string(i))));
        QTRY_COMPARE(fixture.server().queueStats().depth, 3U);
        together.go.count_down();
        for (std::size_t i = 0; i < 4; ++i)
            QCOMPARE(clients[i].read().body, "together " + std::to_string(i));
        QCOMPARE(together.sizes, (std::vector<std::size_t>{1, 3}));
        QCOMPARE(together.alone.load(), 0);
    }

    void whatHasNoAnswerGoesToTheHandlerByItself() {
        Together together;
        together.go.count_down();
        ServerFixture fixture(
            together.change([](Requests requests) { return Answers(requests.size()); }));
        QCOMPARE(fixture.connect().ask(post("x")).body, std::string("alone x"));
        QCOMPARE(together.alone.load(), 1);
    }

    void anExceptionSendsEachToTheHandler() {
        Together together;
        together.go.count_down();
        ServerFixture fixture(
            together.change([](Requests) -> Answers { throw std::runtime_error("not together"); }));
        QCOMPARE(fixture.connect().ask(post("x")).body, std::string("alone x"));
    }

    void aFullLineAnswers503() {
        Together together;
        ServerFixture fixture(together.change(echoAll));
        std::vector<RawClient> clients;
        for (int i = 0; i < 5; ++i)
            clients.push_back(fixture.connect());
        QVERIFY(clients[0].send(post("0")));
        together.first.wait();
        for (std::size_t i = 1; i < 5; ++i)
            QVERIFY(clients[i].send(post("x")));
        QTRY_COMPARE(fixture.server().queueStats().depth, 4U);
        QCOMPARE(fixture.connect().ask(post("late")).status, 503);
        together.go.count_down();
        for (auto& client : clients)
            QCOMPARE(client.read().status, 200);
    }

    void whoComesWhenTheOthersTakeLongDoesNotWaitForThem() {
        Together together;
        ServerFixture fixture(together.change(echoAll));
        auto slow = fixture.connect();
        QVERIFY(slow.send(post("slow")));
        together.first.wait();
        together.clock.moveOn(301);
        QCOMPARE(fixture.connect().ask(post("next")).body, std::string("alone next"));
        together.go.count_down();
        QCOMPARE(slow.read().body, std::string("together slow"));
    }

    void whoIsRefusedAtTheDoorIsAnsweredBeforeTheOthers() {
        Together together;
        together.go.count_down();
        const auto inner = together.change(echoAll);
        ServerFixture fixture([&](ServerOptions& options, Router& router) {
            inner(options, router);
            const_cast<Route&>(*router.routes().back()).scope = "stock:write";
            options.admit = [](Request& request, const Route&) -> std::optional<Response> {
                if (request.body == "stranger")
                    return Response{403, "text/plain", "no", {}};
                return std::nullopt;
            };
        });
        QCOMPARE(fixture.connect().ask(post("stranger")).status, 403);
        QCOMPARE(fixture.connect().ask(post("friend")).body, std::string("together friend"));
        QCOMPARE(together.sizes, (std::vector<std::size_t>{1}));
    }
};

VIGIA_TEST_CLASS(HandlerLineTest)
#include "handler_line_test.moc"
