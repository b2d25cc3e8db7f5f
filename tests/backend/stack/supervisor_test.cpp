#include "backend/stack/supervisor.h"
#include "tests/backend/stack/fake_launcher.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

using namespace vigia::backend::stack;
using namespace std::chrono_literals;
using vigia::tests::FakeLauncher;
using vigia::tests::HandClock;

namespace {

/// Three brokers of one stage that need two of them to end in order, a worker before them and a
/// database after them.
struct SupervisorBench {
    SupervisorBench() {
        add("worker", 0, 0);
        for (int id = 1; id <= 3; ++id)
            add(fmt::format("broker-{}", id), 1, 2);
        add("postgres", 2, 0);
    }
    void add(const std::string& name, int stage, int quorum) {
        ProcessSpec spec;
        spec.name = name;
        spec.command.argv = {"/" + name};
        spec.logFile = folder.filePath(name.c_str()).toStdString();
        spec.stopStage = stage;
        spec.stopQuorum = quorum;
        spec.stopPatience = 15s;
        if (quorum > 0)
            spec.stoppedMarker = spec.logFile + ".away";
        (*supervisor.add(std::move(spec)))->start();
    }
    SupervisedProcess& process(const std::string& name) { return *supervisor.find(name); }
    bool was(const std::string& name, int signal) {
        const auto& sent = launcher.sentTo[pids.at(name)];
        return std::find(sent.begin(), sent.end(), signal) != sent.end();
    }
    void putAway(const std::string& name) {
        std::ofstream(process(name).spec().stoppedMarker) << 1;
    }
    void ends(const std::string& name) {
        launcher.gone.insert(pids.at(name));
        tick();
    }
    void stop() {
        for (const auto& process : supervisor.processes())
            pids[process->spec().name] = process->pid();
        supervisor.stopAll();
    }
    void tick(std::chrono::milliseconds time = 0ms) {
        clock.advance(time);
        supervisor.tick();
    }

    QTemporaryDir folder;
    HandClock clock;
    FakeLauncher launcher;
    Supervisor supervisor{launcher, clock};
    std::map<std::string, pid_t> pids;
};

} // namespace

class SupervisorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStageWaitsUntilTheOneBeforeIsGone() {
        SupervisorBench bench;
        bench.stop();
        bench.tick();
        QVERIFY(bench.was("worker", SIGTERM));
        QVERIFY(!bench.was("broker-1", SIGTERM));
        bench.ends("worker");
        for (const char* broker : {"broker-1", "broker-2", "broker-3"})
            QVERIFY(bench.was(broker, SIGTERM));
        QVERIFY(!bench.was("postgres", SIGTERM));
    }

    void aBrokerThatStillNeedsItsQuorumIsNotHurried() {
        SupervisorBench bench;
        bench.stop();
        bench.ends("worker");
        bench.putAway("broker-1");
        bench.ends("broker-1");
        bench.putAway("broker-2");
        bench.tick(14s);
        QVERIFY(!bench.was("broker-2", SIGKILL));
        QVERIFY(!bench.was("broker-3", SIGKILL));
    }

    void brokersThatHaveAllPutTheirDataAwayAreNotWaitedFor() {
        SupervisorBench bench;
        bench.stop();
        bench.ends("worker");
        for (const char* broker : {"broker-1", "broker-2", "broker-3"})
            bench.putAway(broker);
        bench.ends("broker-1");
        bench.tick(999ms);
        QVERIFY(!bench.was("broker-2", SIGKILL));
        bench.tick(1ms);
        QVERIFY(bench.was("broker-2", SIGKILL));
        QVERIFY(bench.was("broker-3", SIGKILL));
    }

    void aBrokerLeftWithoutAQuorumIsEndedSoon() {
        SupervisorBench bench;
        bench.stop();
        bench.ends("worker");
        bench.ends("broker-1");
        bench.ends("broker-3");
        bench.tick(1s);
        QVERIFY(bench.was("broker-2", SIGKILL));
        QVERIFY(!bench.was("postgres", SIGTERM));
        bench.ends("broker-2");
        QVERIFY(bench.was("postgres", SIGTERM));
    }
};

VIGIA_TEST_CLASS(SupervisorTest)
#include "supervisor_test.moc"
