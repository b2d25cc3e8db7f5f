#include "core/base/money.h"
#include "tests/support/test_main.h"

#include <QTest>

using vigia::core::Money;

class MoneyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAndWrites_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("whole") << QByteArray("150") << QByteArray("150.00");
        QTest::newRow("half up") << QByteArray("0.005") << QByteArray("0.01");
        QTest::newRow("below half") << QByteArray("0.0049999") << QByteArray("0.00");
        QTest::newRow("negative half") << QByteArray("-1.005") << QByteArray("-1.01");
        QTest::newRow("exponent") << QByteArray("2.25E4") << QByteArray("22500.00");
        QTest::newRow("negative exponent") << QByteArray("12345e-3") << QByteArray("12.35");
        QTest::newRow("tiny") << QByteArray("1e-400") << QByteArray("0.00");
        QTest::newRow("largest price")
            << QByteArray("1000000000000.00") << QByteArray("1000000000000.00");
        QTest::newRow("many decimals")
            << QByteArray("1.444") + QByteArray(500, '4') << QByteArray("1.44");
        QTest::newRow("zeros") << QByteArray("000.10") << QByteArray("0.10");
        QTest::newRow("binary trap") << QByteArray("1.115") << QByteArray("1.12");
    }
    void readsAndWrites() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto money = Money::parse(text.toStdString());
        QVERIFY(money.has_value());
        QCOMPARE(QByteArray::fromStdString(money->text()), expected);
    }

    void refuses() {
        for (const char* text : {"", "-", ".", "1.", ".5", "1e", "1e+", "abc", "1,000", "1e31",
                                 "0x1", "1 ", " 1", "--1"})
            QVERIFY2(!Money::parse(text).has_value(), text);
    }

    void dollarsGroupThousands() {
        QCOMPARE(Money::parse("22500")->dollars(), std::string("$22,500"));
        QCOMPARE(Money::parse("1234.56")->dollars(), std::string("$1,234.56"));
        QCOMPARE(Money::parse("999")->dollars(), std::string("$999"));
        QCOMPARE(Money::parse("0")->dollars(), std::string("$0"));
        QCOMPARE(Money::parse("1000000")->dollars(), std::string("$1,000,000"));
    }

    void largestTotalIsExact() {
        const auto price = *Money::parse("1000000000000.00");
        QCOMPARE((price * 2147483647).text(), std::string("2147483647000000000000.00"));
    }
};

VIGIA_TEST_CLASS(MoneyTest)
#include "money_test.moc"
