#include "backend/monitor/prometheus_text.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace vigia;
using backend::monitor::parsePrometheusText;

class PrometheusTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesLabelsAndValuesAreRead() {
        const auto samples = parsePrometheusText(
            "# HELP a b\n# TYPE a counter\na 1\n"
            "http_requests_total{method=\"GET\", status=\"200\",} 1.5e3 1700000000000\n"
            "x:y{le=\"+Inf\"} +Inf\nq NaN\r\nlast -0.5");
        QVERIFY(samples.has_value());
        QCOMPARE(samples->size(), std::size_t(5));
        QCOMPARE(samples->at(1).label("status"), std::string_view("200"));
        QCOMPARE(samples->at(1).value, 1500.0);
        QVERIFY(std::isinf(samples->at(2).value));
        QVERIFY(std::isnan(samples->at(3).value));
        QCOMPARE(samples->at(4).value, -0.5);
        QCOMPARE(samples->at(0).label("none"), std::string_view());
    }

    void escapesInLabelsAreUndone() {
        const auto samples = parsePrometheusText("a{p=\"C:\\\\x\\\"y\\nz\",e=\"\"} 1\n");
        QVERIFY(samples.has_value());
        QCOMPARE(samples->at(0).label("p"), std::string_view("C:\\x\"y\nz"));
    }

    void anEmptyPageHasNoSamples() {
        QVERIFY(parsePrometheusText("")->empty());
        QVERIFY(parsePrometheusText("\n\n# only a comment\n   \t\n")->empty());
    }

    void refusesWithTheLine_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no value") << QByteArray("a");
        QTest::newRow("no number") << QByteArray("a b");
        QTest::newRow("digit first") << QByteArray("1a 1");
        QTest::newRow("open labels") << QByteArray("a{x=\"1\" 1");
        QTest::newRow("open quote") << QByteArray("a{x=\"1} 1");
        QTest::newRow("no quote") << QByteArray("a{x=1} 1");
        QTest::newRow("label twice") << QByteArray("a{x=\"1\",x=\"2\"} 1");
        QTest::newRow("unknown escape") << QByteArray("a{x=\"\\t\"} 1");
        QTest::newRow("escape at the end") << QByteArray("a{x=\"\\");
        QTest::newRow("colon in label") << QByteArray("a{x:y=\"1\"} 1");
        QTest::newRow("hex") << QByteArray("a 0x10");
        QTest::newRow("inf in words") << QByteArray("a infinity");
        QTest::newRow("nan with payload") << QByteArray("a nan(1)");
        QTest::newRow("out of range") << QByteArray("a 1e999");
        QTest::newRow("text after time") << QByteArray("a 1 5 x");
        QTest::newRow("time with fraction") << QByteArray("a 1 5.5");
        QTest::newRow("bad utf-8") << QByteArray("a{x=\"\xC3\x28\"} 1");
        QTest::newRow("NUL") << QByteArray("a\0b 1", 6);
        QTest::newRow("html") << QByteArray("<html>502</html>");
        QTest::newRow("semicolon") << QByteArray("a{x=\"1\";y=\"2\"} 1");
        QTest::newRow("long label")
            << QByteArray("a{x=\"") + QByteArray(5000, 'y') + QByteArray("\"} 1");
    }
    void refusesWithTheLine() {
        QFETCH(QByteArray, line);
        const std::string page = "ok 1\n" + line.toStdString() + "\nok 2\n";
        const auto samples = parsePrometheusText(page);
        QVERIFY(!samples.has_value());
        QCOMPARE(samples.error().code, core::ErrorCode::InvalidInput);
        QVERIFY2(samples.error().message.find("line 2") != std::string::npos,
                 samples.error().message.c_str());
    }

    void boundsHold() {
        backend::monitor::ScrapeLimits limits;
        limits.maxSamples = 3;
        limits.maxBytes = 100;
        QVERIFY(parsePrometheusText("a 1\na 1\na 1\n", limits).has_value());
        QVERIFY(!parsePrometheusText("a 1\na 1\na 1\na 1\n", limits).has_value());
        QVERIFY(!parsePrometheusText(std::string(101, '\n'), limits).has_value());
        std::string many = "a{";
        for (int i = 0; i < 33; ++i)
            many += "l" + std::to_string(i) + "=\"\",";
        QVERIFY(!parsePrometheusText(many + "} 1\n").has_value());
    }

    void hostileTextNeverCrashes() {
        std::mt19937 random(5);
        const std::string good =
            "http_requests_total{method=\"GET\",status=\"200\"} 12.5 1700000000000\n";
        for (int round = 0; round < 20000; ++round) {
            std::string text = good + good;
            for (unsigned flips = random() % 4; flips < 5; ++flips)
                text[random() % text.size()] = static_cast<char>(random());
            text.resize(random() % (text.size() + 1));
            (void)parsePrometheusText(text).has_value();
        }
    }
};

VIGIA_TEST_CLASS(PrometheusTextTest)
#include "prometheus_text_test.moc"
