#include "backend/host/signals.h"
#include "tests/support/test_main.h"

#include <QTest>

#include <csignal>

using namespace vigia::backend::host;

class SignalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signalsArriveAsValues() {
        Signals waiter;
        QVERIFY(!waiter.wait(std::chrono::milliseconds(0)).has_value());
        std::raise(SIGTERM);
        QCOMPARE(waiter.wait(std::chrono::seconds(10)), std::optional(Signal::Stop));
        std::raise(SIGHUP);
        QCOMPARE(waiter.wait(std::chrono::seconds(10)), std::optional(Signal::Reload));
        std::raise(SIGINT);
        QCOMPARE(waiter.wait(std::chrono::seconds(10)), std::optional(Signal::Stop));
    }
};

VIGIA_TEST_CLASS(SignalsTest)
#include "signals_test.moc"
