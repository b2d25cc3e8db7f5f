#include "core/view/cell_text.h"
#include "core/view/number_text.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <limits>

using namespace vigia::core;
using namespace vigia::core::view;

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

CellText shown(ColumnKind kind, const Value& value, TextOptions options = {}) {
    return cellText({"c", "Column", kind}, value, options);
}

} // namespace

class CellTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shortForms_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& text, const char* expected) {
            QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(expected);
        };
        row("grouped", shortNumber(18'420), "18,420");
        row("negative", groupedText(-1'234), "-1,234");
        row("smallest", groupedText(std::numeric_limits<std::int64_t>::min()),
            "-9,223,372,036,854,775,808");
        row("below the prefix", shortNumber(99'999), "99,999");
        row("kilo", shortNumber(123'456), "123 k");
        row("carries over", shortNumber(999'999), "1 M");
        row("mega", shortNumber(1'204'318), "1.2 M");
        row("rate zero", shortRate(0), "0");
        row("rate tiny", shortRate(0.001), "< 0.01");
        row("rate small", shortRate(0.04), "0.04");
        row("rate", shortRate(3.14), "3.1");
        row("rate whole", shortRate(411.6), "412");
        row("bytes", shortBytes(512), "512 B");
        row("megabytes", shortBytes(38'123'456), "38.1 MB");
        row("bytes zero", shortBytes(0), "0");
        row("sub-second", durationText(0.4), "0.4 s");
        row("almost a minute", durationText(59.7), "1 min");
        row("minutes", durationText(192), "3 min 12 s");
        row("an hour", durationText(3600), "1 h");
        row("hours", durationText(7500), "2 h 5 min");
        row("days", durationText(86'400 * 3 + 4 * 3600), "3 d 4 h");
        row("never", durationText(kNever), "never");
        row("no number", durationText(std::numeric_limits<double>::quiet_NaN()), "—");
        row("latency", latencyText(46.2), "46 ms");
        row("latency in seconds", latencyText(1500), "1.5 s");
        row("percent", percentText(97.42), "97.4");
        row("percent small", percentText(0.7), "0.7");
        row("percent zero", percentText(0), "0");
        row("money", shortMoney(1234.56), "$1,234.56");
        row("money large", shortMoney(9'312'345.5), "$9.31 M");
        row("money rounds up", shortMoney(99'999.999), "$100 k");
        row("money negative", shortMoney(-3), "-$3.00");
    }
    void shortForms() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(text, expected);
    }

    void unknownIsADashAndZeroIsZero() {
        QCOMPARE(shown(ColumnKind::Number, Value()).text, std::string("—"));
        QCOMPARE(shown(ColumnKind::Number, Value(std::int64_t{0})).text, std::string("0"));
        QCOMPARE(shown(ColumnKind::Duration, Value(Span{0, Certainty::Estimated})).text,
                 std::string("0"));
    }

    void certaintyIsShown() {
        QCOMPARE(shown(ColumnKind::Duration, Value(Span{12, Certainty::Estimated})).text,
                 std::string("~12 s"));
        QCOMPARE(shown(ColumnKind::Duration, Value(Span{1800, Certainty::AtLeast})).text,
                 std::string("≥ 30 min"));
        const auto exact = shown(ColumnKind::Duration, Value(Span{192, Certainty::Exact, "exact"}));
        QCOMPARE(exact.text, std::string("3 min 12 s"));
        QCOMPARE(exact.hint, std::string("exact"));
        QCOMPARE(shown(ColumnKind::Duration, Value(Span{kNever, Certainty::Estimated})).text,
                 std::string("never"));
    }

    void tooltipsHoldTheExactValue() {
        QCOMPARE(shown(ColumnKind::Identifier, Value(std::int64_t{1'204'318})).text,
                 std::string("1204318"));
        QCOMPARE(shown(ColumnKind::Number, Value(std::int64_t{1'204'318})).tooltip,
                 std::string("1,204,318"));
        QCOMPARE(shown(ColumnKind::Bytes, Value(std::int64_t{38'123'456})).tooltip,
                 std::string("38,123,456 bytes"));
        QCOMPARE(shown(ColumnKind::Money, Value(*Money::parse("9312345.50"))).tooltip,
                 std::string("$9,312,345.50"));
    }

    void textFromOutsideIsShownEscaped() {
        const auto cell = shown(ColumnKind::Text, Value(std::string("a\x1b[31m\n\u202e\u202cb")));
        QVERIFY(cell.text.find('\x1b') == std::string::npos);
        QVERIFY(cell.text.find('\n') == std::string::npos);
        QVERIFY(cell.text.find("\u202e") == std::string::npos);
    }

    void timesFollowTheStyle() {
        const UtcTime time = fromEpochMillis(1'735'787'045'678); // 2025-01-02T03:04:05.678Z
        const UtcTime later = time + std::chrono::seconds(90);
        QCOMPARE(timeText(time, {TimeStyle::Utc, later}), std::string("03:04:05.678"));
        QCOMPARE(timeText(time, {TimeStyle::Utc, later + std::chrono::hours(24)}),
                 std::string("2025-01-02 03:04:05.678"));
        QCOMPARE(timeText(time, {TimeStyle::Relative, later}), std::string("1 min 30 s ago"));
        QCOMPARE(timeText(later, {TimeStyle::Relative, time}), std::string("in 1 min 30 s"));
        QCOMPARE(timeText(time, {TimeStyle::Epoch, later}), std::string("1735787045678"));
        QCOMPARE(timeText(UtcTime{}, {}), std::string("—"));
        QCOMPARE(exactText(Value(time)), std::string("2025-01-02T03:04:05.678Z"));
    }

    void exactTextReadsBack() {
        QCOMPARE(exactText(Value(0.1)), std::string("0.1"));
        QCOMPARE(exactText(Value(1e300 * 0 + 123456.0)), std::string("123456"));
        QCOMPARE(exactText(Value(Money::fromCents(2250000))), std::string("22500.00"));
        QCOMPARE(exactText(Value()), std::string());
    }
};

VIGIA_TEST_CLASS(CellTextTest)
#include "cell_text_test.moc"
