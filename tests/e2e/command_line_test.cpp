#include "core/base/json.h"
#include "tests/e2e/program.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using vigia::tests::runProgram;

/// What a user types, right and wrong, without any server.
class CommandLineTest : public QObject {
    Q_OBJECT

private:
    /// The words below "Subcommands:" of a help text.
    static QStringList commandsIn(const QByteArray& help) {
        QStringList words;
        bool below = false;
        for (const auto& line : QString::fromUtf8(help).split(QLatin1Char('\n'))) {
            if (!line.startsWith(QLatin1Char(' ')))
                below = line.startsWith(QStringLiteral("Subcommands:"));
            else if (below)
                words << line.trimmed().section(QLatin1Char(' '), 0, 0);
        }
        words.removeAll(QString());
        return words;
    }

    static void write(const QString& file, const QByteArray& content) {
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(content);
    }
    static QByteArray read(const QString& file) {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

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
        QTest::newRow("right-to-left word")
            << QStringList{QStringLiteral("\u202Egifnoc")} << QByteArray("\\u{202E}");
        QTest::newRow("empty word") << QStringList{QString()} << QByteArray("vigia --help");
        QTest::newRow("endless word")
            << QStringList{QString(100000, QLatin1Char('x'))} << QByteArray("vigia --help");
        QTest::newRow("option without value")
            << QStringList{QStringLiteral("version"), QStringLiteral("--set")}
            << QByteArray("--set");
        QTest::newRow("folder as configuration")
            << QStringList{QStringLiteral("version"), QStringLiteral("--config"),
                           QStringLiteral("/tmp")}
            << QByteArray("/tmp is a folder");
        QTest::newRow("role") << QStringList{QStringLiteral("--daemon"), QStringLiteral("--roles"),
                                             QStringLiteral("gatway")}
                              << QByteArray("did you mean gateway?");
        QTest::newRow("desktop that was not built")
            << QStringList{QStringLiteral("--face"), QStringLiteral("desktop")}
            << QByteArray("built without the desktop");
        QTest::newRow("cluster to open")
            << QStringList{QStringLiteral("--cluster"), QStringLiteral("locl")}
            << QByteArray("did you mean local?");
        QTest::newRow("cluster without a window")
            << QStringList{QStringLiteral("--cluster"), QStringLiteral("orders"),
                           QStringLiteral("--set"),
                           QStringLiteral("clusters.orders.servers=k1:9092")}
            << QByteArray("vigia status --cluster orders");
        QTest::newRow("no role") << QStringList{QStringLiteral("--daemon"),
                                                QStringLiteral("--roles"), QStringLiteral(" ,")}
                                 << QByteArray("at least one role");
        QTest::newRow("role twice")
            << QStringList{QStringLiteral("--daemon"), QStringLiteral("--roles"),
                           QStringLiteral("stock,stock")}
            << QByteArray("named twice");
        QTest::newRow("face and command")
            << QStringList{QStringLiteral("--daemon"), QStringLiteral("status")}
            << QByteArray("leave one of them out");
        QTest::newRow("property of the client")
            << QStringList{QStringLiteral("config"),
                           QStringLiteral("check"),
                           QStringLiteral("--set"),
                           QStringLiteral("kafka.servers=k1:9092"),
                           QStringLiteral("--set"),
                           QStringLiteral("kafka.properties.bootstrap.serverz=x")}
            << QByteArray("bootstrap.serverz");
        QTest::newRow("cluster's name")
            << QStringList{QStringLiteral("config"), QStringLiteral("check"),
                           QStringLiteral("--set"), QStringLiteral("clusters.a/b.servers=k1:9092")}
            << QByteArray("can't be a cluster's name");
        QTest::newRow("row id") << QStringList{QStringLiteral("outbox"), QStringLiteral("retry"),
                                               QStringLiteral("99999999999999999999")}
                                << QByteArray("is no row id");
        QTest::newRow("outbox state")
            << QStringList{QStringLiteral("outbox"), QStringLiteral("list"),
                           QStringLiteral("--state"), QStringLiteral("prked")}
            << QByteArray("did you mean parked?");
        QTest::newRow("offset")
            << QStringList{QStringLiteral("offsets"), QStringLiteral("reset"),
                           QStringLiteral("--group"), QStringLiteral("g"),
                           QStringLiteral("--topic"), QStringLiteral("t"),
                           QStringLiteral("--to"),    QStringLiteral("sideways")}
            << QByteArray("--to takes earliest, latest or an offset");
        QTest::newRow("partition")
            << QStringList{QStringLiteral("offsets"),     QStringLiteral("reset"),
                           QStringLiteral("--group"),     QStringLiteral("g"),
                           QStringLiteral("--topic"),     QStringLiteral("t"),
                           QStringLiteral("--partition"), QStringLiteral("-1")}
            << QByteArray("--partition takes a number");
        QTest::newRow("watching another cluster")
            << QStringList{QStringLiteral("status"), QStringLiteral("--watch"),
                           QStringLiteral("--cluster"), QStringLiteral("orders")}
            << QByteArray("leave --watch or --cluster out");
        QTest::newRow("lines") << QStringList{QStringLiteral("stack"), QStringLiteral("logs"),
                                              QStringLiteral("--lines"), QStringLiteral("1e3")}
                               << QByteArray("from 1 to 10000");
        QTest::newRow("cluster") << QStringList{QStringLiteral("topics"), QStringLiteral("list"),
                                                QStringLiteral("--cluster"), QStringLiteral("locl")}
                                 << QByteArray("did you mean local?");
        QTest::newRow("terminal escape")
            << QStringList{QStringLiteral("\x1B]0;x\x07")} << QByteArray("\\x1B]0;x\\x07");
    }
    void wrongUse() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, expected);
        const auto run = runProgram(arguments);
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains(expected), run.err.constData());
        QVERIFY2(run.err.size() < 4000, run.err.constData());
        QVERIFY(!run.err.contains("\xE2\x80\xAE"));
        QVERIFY(!run.err.contains('\x1B'));
        QCOMPARE(run.out, QByteArray());
    }

    void clustersAreAddedChangedAndRemoved() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("vigia.yaml"));
        const auto cluster = [&](const QStringList& words) {
            return runProgram(
                QStringList{QStringLiteral("--config"), file, QStringLiteral("cluster")} + words);
        };
        const QString properties = folder.filePath(QStringLiteral("client.properties"));
        write(file, "# mine\n");
        write(properties, "bootstrap.servers=127.0.0.1:1\nsasl.mechanism=PLAIN\n"
                          "security.protocol=SASL_PLAINTEXT\n"
                          "sasl.jaas.config=x.PlainLoginModule required username=\"u\" "
                          "password=\"CANARY\";\n");
        const auto added =
            cluster({QStringLiteral("add"), QStringLiteral("orders"), QStringLiteral("--from"),
                     properties, QStringLiteral("--tag"), QStringLiteral("prod")});
        QVERIFY2(added.exitCode == 0, added.err.constData());
        QVERIFY(read(file).startsWith("# mine\n"));
        QVERIFY(!read(file).contains("CANARY"));
        const auto listed = cluster({QStringLiteral("list"), QStringLiteral("--json")});
        QCOMPARE(listed.out.trimmed(),
                 QByteArray("[{\"name\":\"orders\",\"servers\":\"127.0.0.1:1\","
                            "\"tag\":\"prod\",\"readOnly\":true}]"));
        const auto tested = cluster({QStringLiteral("test"), QStringLiteral("orders")});
        QCOMPARE(tested.exitCode, 3);
        QVERIFY2(tested.out.contains("Connection refused"), tested.out.constData());
        QCOMPARE(cluster({QStringLiteral("remove"), QStringLiteral("orders")}).exitCode, 0);
        QCOMPARE(read(file), QByteArray("# mine\n\n"));
        QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("clusters/orders"))));
    }

    void aSecretMayComeFromTheEnvironmentAlsoAsTheDialogCopiesIt() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("vigia.yaml"));
        write(file, "# mine\n");
        const auto added = runProgram(
            {QStringLiteral("--config"), file, QStringLiteral("cluster"), QStringLiteral("add"),
             QStringLiteral("orders"), QStringLiteral("--servers"), QStringLiteral("x:1"),
             QStringLiteral("--property"), QStringLiteral("sasl.password=${ORDERS_SECRET}")},
            {QStringLiteral("ORDERS_SECRET=CANARY")});
        QVERIFY2(added.exitCode == 0, added.err.constData());
        QVERIFY2(read(file).contains("${ORDERS_SECRET}"), read(file).constData());
        QVERIFY(!read(file).contains("CANARY"));
    }

    void aClusterThatWouldNotHoldChangesNothing() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("vigia.yaml"));
        write(file, "# mine\n");
        const QList<QStringList> wrong{
            {QStringLiteral("a.b"), QStringLiteral("--servers"), QStringLiteral("x:1")},
            {QStringLiteral("local"), QStringLiteral("--servers"), QStringLiteral("x:1")},
            {QStringLiteral("a")},
            {QStringLiteral("a"), QStringLiteral("--servers"), QStringLiteral("x:1"),
             QStringLiteral("--tag"), QStringLiteral("nope")},
            {QStringLiteral("a"), QStringLiteral("--servers"), QStringLiteral("x:1"),
             QStringLiteral("--property"), QStringLiteral("sasl.mechanims=PLAIN")},
            {QStringLiteral("a"), QStringLiteral("--servers"), QStringLiteral("x:1"),
             QStringLiteral("--property"), QStringLiteral("sasl.password=CANARY")},
            {QStringLiteral("a"), QStringLiteral("--from"), QStringLiteral("/nowhere")}};
        for (const auto& words : wrong) {
            const auto run =
                runProgram(QStringList{QStringLiteral("--config"), file, QStringLiteral("cluster"),
                                       QStringLiteral("add")} +
                           words);
            QVERIFY2(run.exitCode == 2, qPrintable(words.join(QLatin1Char(' '))));
            QVERIFY(!run.err.contains("CANARY"));
            QCOMPARE(read(file), QByteArray("# mine\n"));
        }
    }

    void helpOfEveryCommandShowsAnExampleAndJson() {
        QStringList groups = commandsIn(runProgram({QStringLiteral("--help")}).out);
        QVERIFY(groups.contains(QStringLiteral("stack")));
        int leaves = 0;
        for (const auto& group : groups) {
            const auto help = runProgram({group, QStringLiteral("--help")});
            const auto words = commandsIn(help.out);
            for (const auto& word : words.isEmpty() ? QStringList{QString()} : words) {
                auto arguments = QStringList{group, word, QStringLiteral("--help")};
                arguments.removeAll(QString());
                const auto run = runProgram(arguments);
                const auto example =
                    "Example:\n  vigia " +
                    arguments.mid(0, arguments.size() - 1).join(QLatin1Char(' ')).toUtf8();
                QCOMPARE(run.exitCode, 0);
                QVERIFY2(run.out.contains(example), run.out.constData());
                QVERIFY2(run.out.contains("--json"), run.out.constData());
                ++leaves;
            }
        }
        QVERIFY2(leaves > 25, QByteArray::number(leaves).constData());
    }

    void configurationErrorsNameTheVariable() {
        const auto run = runProgram({QStringLiteral("config"), QStringLiteral("check")},
                                    {QStringLiteral("VIGIA_STOCK_LOW_THRESHOLD=x")});
        QCOMPARE(run.exitCode, 2);
        QVERIFY2(run.err.contains("VIGIA_STOCK_LOW_THRESHOLD"), run.err.constData());
    }

    void whatACommandChangesIsWrittenDownBeforeAndAfter() {
        QTemporaryDir home;
        const QStringList own{QStringLiteral("XDG_STATE_HOME=") + home.path(),
                              QStringLiteral("XDG_DATA_HOME=") + home.path()};
        const auto lines = [&home] {
            QFile file(home.filePath(QStringLiteral("vigia/audit.jsonl")));
            return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n')
                                                  : QList<QByteArray>();
        };
        runProgram({QStringLiteral("stock"), QStringLiteral("list")}, own);
        runProgram({QStringLiteral("outbox"), QStringLiteral("drop"), QStringLiteral("7")}, own);
        QVERIFY(lines().isEmpty()); // one only reads, the other was not meant
        const QStringList create{QStringLiteral("stock"),     QStringLiteral("reserve"),
                                 QStringLiteral("s-1"),       QStringLiteral("--quantity"),
                                 QStringLiteral("5"),         QStringLiteral("--reason"),
                                 QStringLiteral("a \u202Eb"), QStringLiteral("--json")};
        QCOMPARE(runProgram(create, own).exitCode, 3); // nothing runs here
        QCOMPARE(lines().size(), 2);
        const auto begun = vigia::core::parseJson(lines()[0].toStdString());
        QCOMPARE(begun->stringAt("verb"), std::optional<std::string>("stock reserve"));
        QCOMPARE(begun->stringAt("target"), std::optional<std::string>("s-1"));
        QCOMPARE(begun->stringAt("new"), std::optional<std::string>("--quantity 5"));
        QCOMPARE(begun->stringAt("reason"), std::optional<std::string>("a \xE2\x80\xAE"
                                                                       "b"));
        QCOMPARE(begun->stringAt("result"), std::optional<std::string>("begun"));
        QVERIFY(begun->stringAt("who")->find('@') != std::string::npos);
        const auto failed = vigia::core::parseJson(lines()[1].toStdString());
        QCOMPARE(failed->stringAt("result"), std::optional<std::string>("failed"));
        QCOMPARE(failed->stringAt("detail"), std::optional<std::string>("exit code 3"));
    }

    void aReadOnlyPlatformIsNotChanged() {
        QTemporaryDir home;
        const QStringList own{QStringLiteral("XDG_STATE_HOME=") + home.path(),
                              QStringLiteral("XDG_DATA_HOME=") + home.path()};
        const QStringList drop{QStringLiteral("outbox"), QStringLiteral("drop"),
                               QStringLiteral("7"), QStringLiteral("--yes")};
        const auto with = [](QStringList words, const QStringList& settings) {
            for (const auto& setting : settings)
                words << QStringLiteral("--set") << setting;
            return words;
        };
        const auto refused =
            runProgram(with(drop, {QStringLiteral("clusters.local.readOnly=true")}), own);
        QCOMPARE(refused.exitCode, 4);
        QVERIFY2(refused.err.contains("read-only"), refused.err.constData());
        const QStringList production{QStringLiteral("mode=production"),
                                     QStringLiteral("allowInsecure=true")};
        QCOMPARE(runProgram(with(drop, production), own).exitCode, 4);
        QFile audit(home.filePath(QStringLiteral("vigia/audit.jsonl")));
        QVERIFY(audit.open(QIODevice::ReadOnly));
        QCOMPARE(audit.readAll().count("\"result\":\"refused\""), 2);
        QCOMPARE(
            runProgram(with(drop + QStringList{QStringLiteral("--unlock"), QStringLiteral("local"),
                                               QStringLiteral("--reason"), QStringLiteral("OPS-7")},
                            production),
                       own)
                .exitCode,
            3); // unlocked, and nothing runs here
        QCOMPARE(runProgram(with(drop, production + QStringList{QStringLiteral(
                                                        "clusters.local.readOnly=false")}),
                            own)
                     .exitCode,
                 3); // it was asked, and nothing runs here
        QCOMPARE(
            runProgram(with({QStringLiteral("outbox"), QStringLiteral("list")}, production), own)
                .exitCode,
            3);
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
