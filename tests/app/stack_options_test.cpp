#include "app/stack_options.h"
#include "tests/app/context.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using namespace vigia::tests;

class AppStackOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void portsOfTheConfigurationReachTheStackAndAreMeant() {
        const auto options = app::stackOptions(
            contextOf({"stack.kafkaPort=19500", "stack.postgresPort=15500", "stack.brokers=1",
                       "stack.name=demo", "data.dir=/var/tmp/x"}));
        QCOMPARE(options.kafkaPort, std::uint16_t(19500));
        QCOMPARE(options.postgresPort, std::uint16_t(15500));
        QVERIFY(options.kafkaPortFixed && options.postgresPortFixed);
        QCOMPARE(options.brokers, 1);
        QCOMPARE(options.name, std::string("demo"));
        QCOMPARE(options.dataFolder, std::string("/var/tmp/x"));
    }

    void portsThatNobodyChoseMayGiveWay() {
        const auto options = app::stackOptions(contextOf({}));
        QCOMPARE(options.kafkaPort, std::uint16_t(9092));
        QCOMPARE(options.postgresPort, std::uint16_t(5432));
        QVERIFY(!options.kafkaPortFixed && !options.postgresPortFixed);
    }
};

VIGIA_TEST_CLASS(AppStackOptionsTest)
#include "stack_options_test.moc"
