#include "backend/load/load_run.h"
#include "tests/backend/load/small_server.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <mutex>
#include <set>

using namespace vigia;
using namespace vigia::core::load;
using namespace vigia::backend::load;
using namespace std::chrono_literals;
using tests::SmallServer;

class LoadRunTest : public QObject {
    Q_OBJECT

private:
    static RequestPlan plan(const std::string& path) {
        RequestPlan plan;
        plan.name = "read";
        plan.path = *TextTemplate::parse(path);
        return plan;
    }
    static Scenario even(double rate, std::chrono::milliseconds time) {
        Scenario scenario;
        scenario.spacing = Spacing::Even;
        scenario.stages = {{"hold", rate, rate, time}};
        scenario.requests = {plan("/ping")};
        scenario.timeout = 60s; // a busy machine is no failure
        return scenario;
    }
    static core::Result<RunRecord> run(const Scenario& scenario, std::uint16_t port,
                                       const std::stop_token& drain = {},
                                       const std::stop_token& now = {},
                                       std::function<void(const LoadProgress&)> progress = {}) {
        return runLoad(
            scenario,
            {.target = {"127.0.0.1", port, "/api"}, .runId = "r1", .progress = std::move(progress)},
            drain, now);
    }

    static std::string errorsOf(const RunRecord& record) {
        std::string text;
        for (const auto& [code, count] : record.counted.errors)
            text += code + ": " + std::to_string(count) + "\n";
        return text;
    }

    /// One connection whose answer does not come while 400 arrivals are due and 20 may wait.
    struct Crowd {
        Crowd()
            : server([this](const std::string&) {
                  while (!over)
                      std::this_thread::sleep_for(10ms);
                  return SmallServer::ok();
              }) {}
        core::Result<RunRecord> run(const std::function<void()>& meanwhile) {
            auto scenario = even(200, 2s);
            scenario.connections = 1;
            LoadOptions options{.target = {"127.0.0.1", server.port(), ""},
                                .runId = "r1",
                                .mostWaiting = 20,
                                .progress = [&](const LoadProgress& progress) {
                                    if (progress.at < 2s)
                                        meanwhile();
                                    over = progress.at >= 2s;
                                }};
            return runLoad(scenario, options, {}, {});
        }

        std::atomic<bool> over{false};
        SmallServer server;
    };

private Q_SLOTS:
    void everyArrivalIsSentAndAnsweredOnce() {
        SmallServer server([](const std::string&) { return SmallServer::ok(); });
        const auto record = run(even(500, 2s), server.port());
        QVERIFY2(record.has_value(), record ? "" : record.error().message.c_str());
        QCOMPARE(record->counted.offered, std::uint64_t{1000});
        QCOMPARE(record->counted.sent, std::uint64_t{1000});
        QCOMPARE(record->counted.answered, std::uint64_t{1000});
        QVERIFY2(record->counted.failed() == 0, errorsOf(*record).c_str());
        QCOMPARE(record->counted.latency.count(), std::uint64_t{1000});
        QCOMPARE(server.requests(), std::uint64_t{1000});
        QCOMPARE(record->seconds.size(), std::size_t{2});
    }

    /// One frozen second: its users wait for what is left of it, though only few requests were
    /// under way. A generator that waits for its answers would have sent, and so counted, only
    /// those.
    void aServerThatStandsStillIsFeltByAllWhoCameMeanwhile() {
        std::atomic<bool> frozen{false};
        SmallServer server([&](const std::string&) {
            if (!frozen.exchange(true))
                std::this_thread::sleep_for(1s);
            return SmallServer::ok();
        });
        const auto record = run(even(200, 2s), server.port());
        QVERIFY(record.has_value());
        QCOMPARE(record->counted.answered, std::uint64_t{400});
        const auto waited =
            record->counted.latency.count() - record->counted.latency.countUpTo(500'000);
        QVERIFY2(waited >= 95, qPrintable(QString::number(waited))); // due in the first half second
        QVERIFY(record->counted.latency.max() >= 1'000'000);
    }

    void statusesThatWereNotExpectedAreErrorsByCode() {
        std::atomic<int> n{0};
        SmallServer server(
            [&](const std::string&) { return SmallServer::ok("{}", ++n % 4 == 0 ? 503 : 409); });
        auto scenario = even(100, 1s);
        scenario.requests[0].expected = {200, 409};
        const auto record = run(scenario, server.port());
        QCOMPARE(record->counted.errors.size(), std::size_t{1});
        QCOMPARE(record->counted.errors.at("503"), std::uint64_t{25});
    }

    void aConnectionThatIsClosedIsReplacedAndCounted() {
        std::atomic<int> n{0};
        SmallServer server(
            [&](const std::string&) { return ++n % 10 == 0 ? std::string() : SmallServer::ok(); });
        const auto record = run(even(100, 1s), server.port());
        QCOMPARE(record->counted.answered, std::uint64_t{100});
        QCOMPARE(record->counted.errors.at("closed"), std::uint64_t{10});
    }

    void whatIsNotAnsweredInTimeIsATimeout() {
        SmallServer server([](const std::string& request) {
            return request.find("/slow") != std::string::npos
                       ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
                       : SmallServer::ok();
        });
        auto scenario = even(50, 1s);
        scenario.requests = {plan("/slow")};
        scenario.timeout = 300ms;
        const auto record = run(scenario, server.port());
        QCOMPARE(record->counted.errors.at("timeout"), std::uint64_t{50});
        QVERIFY(record->counted.latency.min() >= 300'000);
    }

    void whatIsNoHttpIsAnErrorOfItsOwn() {
        SmallServer server(
            [](const std::string&) { return std::string("SSH-2.0-OpenSSH\r\n\r\n"); });
        const auto record = run(even(20, 500ms), server.port());
        QCOMPARE(record->counted.errors.at("not HTTP"), std::uint64_t{10});
    }

    void requestsCarryWhatTheScenarioSays() {
        std::mutex mutex;
        std::set<std::string> seen;
        SmallServer server([&](const std::string& request) {
            const std::lock_guard lock(mutex);
            seen.insert(request);
            return SmallServer::ok(R"({"data":{"id":"abc"}})", 201);
        });
        auto scenario = even(1, 60s); // one user, so that the second request knows the first answer
        scenario.model = Model::Closed;
        auto create = plan("/items?run={{run}}&n={{n}}");
        create.method = "POST";
        create.headers.emplace_back("X-Test", *TextTemplate::parse("{{run}}"));
        create.body = *TextTemplate::parse(R"({"n":{{n}}})");
        create.save["id"] = "data.id";
        auto read = plan("/items/{{pick id}}");
        read.weight = 1e6; // drawn nearly always, but nothing is saved before the first creation
        scenario.requests = {read, create};
        std::stop_source drain;
        const auto record =
            run(scenario, server.port(), drain.get_token(), {}, [&](const LoadProgress&) {
                if (server.requests() > 10)
                    drain.request_stop();
            });
        QVERIFY2(record->counted.failed() == 0, errorsOf(*record).c_str());
        const std::string host = "Host: 127.0.0.1:" + std::to_string(server.port()) + "\r\n";
        QVERIFY(seen.contains(
            "POST /api/items?run=r1&n=0 HTTP/1.1\r\n" + host +
            "X-Test: r1\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n"
            R"({"n":0})"));
        QVERIFY(seen.contains("GET /api/items/abc HTTP/1.1\r\n" + host + "\r\n"));
    }

    void aFirstStopEndsArrivalsAndWaitsForAnswers() {
        SmallServer server([](const std::string&) { return SmallServer::ok(); });
        std::stop_source drain;
        const auto record = run(even(100, 60s), server.port(), drain.get_token(), {},
                                [&](const LoadProgress& progress) {
                                    if (progress.at >= 1s)
                                        drain.request_stop();
                                });
        QVERIFY(record->counted.offered > 0 && record->counted.offered < 6000);
        QCOMPARE(record->counted.answered, record->counted.sent);
    }

    void theProgressLeavesNothingOut() {
        SmallServer server([](const std::string&) { return SmallServer::ok(); });
        std::uint64_t sent = 0, answered = 0;
        std::size_t underWay = 1;
        const auto record =
            run(even(500, 1s), server.port(), {}, {}, [&](const LoadProgress& progress) {
                sent += progress.recent.sent;
                answered += progress.recent.answered;
                underWay = progress.inFlight;
            });
        QCOMPARE(sent, record->counted.sent);
        QCOMPARE(answered, record->counted.answered);
        QCOMPARE(underWay, std::size_t(0));
    }

    void aSecondStopEndsAtOnce() {
        SmallServer server(
            [](const std::string&) { return "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"; });
        std::stop_source now;
        const auto record = run(even(100, 60s), server.port(), {}, now.get_token(),
                                [&](const LoadProgress& progress) {
                                    if (progress.inFlight > 10)
                                        now.request_stop();
                                });
        QVERIFY(record->counted.errors.at("stopped") > 10);
    }

    void aThresholdThatAbortsEndsTheRunAfterItsGrace() {
        SmallServer server([](const std::string&) { return SmallServer::ok("{}", 500); });
        auto scenario = even(50, 60s);
        scenario.thresholds = {*parseThreshold("errors < 1%")};
        scenario.thresholds[0].abort = true;
        scenario.thresholds[0].grace = 600ms;
        LoadTime ended{};
        const auto record = run(scenario, server.port(), {}, {},
                                [&](const LoadProgress& progress) { ended = progress.at; });
        QVERIFY(record->abortedBy && record->abortedBy->metric == "errors");
        QVERIFY(ended >= 600ms && ended < 60s);
        QVERIFY(record->counted.offered > 0 && record->counted.offered < 3000);
    }

    void usersOfTheClosedModelWaitForTheirAnswerAndThink() {
        SmallServer server([](const std::string&) { return SmallServer::ok(); });
        auto scenario = even(10, 60s); // ten users
        scenario.model = Model::Closed;
        scenario.think = 100ms;
        std::size_t most = 0;
        LoadTime ended{};
        std::stop_source drain;
        const auto record =
            run(scenario, server.port(), drain.get_token(), {}, [&](const LoadProgress& progress) {
                most = std::max(most, progress.inFlight);
                ended = progress.at;
                if (server.requests() >= 30)
                    drain.request_stop();
            });
        QVERIFY(most <= 10);
        const auto answered = record->counted.answered;
        const auto mostThatThink = 10 * (1 + static_cast<std::uint64_t>(ended / 100ms));
        QVERIFY2(answered >= 30 && answered <= mostThatThink,
                 qPrintable(QString::number(answered)));
    }

    void moreThanTheConnectionsAllowWaitsAndIsNotLost() {
        SmallServer server([](const std::string&) { return SmallServer::ok(); });
        auto scenario = even(300, 1s);
        scenario.connections = 1;
        const auto record = run(scenario, server.port());
        QCOMPARE(record->counted.answered, std::uint64_t{300});
        QCOMPARE(record->counted.dropped, std::uint64_t{0});
    }

    /// Of those that a turn of the generator finds due, the last is in time, however busy the
    /// machine is.
    void whatAServiceLeavesNoPlaceForIsItsOwnFault() {
        const auto record = Crowd().run([] {});
        QVERIFY(record.has_value());
        QVERIFY(record->counted.dropped > 300);
        QVERIFY(record->counted.crowdedOut > 0);
        QCOMPARE(record->counted.answered + record->counted.dropped, std::uint64_t{400});
    }

    void whatALateGeneratorDropsIsItsOwnFault() {
        const auto record = Crowd().run([] { std::this_thread::sleep_for(400ms); });
        QVERIFY(record.has_value());
        QVERIFY(record->counted.dropped > 300);
        QVERIFY2(record->counted.ownDrops() > 10 * record->counted.crowdedOut,
                 qPrintable(QString::number(record->counted.crowdedOut)));
        QVERIFY(generatorWasLimit(*record));
    }

    void whereNobodyListensTheRunDoesNotBegin() {
        const tests::ClosedPort nobody;
        const auto record = run(even(10, 60s), nobody.port());
        QVERIFY(!record);
        QVERIFY(record.error().code == core::ErrorCode::Unreachable);
    }

    void targetsAreRead_data() {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* url, const char* expected) {
            QTest::newRow(url) << QByteArray(url) << QByteArray(expected);
        };
        row("http://localhost:8080", "localhost|8080|");
        row("http://h/", "h|80|");
        row("http://[::1]:81/a/b/", "::1|81|/a/b");
        row("https://h", "h|443|");
        row("https://h:8443/x", "h|8443|/x");
        row("ftp://h", "http://");
        row("h:80", "http://");
        row("http://", "no host");
        row("http://h:0", "port");
        row("http://h:99999", "port");
        row("http://u@h", "user");
        row("http://h/a b", "spaces");
        row("http://h\r\n/", "spaces");
    }
    void targetsAreRead() {
        QFETCH(QByteArray, url);
        QFETCH(QByteArray, expected);
        const auto target = parseTarget(url.toStdString());
        const auto text =
            target ? target->host + "|" + std::to_string(target->port) + "|" + target->prefix
                   : target.error().message;
        QVERIFY2(text.find(expected.toStdString()) != std::string::npos, text.c_str());
    }
};

VIGIA_TEST_CLASS(LoadRunTest)
#include "load_run_test.moc"
