#include "backend/monitor/demo_traffic.h"
#include "core/base/json.h"
#include "tests/backend/monitor/fakes.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <atomic>
#include <future>

using namespace vigia;
using namespace vigia::backend::monitor;
using vigia::tests::FakeClock;

namespace {

/// A stock API that remembers what it was asked.
class FakeApi final : public Fetcher {
public:
    struct Log {
        std::vector<Outgoing> requests;
        bool away = false;
        bool existsAlready = false;
        std::promise<void>* ten = nullptr;
    };
    explicit FakeApi(std::shared_ptr<Log> log) : m_log(std::move(log)) {}

    core::Result<Fetched> send(const Outgoing& request, std::chrono::milliseconds) override {
        m_log->requests.push_back(request);
        if (m_log->requests.size() == 10 && m_log->ten != nullptr)
            m_log->ten->set_value();
        if (m_log->away)
            return core::failure(core::ErrorCode::Unreachable, "connection refused");
        if (request.url.ends_with("/stocks"))
            return Fetched{m_log->existsAlready ? 409 : 201,
                           R"({"stockId":"id-)" + std::to_string(m_log->requests.size()) + R"("})"};
        if (request.url.ends_with("/reserve"))
            return Fetched{200, R"({"reservationId":"RES-1","remaining":5})"};
        return Fetched{200, R"({"quantity":100})"};
    }

private:
    std::shared_ptr<Log> m_log;
};

DemoOptions options() {
    DemoOptions options;
    options.baseUrl = [] { return std::string("http://127.0.0.1:8080"); };
    return options;
}

} // namespace

class DemoTrafficTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void missingStocksAreMadeFirstThenTraded() {
        auto log = std::make_shared<FakeApi::Log>();
        FakeClock clock;
        DemoTraffic traffic(options(), std::make_unique<FakeApi>(log), clock);
        for (int i = 0; i < 100; ++i)
            QVERIFY(traffic.step());
        for (std::size_t i = 0; i < 24; ++i)
            QCOMPARE(log->requests[i].url,
                     std::string("http://127.0.0.1:8080/api/v1/virtual-stock/stocks"));
        QVERIFY(log->requests[24].url.find("/stocks/id-") != std::string::npos);
        QCOMPARE(traffic.sent(), std::uint64_t(100));
    }

    void stocksThatExistAreTakenAsTheyAre() {
        auto log = std::make_shared<FakeApi::Log>();
        log->existsAlready = true;
        FakeClock clock;
        DemoTraffic traffic(options(), std::make_unique<FakeApi>(log), clock);
        for (int i = 0; i < 25; ++i)
            QVERIFY(traffic.step());
        QVERIFY(log->requests[24].url.find("/stocks/id-") != std::string::npos);
    }

    void everyRequestIsMarkedAndValidJson() {
        auto log = std::make_shared<FakeApi::Log>();
        FakeClock clock;
        DemoTraffic traffic(options(), std::make_unique<FakeApi>(log), clock);
        for (int i = 0; i < 300; ++i)
            traffic.step();
        for (const Outgoing& request : log->requests) {
            QCOMPARE(request.headers.at(0).first, std::string("X-User-ID"));
            QCOMPARE(request.headers.at(0).second, std::string("demo-traffic"));
            QVERIFY2(core::parseJson(request.body).has_value(), request.body.c_str());
        }
    }

    void anAbsentApiIsAskedLessAndLess() {
        auto log = std::make_shared<FakeApi::Log>();
        log->away = true;
        FakeClock clock;
        DemoTraffic traffic(options(), std::make_unique<FakeApi>(log), clock);
        auto before = std::chrono::milliseconds(0);
        for (int i = 0; i < 12; ++i) {
            const auto wait = traffic.pause(traffic.step());
            QVERIFY(wait >= before && wait <= std::chrono::seconds(10));
            before = wait;
        }
        QCOMPARE(before, std::chrono::milliseconds(10000));
        QCOMPARE(traffic.stats().failures, std::uint64_t(12));
        QCOMPARE(traffic.stats().lastError, std::string("connection refused"));
        log->away = false;
        QVERIFY(traffic.pause(traffic.step()) < std::chrono::milliseconds(100));
    }

    void withoutAnAddressNothingIsSent() {
        auto log = std::make_shared<FakeApi::Log>();
        FakeClock clock;
        DemoTraffic traffic({}, std::make_unique<FakeApi>(log), clock);
        QVERIFY(!traffic.step());
        QVERIFY(log->requests.empty());
    }

    void ofTwoConsolesOneSendsAndTheOtherGoesOnWhenItEnds() {
        auto log = std::make_shared<FakeApi::Log>();
        std::promise<void> ten;
        log->ten = &ten;
        FakeClock clock;
        std::atomic<bool> free = false;
        std::atomic<int> released = 0;
        auto second = options();
        second.perSecond = 10000;
        second.hold = [&] { return free.load(); };
        second.release = [&] { ++released; };
        DemoTraffic traffic(second, std::make_unique<FakeApi>(log), clock);
        traffic.start();
        QVERIFY(traffic.setOn(true));
        QTRY_VERIFY(traffic.stats().elsewhere);
        QCOMPARE(traffic.sent(), std::uint64_t(0));
        free = true; // the other console has ended
        ten.get_future().wait();
        QVERIFY(!traffic.stats().elsewhere);
        const int before = released;
        QVERIFY(traffic.setOn(false));
        QTRY_VERIFY(released > before);
        traffic.stop();
    }

    void onALockedPlatformTheSwitchNeedsAPass() {
        FakeClock clock;
        auto locked = options();
        locked.lock = {"local", "prod", true};
        DemoTraffic traffic(locked, std::make_unique<FakeApi>(std::make_shared<FakeApi::Log>()),
                            clock);
        QCOMPARE(traffic.setOn(true).error().code, vigia::core::ErrorCode::Rejected);
        QVERIFY(!traffic.isOn());
        QVERIFY(traffic.setOn(true, {"local", "OPS-7"}));
        QVERIFY(traffic.isOn());
    }

    void theSwitchStartsAndStopsTheThread() {
        auto log = std::make_shared<FakeApi::Log>();
        std::promise<void> ten;
        log->ten = &ten;
        FakeClock clock;
        auto fast = options();
        fast.perSecond = 10000;
        DemoTraffic traffic(fast, std::make_unique<FakeApi>(log), clock);
        traffic.start();
        QVERIFY(!traffic.isOn());
        QVERIFY(traffic.setOn(true));
        ten.get_future().wait();
        QVERIFY(traffic.setOn(false));
        traffic.stop();
        const auto sent = traffic.sent();
        QVERIFY(sent >= 10);
        QCOMPARE(log->requests.size(), static_cast<std::size_t>(sent));
    }
};

VIGIA_TEST_CLASS(DemoTrafficTest)
#include "demo_traffic_test.moc"
