#include "core/base/json.h"
#include "core/base/json_writer.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <limits>

using namespace vigia::core;

class JsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersKeepTheirText() {
        const auto json = parseJson(R"({"a":22500.00,"b":1e3,"c":-0.10})");
        QVERIFY(json.has_value());
        QCOMPARE(json->text(), std::string(R"({"a":22500.00,"b":1e3,"c":-0.10})"));
        QCOMPARE(json->find("a")->asMoney()->text(), std::string("22500.00"));
        QCOMPARE(json->integerAt("b"), std::optional<std::int64_t>(1000));
        QVERIFY(!json->integerAt("c").has_value());
    }

    void wholeNumbers_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("whole");
        QTest::addColumn<qint64>("value");
        QTest::newRow("plain") << QByteArray("150") << true << qint64(150);
        QTest::newRow("point zero") << QByteArray("150.0") << true << qint64(150);
        QTest::newRow("exponent") << QByteArray("1.5e2") << true << qint64(150);
        QTest::newRow("fraction") << QByteArray("150.5") << false << qint64(0);
        QTest::newRow("third decimal") << QByteArray("150.001") << false << qint64(0);
        QTest::newRow("rounds up") << QByteArray("149.999") << false << qint64(0);
        QTest::newRow("most") << QByteArray("9223372036854775807") << true
                              << std::numeric_limits<qint64>::max();
        QTest::newRow("beyond") << QByteArray("9223372036854775808") << false << qint64(0);
        QTest::newRow("huge") << QByteArray("1e999999") << false << qint64(0);
    }
    void wholeNumbers() {
        QFETCH(QByteArray, text);
        QFETCH(bool, whole);
        QFETCH(qint64, value);
        const auto json = parseJson(text.toStdString());
        QVERIFY(json.has_value());
        QCOMPARE(json->asInteger().has_value(), whole);
        if (whole)
            QCOMPARE(*json->asInteger(), value);
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("truncated") << QByteArray(R"({"a":1)");
        QTest::newRow("duplicate key") << QByteArray(R"({"a":1,"a":2})");
        QTest::newRow("escaped duplicate") << QByteArray(R"({"a":1,"\u0061":2})");
        QTest::newRow("extra text") << QByteArray("{} {}");
        QTest::newRow("comment") << QByteArray("/* x */ {}");
        QTest::newRow("trailing comma") << QByteArray("[1,]");
        QTest::newRow("bad utf-8") << QByteArray("\"\xC3\x28\"");
        QTest::newRow("overlong") << QByteArray("\"\xC0\xAF\"");
        QTest::newRow("lone surrogate") << QByteArray(R"("\uD800")");
        QTest::newRow("raw control") << QByteArray("\"a\x01\"");
        QTest::newRow("escaped NUL") << QByteArray(R"("a\u0000b")");
        QTest::newRow("raw NUL") << QByteArray("{\"a\":1}\0", 8);
        QTest::newRow("NaN") << QByteArray("NaN");
        QTest::newRow("leading zero") << QByteArray("01");
        QTest::newRow("plus") << QByteArray("+1");
        QTest::newRow("hex") << QByteArray("0x10");
        QTest::newRow("depth 33") << QByteArray(33, '[') + QByteArray(33, ']');
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{}");
    }
    void refuses() {
        QFETCH(QByteArray, text);
        const auto json =
            parseJson(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QVERIFY(!json.has_value());
        QCOMPARE(json.error().code, ErrorCode::InvalidInput);
        QVERIFY(json.error().message.find("at byte") != std::string::npos);
    }

    void depthThirtyTwoIsAccepted() {
        QVERIFY(parseJson(std::string(32, '[') + std::string(32, ']')).has_value());
    }

    void oversizeIsRefusedBeforeReading() {
        const auto json = parseJson(std::string(2000, ' '), {1000, 32});
        QVERIFY(!json.has_value());
        QVERIFY(json.error().message.find("1000 bytes") != std::string::npos);
    }

    void writerEscapesAndRepairs() {
        JsonWriter w;
        w.beginObject().member("q\"", "a\n\x01").member("bad", std::string_view("x\xFFy", 3));
        w.member("none", std::optional<int>())
            .member("n", -5)
            .member("flag", true)
            .member("d", 1.5);
        w.key("list")
            .beginArray()
            .value(1)
            .null()
            .value(std::numeric_limits<double>::infinity())
            .endArray();
        w.endObject();
        QCOMPARE(w.text(),
                 std::string("{\"q\\\"\":\"a\\n\\u0001\",\"bad\":\"x\xEF\xBF\xBDy\",\"n\":-5,"
                             "\"flag\":true,\"d\":1.5,\"list\":[1,null,null]}"));
        QVERIFY(parseJson(w.text()).has_value());
    }

    void everyByteStringBecomesReadableJson() {
        for (int first = 0; first < 256; ++first) {
            const std::string text{static_cast<char>(first), 'a', static_cast<char>(255 - first)};
            const auto json = parseJson(jsonQuoted(text));
            QVERIFY2(json.has_value() || first == 0 || first == 255,
                     qPrintable(QString::number(first)));
        }
    }
};

VIGIA_TEST_CLASS(JsonTest)
#include "json_test.moc"
