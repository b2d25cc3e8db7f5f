#include "core/ops/write_gate.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia::core;
using namespace vigia::core::ops;

namespace {

class SteppedClock final : public Clock {
public:
    [[nodiscard]] UtcTime now() const override { return {}; }
    [[nodiscard]] SteadyTime steadyNow() const override { return m_now; }
    void advance(std::chrono::minutes by) { m_now += by; }

private:
    SteadyTime m_now{std::chrono::hours(1)};
};

} // namespace

class WriteGateTest : public QObject {
    Q_OBJECT

private:
    SteppedClock m_clock;

private Q_SLOTS:
    void aClusterThatMayBeChangedIsNeverLocked() {
        WriteGate gate("local", "dev", false, m_clock);
        QVERIFY(gate.check());
        QVERIFY(gate.unlock("anything", ""));
        gate.lock();
        QVERIFY(gate.check());
    }

    void aLockedClusterRefusesAndSaysHowToUnlock() {
        const WriteGate gate("orders", "prod", true, m_clock);
        const auto refused = gate.check();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Rejected);
        QVERIFY(refused.error().message.starts_with("orders is production and read-only: unlock"));
    }

    void aReadOnlyClusterIsNotCalledProduction() {
        const WriteGate gate("lab", "dev", true, m_clock);
        QVERIFY(gate.check().error().message.starts_with("lab is read-only"));
    }

    void unlockingTakesTheNameAndAReason() {
        WriteGate gate("orders", "prod", true, m_clock);
        QCOMPARE(gate.unlock("order", "OPS-7").error().code, ErrorCode::InvalidInput);
        QCOMPARE(gate.unlock("orders", "  ").error().code, ErrorCode::InvalidInput);
        QVERIFY(!gate.check());
        QVERIFY(gate.unlock("orders", "OPS-7"));
        QVERIFY(gate.check());
    }

    void itLocksAgainAfterFifteenMinutesOrWhenTold() {
        WriteGate gate("orders", "prod", true, m_clock);
        QVERIFY(gate.unlock("orders", "OPS-7"));
        m_clock.advance(std::chrono::minutes(14));
        QVERIFY(gate.check());
        m_clock.advance(std::chrono::minutes(1));
        QVERIFY(!gate.check());
        QVERIFY(gate.unlock("orders", "OPS-7"));
        gate.lock();
        QVERIFY(!gate.check());
    }
};

VIGIA_TEST_CLASS(WriteGateTest)
#include "write_gate_test.moc"
