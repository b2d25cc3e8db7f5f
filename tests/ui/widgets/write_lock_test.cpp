#include "ui/widgets/audit_trail.h"
#include "ui/widgets/unlock_dialog.h"
#include "ui/widgets/write_lock.h"

#include "tests/support/gui_test.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace vigia;
using core::ops::AuditEntry;
using core::ops::AuditResult;
using ui::widgets::AuditTrail;
using ui::widgets::Background;
using ui::widgets::WriteLock;

class WriteLockTest : public QObject {
    Q_OBJECT

    core::SteadyTime m_now{std::chrono::hours(1)};
    std::unique_ptr<WriteLock> production() {
        auto lock = std::make_unique<WriteLock>([this] { return m_now; });
        lock->setCluster("pay-1", true);
        return lock;
    }

private Q_SLOTS:
    void onlyProductionIsLocked() {
        WriteLock lock([this] { return m_now; });
        lock.setCluster("local", false);
        QVERIFY(!lock.locked());
        lock.setCluster("pay-1", true);
        QVERIFY(lock.locked());
    }

    void unlockingAsksForTheNameAndAReason() {
        const auto lock = production();
        QVERIFY(!lock->unlock(QStringLiteral("pay-2"), QStringLiteral("ticket 7")));
        QVERIFY(!lock->unlock(QStringLiteral("pay-1"), QStringLiteral("  ")));
        QVERIFY(lock->locked());
        QVERIFY(lock->unlock(QStringLiteral("pay-1"), QStringLiteral("ticket 7")));
        QVERIFY(!lock->locked());
        QCOMPARE(lock->reason(), QStringLiteral("ticket 7"));
    }

    void whatOpensItGoesAlongOnlyWhileItIsUnlocked() {
        const auto lock = production();
        QVERIFY(lock->pass().cluster.empty());
        lock->unlock(QStringLiteral("pay-1"), QStringLiteral(" ticket 7 "));
        QCOMPARE(lock->pass().cluster, std::string("pay-1"));
        QCOMPARE(lock->pass().reason, std::string("ticket 7"));
        m_now += std::chrono::minutes(15);
        QVERIFY(lock->pass().cluster.empty() && lock->pass().reason.empty());
    }

    void itLocksAgainAfterFifteenMinutesAndOnAnotherCluster() {
        const auto lock = production();
        lock->unlock(QStringLiteral("pay-1"), QStringLiteral("ticket 7"));
        m_now += std::chrono::minutes(14) + std::chrono::seconds(59);
        QCOMPARE(lock->left().count(), std::chrono::seconds::rep{1});
        m_now += std::chrono::seconds(1);
        QVERIFY(lock->locked());
        lock->unlock(QStringLiteral("pay-1"), QStringLiteral("ticket 7"));
        lock->setCluster("pay-2", true);
        QVERIFY(lock->locked());
    }

    void theDialogUnlocksWithKeysOnly() {
        const auto lock = production();
        QWidget window;
        window.show();
        auto* dialog = new ui::widgets::UnlockDialog(tests::theme(), *lock, &window);
        dialog->open();
        const auto fields = dialog->findChildren<QLineEdit*>();
        QTest::keyClicks(fields[0], QStringLiteral("pay-1"));
        QTest::keyClick(fields[0], Qt::Key_Return);
        QVERIFY(lock->locked());
        QTest::keyClicks(fields[1], QStringLiteral("ticket 7"));
        QTest::keyClick(fields[1], Qt::Key_Return);
        QVERIFY(!lock->locked());
    }

    void anActionIsWrittenDownBeforeAndAfter() {
        const auto lock = production();
        lock->unlock(QStringLiteral("pay-1"), QStringLiteral("ticket 7"));
        std::mutex mutex;
        std::vector<AuditEntry> written;
        {
            Background background;
            AuditTrail trail(*lock, background);
            trail.setWriter([&](const AuditEntry& entry) -> core::Result<void> {
                const std::lock_guard guard(mutex);
                written.push_back(entry);
                return {};
            });
            AuditEntry entry;
            entry.verb = "kill";
            bool done = false;
            trail.begin(
                entry,
                [&] {
                    const std::lock_guard guard(mutex);
                    QCOMPARE(written.size(), std::size_t{1});
                    done = true;
                },
                [](const QString&) { QFAIL("refused"); });
            QTRY_VERIFY(done);
            trail.end(entry, false, "The guard does not answer.");
        }
        QCOMPARE(written.size(), std::size_t{2});
        QCOMPARE(written[0].reason, std::string("ticket 7"));
        QCOMPARE(written[0].cluster, std::string("pay-1"));
        QVERIFY(written[0].result == AuditResult::Begun);
        QVERIFY(written[1].result == AuditResult::Failed);
        QCOMPARE(written[1].detail, std::string("The guard does not answer."));
    }

    void onProductionNothingIsDoneThatCannotBeWrittenDown() {
        const auto lock = production();
        Background background;
        AuditTrail trail(*lock, background);
        trail.setWriter([](const AuditEntry&) -> core::Result<void> {
            return core::failure(core::ErrorCode::Rejected, "The disk is full.");
        });
        QSignalSpy failed(&trail, &AuditTrail::failed);
        QString why;
        const auto refuse = [&](const QString& sentence) { why = sentence; };
        trail.begin(
            {}, [] { QFAIL("done while locked"); }, refuse);
        QVERIFY(why.contains(QStringLiteral("read-only")));
        QTRY_COMPARE(failed.size(), 1); // the attempt could not be written down either
        lock->unlock(QStringLiteral("pay-1"), QStringLiteral("ticket 7"));
        trail.begin(
            {}, [] { QFAIL("done without a line"); }, refuse);
        QTRY_VERIFY(why.contains(QStringLiteral("The disk is full.")));
        QCOMPARE(failed.size(), 2);
    }

    void anAttemptOnALockedClusterIsWrittenDown() {
        const auto lock = production();
        std::mutex mutex;
        std::vector<AuditEntry> written;
        {
            Background background;
            AuditTrail trail(*lock, background);
            trail.setWriter([&](const AuditEntry& entry) -> core::Result<void> {
                const std::lock_guard guard(mutex);
                written.push_back(entry);
                return {};
            });
            trail.begin(
                {}, [] { QFAIL("done while locked"); }, [](const QString&) {});
        }
        QCOMPARE(written.size(), std::size_t{1});
        QVERIFY(written[0].result == AuditResult::Refused);
        QCOMPARE(written[0].cluster, std::string("pay-1"));
    }
};

VIGIA_TEST_CLASS(WriteLockTest)
#include "write_lock_test.moc"
