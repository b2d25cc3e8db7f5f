#include "backend/monitor/edge_traffic.h"
#include "backend/monitor/service_meter.h"
#include "backend/monitor/service_poll.h"
#include "tests/backend/monitor/fakes.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::backend::monitor;
using vigia::tests::at;
using vigia::tests::FakeClock;
using vigia::tests::FakeFetcher;

namespace {

std::string page(int ok, int conflict, int broken, int probes) {
    const auto line = [](const char* status, const char* endpoint, int value) {
        return std::string("http_requests_total{method=\"GET\",status=\"") + status +
               "\",endpoint=\"" + endpoint + "\"} " + std::to_string(value) + "\n";
    };
    return line("200", "/api/v1/virtual-stock/stocks", ok) +
           line("409", "/api/v1/virtual-stock/stocks", conflict) +
           line("500", "/api/v1/virtual-stock/stocks", broken) + line("200", "/metrics", probes);
}

MeterReading observe(ServiceMeter& meter, const std::string& text, double seconds) {
    const auto samples = parsePrometheusText(text);
    return meter.observe(*samples, at(seconds));
}

} // namespace

class ServiceMeterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theFirstScrapeGivesNoRates() {
        ServiceMeter meter;
        const auto reading = observe(meter, page(1000, 10, 10, 10), 0);
        QVERIFY(!reading.requestsPerSecond);
        QVERIFY(!reading.p95Millis);
    }

    void ratesComeFromTheGrowthWithoutProbes() {
        ServiceMeter meter;
        observe(meter, page(1000, 10, 10, 10), 0);
        const auto reading = observe(meter, page(1080, 16, 14, 500), 2);
        QCOMPARE(*reading.requestsPerSecond, 45.0);
        QCOMPARE(*reading.conflictsPerSecond, 3.0);
        QCOMPARE(*reading.errorsPerSecond, 2.0);
    }

    void aRestartedCounterCountsFromZero() {
        ServiceMeter meter;
        observe(meter, page(1000, 0, 0, 0), 0);
        QCOMPARE(*observe(meter, page(30, 0, 0, 0), 1).requestsPerSecond, 30.0);
    }

    void aSeriesThatAppearsLaterCountsInFull() {
        ServiceMeter meter;
        observe(meter, "up 1\n", 0);
        QCOMPARE(*observe(meter, page(5, 0, 0, 0), 1).requestsPerSecond, 5.0);
    }

    void percentilesLieWithinTheirBucket() {
        ServiceMeter meter;
        const auto histogram = [](int low, int high) {
            return "http_request_duration_seconds_bucket{endpoint=\"/x\",le=\"0.01\"} " +
                   std::to_string(low) +
                   "\nhttp_request_duration_seconds_bucket{endpoint=\"/x\",le=\"0.1\"} " +
                   std::to_string(high) +
                   "\nhttp_request_duration_seconds_bucket{endpoint=\"/x\",le=\"+Inf\"} " +
                   std::to_string(high) + "\n";
        };
        observe(meter, histogram(0, 0), 0);
        const auto reading = observe(meter, histogram(90, 100), 2);
        QVERIFY(*reading.p95Millis > 10 && *reading.p95Millis < 100);
        QCOMPARE(qRound(*reading.p95Millis), 55);
    }

    void aPercentileBeyondTheLastBoundIsThatBound() {
        QCOMPARE(*quantileOf({{1.0, 1.0}, {std::numeric_limits<double>::infinity(), 10.0}}, 0.99),
                 1.0);
        QVERIFY(!quantileOf({{1.0, 0.0}}, 0.5));
        QVERIFY(!quantileOf({}, 0.5));
    }

    void theWindowForgetsAfterAMinute() {
        HistogramWindow window;
        window.add(at(0), {{0.1, 100.0}, {1.0, 100.0}});
        window.add(at(30), {{0.1, 0.0}, {1.0, 10.0}});
        QVERIFY(*window.quantile(0.5) < 0.1);
        window.add(at(61), {{0.1, 0.0}, {1.0, 10.0}});
        QVERIFY(*window.quantile(0.5) > 0.1);
    }

    void pausedGroupsSayWhy() {
        ServiceMeter meter;
        const auto reading =
            observe(meter,
                    "kafka_consumer_paused{consumer_group=\"g\",reason=\"database\"} 1\n"
                    "kafka_consumer_paused{consumer_group=\"h\",reason=\"breaker\"} 0\n",
                    0);
        QCOMPARE(reading.paused.size(), std::size_t(1));
        QCOMPARE(reading.paused.at("g"), std::string("database"));
    }

    void valuesThatAreNoNumbersAreLeftOut() {
        ServiceMeter meter;
        observe(meter, "process_cpu_seconds_total NaN\n", 0);
        QCOMPARE(*observe(meter, "process_cpu_seconds_total NaN\n", 1).cpuPercent, 0.0);
    }

    void allListenersOfAProcessAreReadAndTheProcessCountsOnce() {
        auto fetcher = std::make_unique<FakeFetcher>();
        auto& pages = fetcher->pages;
        FakeClock clock;
        ServicePoll poll(std::move(fetcher), clock);
        core::ops::InstanceRecord daemon;
        daemon.instance = "vigia-1";
        daemon.roles = {"analytics", "gateway"};
        daemon.urls = {{"analytics", "http://a"}, {"gateway", "http://g"}};
        const auto answer = [&](int second, int records, int requests, const char* analytics) {
            const std::string process =
                "process_cpu_seconds_total " + std::to_string(second) + "\n";
            const std::string count = std::to_string(records);
            pages["http://a/metrics"] = {
                200, process + "message_end_to_end_seconds_bucket{le=\"0.1\"} " + count +
                         "\nmessage_end_to_end_seconds_bucket{le=\"+Inf\"} " + count + "\n"};
            pages["http://g/metrics"] = {
                200, process + "http_requests_total{endpoint=\"/x\",status=\"200\"} " +
                         std::to_string(requests) + "\n"};
            pages["http://g/actuator/health"] = {200, R"({"status":"UP"})"};
            pages["http://a/actuator/health"] = {200, analytics};
            clock.set(at(second));
            return poll.round({daemon});
        };
        answer(0, 0, 0, R"({"status":"UP"})");
        const auto round = answer(1, 10, 7, R"({"status":"DEGRADED","components":{}})");
        const auto& figures = round->figures.at("vigia-1");
        QVERIFY(figures.answered);
        QCOMPARE(*figures.requestsPerSecond, 7.0);
        QCOMPARE(*figures.cpuPercent, 100.0);
        QCOMPARE(figures.health, core::ops::Health::Degraded);
        QCOMPARE(figures.healthReason, std::string("analytics degraded"));
        QVERIFY(edgeTraffic(*round, {daemon}).endToEndMillis(0.95).has_value());
        pages.erase("http://a/metrics");
        clock.set(at(2));
        QVERIFY(!poll.round({daemon})->figures.at("vigia-1").answered);
    }

    void forwardedRequestsCountOnceAtTheGateway() {
        ServiceRound round;
        MeterReading gateway, stock;
        gateway.requestsPerSecond = 20;
        gateway.errorsPerSecond = 1;
        stock.requestsPerSecond = 20;
        round.readings = {{"gateway-1", gateway}, {"stock-1", stock}};
        core::ops::InstanceRecord a, b;
        a.instance = "gateway-1";
        a.roles = {"gateway"};
        b.instance = "stock-1";
        b.roles = {"stock"};
        const auto edge = edgeTraffic(round, {a, b});
        QCOMPARE(*edge.requestsPerSecond, 20.0);
        QCOMPARE(*edge.errorPercent, 5.0);
        QCOMPARE(*edgeTraffic(round, {b}).requestsPerSecond, 20.0);
    }
};

VIGIA_TEST_CLASS(ServiceMeterTest)
#include "service_meter_test.moc"
