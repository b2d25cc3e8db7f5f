#include "backend/monitor/edge_traffic.h"
#include "backend/monitor/service_meter.h"
#include "tests/backend/monitor/fakes.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::backend::monitor;
using vigia::tests::at;

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
