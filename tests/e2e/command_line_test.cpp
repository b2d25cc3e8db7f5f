#include "core/base/json.h"
#include "tests/e2e/program.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using vigia::tests::runProgram;

/// What a user types, right and wrong, without any server.
class CommandLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void versionAndHelpSucceed() {
        const auto version = runProgram({QStringLiteral("version")});
        QCOMPARE(version.exitCode, 0);
        QVERIFY(version.out.startsWith("vigia "));
        const auto help = runProgram({QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.contains("config"));
    }

    void wrongUse_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("command") << QStringList{QStringLiteral("confgi")}
                                 << QByteArray("did you mean config?");
        QTest::newRow("subcommand") << QStringList{QStringLiteral("config"), QStringLiteral("prnt")}
                                    << QByteArray("did you mean print?");
        QTest::newRow("option") << QStringList{QStringLiteral("version"), QStringLiteral("--jsno")}
                                << QByteArray("did you mean --json?");
        QTest::newRow("key") << QStringList{QStringLiteral("version"), QStringLiteral("--set"),
                                            QStringLiteral("stock.lowTreshold=1")}
                             << QByteArray("did you mean stock.lowThreshold?");
        QTest::newRow("face") << QStringList{QStringLiteral("--face"), QStringLiteral("window")}
                              << QByteArray("desktop");
        QTest::newRow("terminal escape")
            << QStringList{QStringLiteral("\x1B]0;x\x07")} << QByteArray("\\x1B]0;x\\x07");
    }
    void wrongUse() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, expected);
        const auto run = runProgram(arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains(expected), run.err.constData());
        QVERIFY(!run.err.contains('\x1B'));
        QCOMPARE(run.out, QByteArray());
    }

    void configurationErrorsNameTheVariable() {
        const auto run = runProgram({QStringLiteral("config"), QStringLiteral("check")},
                                    {QStringLiteral("VIGIA_STOCK_LOW_THRESHOLD=x")});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains("VIGIA_STOCK_LOW_THRESHOLD"), run.err.constData());
    }

    void printedConfigurationIsJsonWithoutSecrets() {
        const auto run = runProgram(
            {QStringLiteral("config"), QStringLiteral("print"), QStringLiteral("--json")},
            {QStringLiteral("VIGIA_POSTGRES_PASSWORD=CANARY-1")});
        QCOMPARE(run.exitCode, 0);
        const auto json = vigia::core::parseJson(run.out.trimmed().toStdString());
        QVERIFY(json.has_value());
        QCOMPARE(json->find("postgres.password")->stringAt("value"),
                 std::optional<std::string>("****"));
        QVERIFY(!run.out.contains("CANARY"));
    }
};

VIGIA_TEST_CLASS(CommandLineTest)
#include "command_line_test.moc"
