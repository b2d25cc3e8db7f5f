#include "backend/stack/guard_options.h"
#include "backend/stack/paths.h"
#include "tests/support/errors.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::backend::stack;
using vigia::tests::says;

class StackOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldersThatKafkaCannotTakeAreRefused_data() {
        QTest::addColumn<QByteArray>("folder");
        QTest::newRow("comma") << QByteArray("/tmp/a,b");
        QTest::newRow("colon") << QByteArray("/tmp/a:b");
        QTest::newRow("line end") << QByteArray("/tmp/a\nb");
        QTest::newRow("quote") << QByteArray("/tmp/a\"b");
        QTest::newRow("star") << QByteArray("/tmp/*");
    }

    void foldersThatKafkaCannotTakeAreRefused() {
        QFETCH(QByteArray, folder);
        StackOptions options;
        options.dataFolder = folder.toStdString();
        QVERIFY(!stackPaths(options).has_value());
    }

    void relativeDataHomeIsToldAsWhatItIs() {
        const auto before = qgetenv("XDG_DATA_HOME");
        qputenv("XDG_DATA_HOME", "relative/path");
        const auto paths = stackPaths({});
        before.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", before);
        QVERIFY(!paths.has_value());
        const auto& said = paths.error().message;
        QVERIFY2(said.find("relative/path/vigia/local, which is no absolute path: set "
                           "XDG_DATA_HOME") != std::string::npos,
                 said.c_str());
    }

    void namesOfStacksCannotLeaveTheirFolder() {
        StackOptions options;
        for (const char* name : {"", "..", "../x", "a/b", ".hidden", "a b"}) {
            options.name = name;
            QVERIFY2(!stackPaths(options).has_value(), name);
        }
    }

    void socketOfALongDataFolderStaysShort() {
        StackOptions options;
        options.dataFolder = "/tmp/" + std::string(180, 'x');
        QVERIFY(stackPaths(options)->controlSocket().string().size() < 107);
    }

    void guardArgumentsSurviveTheCommandLine() {
        GuardOptions options;
        options.keep = true;
        options.stack.name = "demo";
        options.stack.dataFolder = "/tmp/with space";
        options.stack.brokers = 1;
        options.stack.readOnly = true;
        options.stack.tag = "prod";
        options.stack.kafkaPort = 0;
        options.stack.postgresPort = 6000;
        options.stack.postgresPortFixed = true;
        options.stack.classArchive = false;
        const auto read = readGuardArguments(guardArguments(options));
        QVERIFY(read.has_value());
        QCOMPARE(guardArguments(*read), guardArguments(options));
    }

    void wrongGuardArgumentsAreNamed() {
        for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--brokers", "2"},
                                                      {"--brokers", "x"},
                                                      {"--kafka-port", "70000"},
                                                      {"--data"},
                                                      {"--nonsense", "1"}}) {
            const auto read = readGuardArguments(wrong);
            QVERIFY(!read.has_value());
            QVERIFY2(says(read.error(), wrong.front()), read.error().message.c_str());
        }
    }
};

VIGIA_TEST_CLASS(StackOptionsTest)
#include "stack_options_test.moc"
