#include "core/load/threshold.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>

using namespace vigia::core;
using namespace vigia::core::load;

class ThresholdTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatLoadMdWritesIsRead_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("metric");
        QTest::addColumn<int>("comparison");
        QTest::addColumn<double>("limit");
        const auto row = [](const char* text, const char* metric, Comparison comparison,
                            double limit) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(metric)
                                << static_cast<int>(comparison) << limit;
        };
        row("p95 < 200ms", "p95", Comparison::Less, 0.2);
        row("errors < 0.5%", "errors", Comparison::Less, 0.005);
        row("lost == 0", "lost", Comparison::Equal, 0);
        row("lag.max < 1000", "lag.max", Comparison::Less, 1000);
        row("p99.9<=1.5 s", "p99.9", Comparison::LessOrEqual, 1.5);
        row("  max <2s ", "max", Comparison::Less, 2);
        row("rate >= 1000/s", "rate", Comparison::GreaterOrEqual, 1000);
        row("rate > 83.3", "rate", Comparison::Greater, 83.3);
        row("service.p99 < 800us", "service.p99", Comparison::Less, 0.0008);
    }
    void whatLoadMdWritesIsRead() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, metric);
        QFETCH(int, comparison);
        QFETCH(double, limit);
        const auto threshold = parseThreshold(text.toStdString());
        QVERIFY2(threshold.has_value(), threshold ? "" : threshold.error().message.c_str());
        QCOMPARE(threshold->metric, metric.toStdString());
        QCOMPARE(static_cast<int>(threshold->comparison), comparison);
        QVERIFY(std::abs(threshold->limit - limit) < 1e-12);
        const auto again = parseThreshold(threshold->text());
        QVERIFY2(again && std::abs(again->limit - limit) < 1e-12, threshold->text().c_str());
    }

    void wrongOnesSayWhatIsWrong_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const QByteArray& text, const char* expected) {
            QTest::newRow(text.left(30)) << text << QByteArray(expected);
        };
        row("", "write it as");
        row("p95", "write it as");
        row("p94 < 1s", "did you mean p9");
        row("p95 != 1s", "operator");
        row("p95 = 1s", "operator");
        row("p95 < ", "number");
        row("p95 < -1s", "number");
        row("p95 < 1e999s", "number");
        row("p95 < nan", "number");
        row("p95 < 200", "us, ms or s");
        row("p95 < 1%", "us, ms or s");
        row("errors < 1", "%");
        row("lost == 0%", "no unit");
        row("p95 < 200ms abort", "us, ms or s");
        row(QByteArray("\x1b[31m < 1"), "\\x1B");
    }
    void wrongOnesSayWhatIsWrong() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto threshold = parseThreshold(text.toStdString());
        QVERIFY(!threshold);
        QVERIFY2(threshold.error().message.find(expected.toStdString()) != std::string::npos,
                 threshold.error().message.c_str());
    }

    void whatWasNotMeasuredIsNoSuccess() {
        const auto lost = *parseThreshold("lost == 0");
        const auto errors = *parseThreshold("errors < 1%");
        const auto judged = judge({lost, errors, errors}, {{"errors", 0.02}});
        QVERIFY(judged[0].verdict == Verdict::NotMeasured);
        QVERIFY(!judged[0].value);
        QVERIFY(judged[1].verdict == Verdict::Missed);
        QVERIFY(judge({errors}, {{"errors", std::nan("")}})[0].verdict == Verdict::NotMeasured);
        QVERIFY(judge({errors}, {{"errors", 0.0099}})[0].verdict == Verdict::Held);
    }

    void aLimitItselfIsMissedByLessAndHeldByLessOrEqual() {
        QVERIFY(!parseThreshold("dropped < 5")->holds(5));
        QVERIFY(parseThreshold("dropped <= 5")->holds(5));
        QVERIFY(parseThreshold("dropped == 5")->holds(5));
        QVERIFY(!parseThreshold("dropped > 5")->holds(5));
        QVERIFY(parseThreshold("dropped >= 5")->holds(5));
    }

    void valuesAreShownWithTheirUnit() {
        QCOMPARE(metricText("p95", 0.187), std::string("187 ms"));
        QCOMPARE(metricText("errors", 0.005), std::string("0.5 %"));
        QCOMPARE(metricText("rate", 1204.4), std::string("1,204/s"));
        QCOMPARE(metricText("lost", 3), std::string("3"));
    }
};

VIGIA_TEST_CLASS(ThresholdTest)
#include "threshold_test.moc"
