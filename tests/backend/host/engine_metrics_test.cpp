#include "backend/host/engine_metrics.h"
#include "backend/host/platform_metrics.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <fmt/format.h>

#include <mutex>

using namespace vigia;
using namespace vigia::backend;

/// What a consumer engine tells, as series.
class EngineMetricsTest : public QObject {
    Q_OBJECT

    observe::Metrics m_metrics{observe::MetricsOptions{.service = "analytics"}};
    observe::Log m_log{{.service = "analytics", .sink = [](std::string_view) {}}};

    bool shows(std::string_view reason, int partitions) {
        return m_metrics.text().find(fmt::format("kafka_consumer_paused{{service=\"analytics\","
                                                 "consumer_group=\"g\",reason=\"{}\"}} {}\n",
                                                 reason, partitions)) != std::string::npos;
    }

private Q_SLOTS:
    void everyReasonIsThereBeforeAnythingIsPaused() {
        host::EngineMetrics probe(m_metrics, m_log, "g");
        for (const auto reason : kafka::pause::kAll)
            QVERIFY2(shows(reason, 0), m_metrics.text().c_str());
    }

    void aRecordThatIsPutAsideIsCountedAndLogged() {
        std::string lines;
        std::mutex mutex;
        {
            observe::Log log({.service = "analytics", .sink = [&](std::string_view line) {
                                  const std::lock_guard lock(mutex);
                                  lines += line;
                              }});
            host::EngineMetrics probe(m_metrics, log, "g");
            probe.outcome("stock-audit-logs", {core::stream::OutcomeKind::DeadLetter, "MALFORMED",
                                               "no JSON at byte 0"});
        }
        const auto series = m_metrics.text();
        QVERIFY2(series.find("dead_letters_total{service=\"analytics\",class=\"MALFORMED\",topic="
                             "\"stock-audit-logs\"} 1\n") != std::string::npos,
                 series.c_str());
        for (const auto* part : {"MESSAGE_DEAD_LETTERED", "\"level\":\"WARN\"", "stock-audit-logs",
                                 "no JSON at byte 0"})
            QVERIFY2(lines.find(part) != std::string::npos, lines.c_str());
    }

    void aParkedRowIsAPublishError() {
        const auto hooks = host::relayHooks(m_metrics, m_log.logger("relay"));
        hooks.parked({postgres::Schema::Stock, 7, "stock-audit-logs", "MSG_SIZE_TOO_LARGE"});
        const auto series = m_metrics.text();
        QVERIFY2(
            series.find("kafka_publish_errors_total{service=\"analytics\",error=\"MSG_SIZE_TOO_"
                        "LARGE\",topic=\"stock-audit-logs\"} 1\n") != std::string::npos,
            series.c_str());
    }

    void aPartitionCountsUnderItsLatestReason() {
        host::EngineMetrics probe(m_metrics, m_log, "g");
        probe.paused("t", 0, kafka::pause::kClaim);
        probe.paused("t", 1, kafka::pause::kClaim);
        probe.paused("t", 1, kafka::pause::kDatabase);
        QVERIFY2(shows(kafka::pause::kClaim, 1), m_metrics.text().c_str());
        QVERIFY(shows(kafka::pause::kDatabase, 1));
        probe.paused("t", 0, {});
        probe.paused("t", 1, {});
        QVERIFY(shows(kafka::pause::kClaim, 0));
        QVERIFY(shows(kafka::pause::kDatabase, 0));
    }
};

VIGIA_TEST_CLASS(EngineMetricsTest)
#include "engine_metrics_test.moc"
