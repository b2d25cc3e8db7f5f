#include "backend/stack/diagnosis.h"
#include "backend/stack/disk_problem.h"
#include "tests/backend/stack/fake_launcher.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace vigia;
using namespace vigia::backend::stack;
using namespace std::chrono_literals;
using vigia::tests::FakeLauncher;
using vigia::tests::HandClock;

namespace {

/// A broker whose log is a file of the test.
struct Bench {
    Bench() {
        spec.name = "broker-2";
        spec.title = "Broker 2";
        spec.kind = ProcessKind::Broker;
        spec.command.argv = {"/kafka"};
        spec.readiness.kind = Readiness::Kind::KafkaBroker;
        spec.logFile = folder.filePath("broker-2.log").toStdString();
        spec.diskFolder = "/data/broker-2";
    }
    SupervisedProcess& process() {
        if (!made)
            made = std::make_unique<SupervisedProcess>(spec, launcher, clock);
        return *made;
    }
    void run() {
        process().start();
        process().checked(true, "");
    }
    void end(ExitInfo exit) {
        launcher.exit = exit;
        process().tick();
    }
    void wait(std::chrono::milliseconds time) {
        clock.advance(time);
        process().tick();
    }
    void log(const std::string& text) { std::ofstream(spec.logFile, std::ios::app) << text; }
    bool tells(const std::string& words) {
        return process().detail().find(words) != std::string::npos;
    }
    bool reported(const std::string& what) {
        for (const auto& event : process().takeEvents()) {
            if (event.what == what)
                return true;
        }
        return false;
    }

    QTemporaryDir folder;
    HandClock clock;
    FakeLauncher launcher;
    ProcessSpec spec;
    std::unique_ptr<SupervisedProcess> made;
};

} // namespace

class SupervisedProcessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startsAndBecomesReadyOnlyByItsCheck() {
        Bench bench;
        bench.process().start();
        QCOMPARE(bench.process().state(), ProcessState::Starting);
        bench.process().checked(false, "waiting for the quorum");
        QCOMPARE(bench.process().state(), ProcessState::Starting);
        QCOMPARE(bench.process().detail(), std::string("waiting for the quorum"));
        bench.process().checked(true, "");
        QCOMPARE(bench.process().state(), ProcessState::Running);
        QVERIFY(bench.reported("ready"));
    }

    void preparationRunsInOrderBeforeTheProgram() {
        Bench bench;
        int done = 0;
        bench.spec.preparation = {{"formatting",
                                   {{"/format"}, {}, false, "", "", false, SIGKILL},
                                   [&]() -> core::Result<void> {
                                       ++done;
                                       return {};
                                   }}};
        bench.process().start();
        QVERIFY(!bench.process().wantsCheck());
        QCOMPARE(bench.launcher.launched, (std::vector<std::string>{"/format"}));
        bench.end({0, 0});
        QCOMPARE(bench.launcher.launched, (std::vector<std::string>{"/format", "/kafka"}));
        QCOMPARE(done, 1);
        QVERIFY(bench.process().wantsCheck());
    }

    void failedPreparationIsTheEndAndKeepsItsPlace() {
        Bench bench;
        bench.spec.preparation = {
            {"formatting", {{"/format"}, {}, false, "", "", false, SIGKILL}, {}}};
        bench.process().start();
        bench.end({1, 0});
        QCOMPARE(bench.process().state(), ProcessState::Failed);
        QVERIFY(bench.process().detail().find("formatting failed (ended with code 1)") !=
                std::string::npos);
        bench.process().start();
        QCOMPARE(bench.launcher.launched.back(), std::string("/format"));
    }

    void crashedProcessStartsAgainAfterTwoSeconds() {
        Bench bench;
        bench.run();
        bench.end({0, SIGKILL});
        QCOMPARE(bench.process().state(), ProcessState::Starting);
        QCOMPARE(bench.process().pid(), 0);
        bench.wait(1999ms);
        QCOMPARE(bench.launcher.launched.size(), std::size_t(1));
        bench.wait(1ms);
        QCOMPARE(bench.launcher.launched.size(), std::size_t(2));
        QCOMPARE(bench.process().restarts(), 1);
        QCOMPARE(bench.process().lastExit(), std::string("was killed by signal 9 (Killed)"));
    }

    void sixthCrashWithinAMinuteIsFailedWithTheLog() {
        Bench bench;
        bench.log("line one\nthe reason\n");
        bench.run();
        for (int crash = 0; crash < 5; ++crash) {
            bench.end({1, 0});
            QCOMPARE(bench.process().state(), ProcessState::Starting);
            bench.wait(2s);
            bench.process().checked(true, "");
        }
        bench.end({1, 0});
        QCOMPARE(bench.process().state(), ProcessState::Failed);
        QVERIFY(bench.process().logTail(20).find("the reason") != std::string::npos);
        QVERIFY(bench.reported("failed"));
        bench.wait(10s);
        QCOMPARE(bench.launcher.launched.size(), std::size_t(6));
    }

    void crashesFarApartNeverReachTheLimit() {
        Bench bench;
        bench.run();
        for (int crash = 0; crash < 12; ++crash) {
            bench.end({1, 0});
            bench.wait(2s);
            bench.process().checked(true, "");
            bench.wait(15s);
        }
        QCOMPARE(bench.process().state(), ProcessState::Running);
        QCOMPARE(bench.process().restarts(), 12);
    }

    void failedProcessCanBeStartedByHandWithAFreshLimit() {
        Bench bench;
        bench.run();
        for (int crash = 0; crash < 6; ++crash) {
            bench.end({1, 0});
            bench.wait(2s);
        }
        QCOMPARE(bench.process().state(), ProcessState::Failed);
        bench.process().start();
        bench.process().checked(true, "");
        QCOMPARE(bench.process().state(), ProcessState::Running);
        bench.end({1, 0});
        QCOMPARE(bench.process().state(), ProcessState::Starting);
    }

    void stopAsksFirstAndKillsAfterThePatience() {
        Bench bench;
        bench.spec.stopPatience = 3s;
        bench.run();
        bench.process().stop();
        QCOMPARE(bench.process().state(), ProcessState::Stopping);
        QCOMPARE(bench.launcher.sent.front(), SIGTERM);
        bench.wait(2999ms);
        QCOMPARE(std::count(bench.launcher.sent.begin(), bench.launcher.sent.end(), SIGKILL), 0);
        bench.wait(1ms);
        QCOMPARE(bench.launcher.sent.back(), SIGKILL);
        bench.end({0, SIGKILL});
        QCOMPARE(bench.process().state(), ProcessState::Stopped);
        bench.wait(10s);
        QCOMPARE(bench.launcher.launched.size(), std::size_t(1));
    }

    void aShortenedStopKillsSoonerAndNeverLater() {
        Bench bench;
        bench.spec.stopPatience = 5s;
        bench.run();
        bench.process().shortenStop(0s);
        bench.wait(1s);
        QCOMPARE(bench.process().state(), ProcessState::Running);
        QVERIFY(bench.launcher.sent.empty());
        bench.process().stop();
        bench.process().shortenStop(1s);
        bench.process().shortenStop(60s);
        bench.wait(999ms);
        QCOMPARE(std::count(bench.launcher.sent.begin(), bench.launcher.sent.end(), SIGKILL), 0);
        bench.wait(1ms);
        QCOMPARE(bench.launcher.sent.back(), SIGKILL);
    }

    void stopCancelsAWaitingRestart() {
        Bench bench;
        bench.run();
        bench.end({1, 0});
        bench.process().stop();
        bench.wait(5s);
        QCOMPARE(bench.launcher.launched.size(), std::size_t(1));
        QCOMPARE(bench.process().state(), ProcessState::Stopped);
    }

    void restartStopsAndStartsAgainAtOnce() {
        Bench bench;
        bench.run();
        bench.process().restart();
        QCOMPARE(bench.process().state(), ProcessState::Stopping);
        bench.end({143, 0});
        QCOMPARE(bench.process().state(), ProcessState::Starting);
        QCOMPARE(bench.launcher.launched.size(), std::size_t(2));
        QCOMPARE(bench.process().restarts(), 0);
    }

    void pausedProcessGoesOnAndKeepsItsPlace() {
        Bench bench;
        bench.run();
        QVERIFY(bench.process().pause().has_value());
        QCOMPARE(bench.process().state(), ProcessState::Paused);
        QCOMPARE(bench.launcher.sent.back(), SIGSTOP);
        QVERIFY(!bench.process().pause().has_value());
        QVERIFY(bench.process().resume().has_value());
        QCOMPARE(bench.process().state(), ProcessState::Running);
        QCOMPARE(bench.launcher.sent.back(), SIGCONT);
        QVERIFY(!bench.process().resume().has_value());
    }

    void stoppingAPausedProcessWakesItForTheSignal() {
        Bench bench;
        bench.run();
        QVERIFY(bench.process().pause().has_value());
        bench.process().stop();
        QCOMPARE(bench.launcher.sent.back(), SIGCONT);
    }

    void onlyALivingProcessCanBeKilled() {
        Bench bench;
        QVERIFY(!bench.process().kill().has_value());
        bench.run();
        QVERIFY(bench.process().kill().has_value());
        QCOMPARE(bench.launcher.sent.back(), SIGKILL);
    }

    void workerThatEndsCleanlyStaysDownOnFailureOnly() {
        Bench bench;
        bench.spec.restart = RestartPolicy::OnFailure;
        bench.run();
        bench.end({0, 0});
        QCOMPARE(bench.process().state(), ProcessState::Stopped);
        bench.run();
        bench.end({3, 0});
        QCOMPARE(bench.process().state(), ProcessState::Starting);
    }

    void knownCauseFailsTheFirstStartAtOnce_data() {
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("disk full") << QByteArray("java.io.IOException: No space left on device")
                                   << QByteArray("full. Free some space");
        QTest::newRow("port") << QByteArray("java.net.BindException: Address already in use")
                              << QByteArray("taken by another program");
        QTest::newRow("old Java") << QByteArray(
                                         "java.lang.UnsupportedClassVersionError: kafka/Kafka")
                                  << QByteArray("Java is too old");
        QTest::newRow("memory")
            << QByteArray("There is insufficient memory for the Java Runtime Environment")
            << QByteArray("stack.brokers");
        QTest::newRow("other cluster")
            << QByteArray("InconsistentClusterIdException") << QByteArray("another cluster");
        QTest::newRow("broken database")
            << QByteArray("PANIC:  could not locate a valid checkpoint record")
            << QByteArray("data folder /data/broker-2 is broken");
    }
    void knownCauseFailsTheFirstStartAtOnce() {
        QFETCH(QByteArray, log);
        QFETCH(QByteArray, says);
        Bench bench;
        bench.process().start();
        bench.log(log.toStdString() + "\n");
        bench.end({1, 0});
        QCOMPARE(bench.process().state(), ProcessState::Failed);
        QVERIFY2(bench.process().detail().find(says.toStdString()) != std::string::npos,
                 bench.process().detail().c_str());
    }

    void restartTellsTheCauseOfTheEndUntilItIsReady() {
        Bench bench;
        bench.run();
        bench.log("java.io.IOException: No space left on device\n");
        bench.end({1, 0});
        QCOMPARE(bench.process().state(), ProcessState::Starting);
        QVERIFY(bench.tells("the disk that holds /data/broker-2 is full. Free some space"));
        bench.wait(2s);
        QVERIFY(bench.tells("is full"));
        bench.process().checked(false, "waiting for its port");
        QVERIFY(bench.tells("is full"));
        bench.process().checked(true, "");
        QCOMPARE(bench.process().detail(), std::string("ready"));
    }

    void whatAnEarlierRunWroteIsNoCause() {
        Bench bench;
        bench.run();
        bench.log("java.io.IOException: No space left on device\n");
        bench.end({1, 0});
        bench.wait(2s);
        bench.process().checked(true, "");
        bench.end({1, 0});
        QCOMPARE(bench.process().detail(), std::string("ended with code 1; starts again in 2 s"));
    }

    void killFromOutsideHasNoCauseInTheLog() {
        Bench bench;
        bench.run();
        bench.log("FATAL: Permission denied\n");
        bench.end({0, SIGKILL});
        QVERIFY(bench.tells("was killed by signal 9 (Killed); starts again in 2 s"));
    }

    void diskWithoutRoomForTheLogIsACauseToo() {
        Bench bench;
        const auto full = diagnose(bench.spec, "", kFullBytes - 1);
        QVERIFY(full && full->find("is full. Free some space") != std::string::npos);
        QVERIFY(!diagnose(bench.spec, "", kFullBytes));
        const auto port = diagnose(bench.spec, "Address already in use", 0);
        QVERIFY(port && port->find("taken by another program") != std::string::npos);
    }

    void programThatCannotBeExecutedIsFailed() {
        Bench bench;
        bench.launcher.refusal = "/kafka can't be executed: Permission denied.";
        bench.process().start();
        QCOMPARE(bench.process().state(), ProcessState::Failed);
        QCOMPARE(bench.process().detail(), bench.launcher.refusal);
    }

    void silentStartIsKilledAfterItsPatience() {
        Bench bench;
        bench.process().start();
        bench.wait(SupervisedProcess::kReadyPatience);
        QCOMPARE(bench.launcher.sent, (std::vector<int>{SIGKILL}));
    }
};

VIGIA_TEST_CLASS(SupervisedProcessTest)
#include "supervised_process_test.moc"
