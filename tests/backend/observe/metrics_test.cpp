#include "backend/http/client.h"
#include "backend/observe/exposer.h"
#include "backend/observe/http_metrics.h"
#include "backend/observe/metrics.h"
#include "core/base/json.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <thread>

using namespace vigia;
using namespace vigia::backend::observe;

namespace {

bool has(const Metrics& metrics, const std::string& line) {
    return ("\n" + metrics.text()).find("\n" + line + "\n") != std::string::npos;
}

} // namespace

class MetricsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySeriesCarriesTheService() {
        Metrics metrics({.service = "stock", .version = "1.2.3", .commit = "abc"});
        metrics.counter({"stock_created_total", "Stocks created.", {"symbol"}})
            .with({"AAPL"})
            .add(2);
        metrics.gauge({"stock_items", "Stocks."}).with().set(5);
        QVERIFY(has(metrics, "# TYPE stock_created_total counter"));
        QVERIFY(has(metrics, "# HELP stock_created_total Stocks created."));
        QVERIFY(has(metrics, R"(stock_created_total{service="stock",symbol="AAPL"} 2)"));
        QVERIFY(has(metrics, R"(stock_items{service="stock"} 5)"));
        QVERIFY(has(metrics, R"(build_info{service="stock",commit="abc",version="1.2.3"} 1)"));
    }

    void histogramsHaveTheBucketsOfTheContract() {
        Metrics metrics({.service = "s"});
        Histogram seconds =
            metrics.histogram({"db_operation_seconds", "x", {"operation"}}).with({"insert"});
        seconds.observe(0.002);
        seconds.observe(40);
        for (const char* bound : {"0.001", "0.005", "0.01", "0.025", "0.05", "0.1", "0.2", "0.3",
                                  "0.5", "1", "2", "5", "10", "30", "+Inf"})
            QVERIFY2(metrics.text().find("le=\"" + std::string(bound) + "\"") != std::string::npos,
                     bound);
        QVERIFY(has(metrics,
                    R"(db_operation_seconds_bucket{service="s",operation="insert",le="0.005"} 1)"));
        QVERIFY(has(metrics,
                    R"(db_operation_seconds_bucket{service="s",operation="insert",le="30"} 1)"));
        QVERIFY(has(metrics, R"(db_operation_seconds_count{service="s",operation="insert"} 2)"));
    }

    void theTwoHundredAndFirstValueIsOther() {
        Metrics metrics({.service = "s"});
        CounterFamily family = metrics.counter({"many_total", "x", {"symbol", "kind"}});
        for (int i = 0; i < 300; ++i)
            family.with({"S" + std::to_string(i), "a"}).add();
        family.with({"S7", "a"}).add();
        QVERIFY(has(metrics, R"(many_total{service="s",kind="a",symbol="_other"} 100)"));
        QVERIFY(has(metrics, R"(many_total{service="s",kind="a",symbol="S7"} 2)"));
        QVERIFY(metrics.text().find("S200") == std::string::npos);
    }

    void removedGaugesAreGoneAndMakeRoom() {
        Metrics metrics({.service = "s"});
        GaugeFamily lag = metrics.gauge({"lag", "x", {"topic"}, 1});
        lag.with({"a"}).set(1);
        lag.remove({"a"});
        QVERIFY(metrics.text().find("topic=\"a\"") == std::string::npos);
        lag.with({"b"}).set(2);
        QVERIFY(has(metrics, R"(lag{service="s",topic="b"} 2)"));
    }

    void wrongUseGivesHandlesThatDoNothing() {
        Metrics metrics({.service = "s"});
        metrics.counter({"bad name", "x"}).with().add();
        metrics.counter({"total", "x", {"service"}}).with({"y"}).add();
        metrics.counter({"good_total", "x", {"a"}}).with({}).add();
        metrics.gauge({"good_total", "x"}).with().set(3);
        Counter().add();
        QVERIFY(metrics.text().find("bad name") == std::string::npos);
        QVERIFY(metrics.text().find("good_total{") == std::string::npos);
    }

    void labelValuesFromOutsideAreEscaped() {
        Metrics metrics({.service = "s"});
        metrics.counter({"x_total", "x", {"topic"}}).with({"a\"b\\c\nd"}).add();
        QVERIFY(has(metrics, "x_total{service=\"s\",topic=\"a\\\"b\\\\c\\nd\"} 1"));
    }

    void queuesAreReadAtEachCollection() {
        Metrics metrics({.service = "s"});
        core::QueueStats stats{"events", 3, 10, 0};
        {
            const auto source = metrics.watchQueue([&stats] { return stats; });
            stats.dropped = 4;
            QVERIFY(has(metrics, R"(queue_depth{service="s",queue="events"} 3)"));
            QVERIFY(has(metrics, R"(queue_capacity{service="s",queue="events"} 10)"));
            QVERIFY(has(metrics, R"(queue_dropped_total{service="s",queue="events"} 4)"));
        }
        stats.dropped = 9;
        QVERIFY(has(metrics, R"(queue_dropped_total{service="s",queue="events"} 4)"));
    }

    void theProcessTellsAboutItself() {
        const Metrics metrics({.service = "s"});
        for (const char* name :
             {"process_cpu_seconds_total", "process_resident_memory_bytes",
              "process_memory_limit_bytes", "process_open_fds", "process_max_fds",
              "process_start_time_seconds", "process_threads"}) {
            const auto json = core::parseJson(metrics.metricJson(name).value_or(""));
            QVERIFY2(json.has_value(), name);
            QVERIFY2(json->find("measurements")->asArray()->front().doubleAt("value").value_or(0) >
                         0,
                     name);
        }
    }

    void jsonViewsFollowTheRegistry() {
        Metrics metrics({.service = "s"});
        metrics.histogram({"h_seconds", "how long"}).with().observe(2);
        QCOMPARE(
            *metrics.metricJson("h_seconds"),
            std::string(
                R"({"name":"h_seconds","description":"how long","type":"histogram","measurements":[)"
                R"({"labels":{"service":"s","statistic":"count"},"value":1},{"labels":{"service":"s","statistic":"sum"},"value":2}]})"));
        QVERIFY(!metrics.metricJson("none").has_value());
        QVERIFY(metrics.namesJson().find("\"h_seconds\"") != std::string::npos);
    }

    void endpointsAndMethodsStayClosedSets() {
        Metrics metrics({.service = "s"});
        HttpMetrics http(metrics);
        http.series("BREW", 404, "unmatched").requests.add();
        QVERIFY(has(
            metrics,
            R"(http_requests_total{service="s",endpoint="unmatched",method="OTHER",status="404"} 1)"));
    }

    void theExposerAnswersOnItsOwnPort() {
        Metrics metrics({.service = "s"});
        metrics.counter({"x_total", "x"}).with().add();
        MetricsExposer exposer("127.0.0.1:0", metrics);
        QVERIFY(exposer.start().has_value());
        backend::http::Client client(
            {.baseUrl = "http://127.0.0.1:" + std::to_string(exposer.port())});
        const auto answer = client.get("/metrics");
        QVERIFY(answer.has_value());
        QVERIFY(answer->body.find("x_total{service=\"s\"} 1") != std::string::npos);
        MetricsExposer second("127.0.0.1:" + std::to_string(exposer.port()), metrics);
        QCOMPARE(second.start().error().code, core::ErrorCode::Rejected);
    }

    void manyThreadsCountTogether() {
        Metrics metrics({.service = "s"});
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&metrics] {
                for (int i = 0; i < 500; ++i) {
                    metrics.counter({"x_total", "x", {"n"}}).with({std::to_string(i % 7)}).add();
                    if (i % 100 == 0)
                        static_cast<void>(metrics.text());
                }
            });
        threads.clear();
        double sum = 0;
        for (int i = 0; i < 7; ++i)
            sum += metrics.counter({"x_total", "x", {"n"}}).with({std::to_string(i)}).value();
        QCOMPARE(sum, 2000.0);
    }
};

VIGIA_TEST_CLASS(MetricsTest)
#include "metrics_test.moc"
