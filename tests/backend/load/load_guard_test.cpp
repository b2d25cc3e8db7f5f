#include "backend/load/load_guard.h"
#include "backend/load/load_run.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace vigia;
using backend::load::checkLoadable;
using core::ops::WriteLock;
using core::ops::WritePass;

/// Desktop, command and run ask the same guard; here is what it answers.
class LoadGuardTest : public QObject {
    Q_OBJECT

private:
    static std::string answer(const WriteLock& lock, const WritePass& pass = {}) {
        const auto allowed = checkLoadable({lock, pass});
        if (allowed)
            return "passes";
        return allowed.error().code == core::ErrorCode::Rejected ? allowed.error().message
                                                                 : "another error";
    }

private Q_SLOTS:
    void whatMayBeChangedIsLoadedUnasked() {
        QCOMPARE(answer({}), std::string("passes"));
        QCOMPARE(answer({"local", "test", false}), std::string("passes"));
    }

    void aLockedClusterSaysHowToGoOn() {
        const std::string way = ": a load test takes the cluster's own name and a reason, "
                                "--unlock local --reason TEXT on the command line";
        QCOMPARE(answer({"local", "prod", true}), "local is production and read-only" + way);
        QCOMPARE(answer({"local", "dev", true}), "local is read-only" + way);
        QCOMPARE(answer({"local", "prod", false}), "local is production" + way);
    }

    void onlyItsOwnNameWithAReasonOpensIt() {
        for (const WriteLock& lock :
             {WriteLock{"local", "prod", true}, {"local", "prod", false}, {"local", "dev", true}}) {
            for (const WritePass& pass :
                 {WritePass{}, {"local", " "}, {"orders", "OPS-7"}, {"", "OPS-7"}})
                QVERIFY(answer(lock, pass) != "passes");
            QCOMPARE(answer(lock, {"local", "OPS-7"}), std::string("passes"));
        }
    }

    /// Whoever calls it: nothing was looked at before, not even its course.
    void aRunRefusesByItself() {
        const auto refused = [](const WritePass& pass) {
            backend::load::LoadOptions options{.target = {}, .runId = "r", .progress = {}};
            options.permit = {{"local", "prod", false}, pass};
            return backend::load::runLoad({}, options, {}, {}).error().code ==
                   core::ErrorCode::Rejected;
        };
        QVERIFY(refused({}));
        QVERIFY(!refused({"local", "OPS-7"})); // it has no stages, that is all
    }
};

VIGIA_TEST_CLASS(LoadGuardTest)
#include "load_guard_test.moc"
