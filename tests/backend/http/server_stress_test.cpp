#include "backend/http/client.h"
#include "tests/backend/http/server_fixture.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <thread>

using namespace vigia;
using namespace vigia::backend::http;
using namespace vigia::tests;

namespace {

constexpr int kThreads = 8;
constexpr int kRequests = 150;

/// What one client asked and got wrong.
int wrongAnswers(Client& client, int thread) {
    int wrong = 0;
    for (int i = 0; i < kRequests; ++i) {
        const std::string mark = std::to_string(thread * 10'000 + i);
        const bool blocking = i % 2 == 0;
        const auto answer = blocking
                                ? client.get("/work/" + mark)
                                : client.send({.method = "POST", .target = "/echo", .body = mark});
        if (!answer || answer->status != 200 || answer->body != mark)
            ++wrong;
    }
    return wrong;
}

} // namespace

class ServerStressTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyClientsGetTheirOwnAnswers() {
        ServerFixture fixture;
        Client shared({.baseUrl = "http://127.0.0.1:" + std::to_string(fixture.server().port())});
        std::atomic<int> wrong{0};
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < kThreads; ++t)
                threads.emplace_back([&, t] { wrong += wrongAnswers(shared, t); });
        }
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(fixture.handled(), kThreads * kRequests);
        QVERIFY(fixture.server().connections() <= 8);
    }

    void stoppingUnderLoadAnswersOrCutsEveryRequest() {
        ServerFixture fixture;
        Client shared({.baseUrl = "http://127.0.0.1:" + std::to_string(fixture.server().port())});
        std::atomic<int> answered{0};
        std::atomic<int> cut{0};
        std::atomic<bool> enough{false};
        std::vector<std::jthread> threads;
        for (int t = 0; t < kThreads; ++t)
            threads.emplace_back([&] {
                for (bool served = true; served;) {
                    const auto answer = shared.get("/work/x");
                    served = answer.has_value();
                    ++(served ? answered : cut);
                    enough = enough || answered > 200;
                }
            });
        QTRY_VERIFY(enough);
        fixture.server().stop();
        threads.clear();
        QCOMPARE(cut.load(), kThreads);
        QCOMPARE(fixture.server().connections(), std::size_t(0));
        QVERIFY(fixture.handled() >= answered);
    }

    void startsAndStopsAreIdempotent() {
        for (int i = 0; i < 20; ++i) {
            ServerFixture fixture;
            QCOMPARE(fixture.connect().ask(get("/work/1")).status, 200);
            fixture.server().beginDrain();
            fixture.server().stop();
            fixture.server().stop();
        }
    }
};

VIGIA_TEST_CLASS(ServerStressTest)
#include "server_stress_test.moc"
