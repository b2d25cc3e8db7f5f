#include "core/base/time_text.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;

class TimeTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formatsWithThreeDigitsCut() {
        const UtcTime time{std::chrono::microseconds{1735787045678999}};
        QCOMPARE(formatRfc3339(time), std::string("2025-01-02T03:04:05.678Z"));
        QCOMPARE(formatRfc3339Micros(time), std::string("2025-01-02T03:04:05.678999Z"));
        QCOMPARE(formatClockMillis(time), std::string("03:04:05.678"));
    }

    void readsWhatItWrites() {
        for (const char* text :
             {"1970-01-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z", "9999-12-31T23:59:59.999Z"})
            QCOMPARE(formatRfc3339(*parseRfc3339(text)), std::string(text));
    }

    void readsOffsetsAndFractions() {
        QCOMPARE(formatRfc3339(*parseRfc3339("2025-01-02T00:04:05-03:00")),
                 std::string("2025-01-02T03:04:05.000Z"));
        QCOMPARE(formatRfc3339Micros(*parseRfc3339("2025-01-02T03:04:05.1234567Z")),
                 std::string("2025-01-02T03:04:05.123456Z"));
    }

    void refuses() {
        for (const char* text :
             {"", "2025", "2025-02-30T00:00:00Z", "2025-01-02 03:04:05Z", "2025-01-02T24:00:00Z",
              "2025-01-02T03:04:60Z", "2025-01-02T03:04:05", "2025-01-02T03:04:05.Z",
              "2025-01-02T03:04:05+25:00", "1969-12-31T23:59:59Z", "2025-01-02T03:04:05Zx"}) {
            QVERIFY2(!parseRfc3339(text).has_value(), text);
        }
    }
};

VIGIA_TEST_CLASS(TimeTextTest)
#include "time_text_test.moc"
