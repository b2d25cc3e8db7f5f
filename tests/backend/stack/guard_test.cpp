#include "backend/kafka/admin.h"
#include "backend/stack/commands.h"
#include "backend/stack/guard_client.h"
#include "backend/stack/guard_text.h"
#include "backend/stack/ports.h"
#include "core/base/file.h"
#include "tests/support/test_guard.h"
#include "tests/support/test_main.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <pqxx/pqxx>

#include <sys/stat.h>

#include <atomic>
#include <csignal>
#include <fstream>

using namespace vigia;
using namespace vigia::backend::stack;
using namespace vigia::tests;
namespace fs = std::filesystem;

namespace {

constexpr int kPatienceMs = 120000;

bool alive(std::int64_t pid) {
    const auto stat = core::readFile("/proc/" + std::to_string(pid) + "/stat");
    return stat && stat->find(") Z ") == std::string::npos;
}

const core::ops::ProcessStatus* named(const std::vector<core::ops::ProcessStatus>& all,
                                      const std::string& name) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& p) { return p.name == name; });
    return found == all.end() ? nullptr : &*found;
}

core::ops::ProcessStatus processNow(GuardClient& client, const std::string& name) {
    const auto all = client.processes();
    const auto* found = all ? named(*all, name) : nullptr;
    return found == nullptr ? core::ops::ProcessStatus{} : *found;
}

bool isState(GuardClient& client, const std::string& name, core::ops::ProcessState state) {
    return processNow(client, name).state == state;
}

} // namespace

/// The guard with one real broker and a real PostgreSQL in a data folder of this test. The slots
/// build on each other's data, not on each other's processes.
class GuardTest : public QObject {
    Q_OBJECT

private:
    GuardOptions m_options;

    std::unique_ptr<GuardClient> attached(GuardListener listener = {}) {
        auto client = GuardClient::connectOrStart(guardProgram(), m_options, std::move(listener));
        if (!client)
            qInfo("%s", client.error().message.c_str());
        return client ? std::move(*client) : nullptr;
    }
    bool running() { return GuardClient::connect(m_options.stack).has_value(); }

private Q_SLOTS:
    void initTestCase() {
        const fs::path build = std::getenv("VIGIA_BUILD_DIR");
        const auto user = serviceUser();
        QVERIFY(user.has_value());
        m_options.stack.dataFolder = user->drop && !readableBy(build, *user)
                                         ? "/var/tmp/vigia-test-guard"
                                         : (build / "test-guard").string();
        m_options.stack.brokers = 1;
        m_options.stack.kafkaPort = 0;
        m_options.stack.postgresPort = 0;
        m_options.stack.classArchive = false;
        [[maybe_unused]] const auto down = stackDown(m_options.stack, false);
        fs::remove_all(m_options.stack.dataFolder);
    }

    void cleanupTestCase() {
        const auto down = stackDown(m_options.stack, false);
        QCOMPARE(down.exitCode, 0);
        fs::remove_all(m_options.stack.dataFolder);
    }

    void firstStartTellsItsStepsUntilReady() {
        std::atomic<int> steps = 0;
        std::atomic<bool> ready = false;
        const auto client = attached({[&](const core::ops::StartProgress& p) {
                                          steps = static_cast<int>(p.steps.size());
                                          ready = p.ready;
                                      },
                                      {},
                                      {}});
        QVERIFY(client != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(ready.load(), kPatienceMs);
        QCOMPARE(steps.load(), 3); // checks, PostgreSQL, one broker
        const auto broker = processNow(*client, "broker-1");
        QCOMPARE(broker.kind, std::string("broker"));
        QVERIFY(broker.pid && broker.startedAt && broker.memoryBytes.value_or(0) > 50000000 &&
                broker.cpuSeconds.value_or(0) > 0);
        QTRY_VERIFY(processNow(*client, "postgres").diskBytes.value_or(0) > 10000000);
    }

    void secondConsoleAttachesToTheSameGuard() {
        const auto first = attached();
        const auto second = attached();
        QVERIFY(first && second);
        QCOMPARE(first->status()->integerAt("pid"), second->status()->integerAt("pid"));
        QCOMPARE(second->status()->integerAt("attached"), std::optional<std::int64_t>(2));
    }

    void socketsAndPasswordsArePrivate() {
        const auto client = attached();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*client), kPatienceMs);
        const StackPaths paths = *stackPaths(m_options.stack);
        for (const fs::path& file : {paths.controlSocket(), paths.secret(kProductSecret),
                                     paths.secret(kSuperuserSecret), paths.secret(kProductUrl)}) {
            struct stat info {};
            QCOMPARE(::stat(file.c_str(), &info), 0);
            QVERIFY2((info.st_mode & 07777U) == 0600U, file.c_str());
        }
        for (const fs::path& folder : {paths.data, paths.secrets(), paths.postgresSockets()}) {
            struct stat info {};
            QCOMPARE(::stat(folder.c_str(), &info), 0);
            QVERIFY2((info.st_mode & 07777U) == 0700U, folder.c_str());
        }
        QVERIFY(client->status()->text().find(*core::readFile(paths.secret(kProductSecret))) ==
                std::string::npos);
        QVERIFY_THROWS_EXCEPTION(
            pqxx::broken_connection,
            pqxx::connection("postgresql://vigia:wrong@127.0.0.1:" +
                             std::to_string(*client->status()->integerAt("postgresPort")) +
                             "/vigia"));
    }

    void dataAreKeptBetweenStarts() {
        auto client = attached();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*client), kPatienceMs);
        const auto before = client->addresses();
        {
            pqxx::connection database(before->postgres);
            pqxx::work work(database);
            work.exec("CREATE TABLE public.kept AS SELECT 42 AS answer");
            work.commit();
            auto admin = backend::kafka::Admin::create({before->kafka});
            QVERIFY((*admin)->createTopic({"kept", 2, 1, {}}).has_value());
        }
        QVERIFY(client->shutdown(std::chrono::seconds(60)).has_value());
        client = attached();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*client), kPatienceMs);
        const auto after = client->addresses();
        QCOMPARE(after->kafka, before->kafka);
        pqxx::connection database(after->postgres);
        pqxx::work work(database);
        QCOMPARE(work.exec1("SELECT answer FROM public.kept")[0].as<int>(), 42);
        auto admin = backend::kafka::Admin::create({after->kafka});
        const auto topics = (*admin)->describeTopics({"kept"});
        QVERIFY(topics && topics->size() == 1 && topics->front().partitions.size() == 2);
    }

    void killedBrokerComesBack() {
        std::atomic<int> exits = 0;
        const auto client = attached({{},
                                      [&](const ProcessEvent& event) {
                                          exits +=
                                              event.what == "exited" && event.process == "broker-1";
                                      },
                                      {}});
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*client), kPatienceMs);
        const auto before = processNow(*client, "broker-1");
        QVERIFY(client->process("broker-1", "kill").has_value());
        QTRY_VERIFY_WITH_TIMEOUT(exits.load() == 1, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(isState(*client, "broker-1", core::ops::ProcessState::Running),
                                 kPatienceMs);
        const auto after = processNow(*client, "broker-1");
        QVERIFY(after.pid != before.pid && after.exitedAt);
        QCOMPARE(after.restarts, before.restarts + 1);
    }

    void killedDatabaseComesBackWithItsBackendsGone() {
        const auto client = attached();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*client), kPatienceMs);
        QVERIFY(client->process("postgres", "kill").has_value());
        QTRY_VERIFY_WITH_TIMEOUT(processNow(*client, "postgres").restarts == 1, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(isState(*client, "postgres", core::ops::ProcessState::Running),
                                 kPatienceMs);
        pqxx::connection database(client->addresses()->postgres);
        QVERIFY(database.is_open());
    }

    void pausedBrokerStandsStillAndGoesOn() {
        const auto client = attached();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*client), kPatienceMs);
        QVERIFY(client->process("broker-1", "pause").has_value());
        const auto paused = processNow(*client, "broker-1");
        QCOMPARE(paused.state, core::ops::ProcessState::Paused);
        QTRY_VERIFY(
            core::readFile("/proc/" + std::to_string(*paused.pid) + "/stat")->find(") T ") !=
            std::string::npos);
        QVERIFY(client->process("broker-1", "resume").has_value());
        QTRY_VERIFY(
            core::readFile("/proc/" + std::to_string(*paused.pid) + "/stat")->find(") T ") ==
            std::string::npos);
        QCOMPARE(processNow(*client, "broker-1").pid, paused.pid);
    }

    void workersStartWithTheServersAddressesAndScale() {
        const auto client = attached();
        WorkerTemplate worker;
        worker.role = "echo";
        worker.argv = {"/bin/sh", "-c",
                       "echo I am {instance} with $VIGIA_KAFKA_SERVERS; exec sleep 600"};
        worker.count = 2;
        QVERIFY(client->defineWorker(worker).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(isState(*client, "echo-2", core::ops::ProcessState::Running),
                                 kPatienceMs);
        QTRY_VERIFY(client->logs("echo-2", 5).value().find("I am echo-2 with 127.0.0.1:") !=
                    std::string::npos);
        QVERIFY(client->scale("echo", 1).has_value());
        QTRY_VERIFY(named(*client->processes(), "echo-2") == nullptr);
        QVERIFY(isState(*client, "echo-1", core::ops::ProcessState::Running));
        QVERIFY(client->defineWorker(worker).value().find("stays as it is") != std::string::npos);
        QVERIFY(client->scale("echo", 0).has_value());
    }

    void workersRunAsTheServiceUserAlsoFromAClosedFolder() {
        const auto user = serviceUser();
        if (!user->drop)
            QSKIP("only root starts others as the user vigia");
        QTemporaryDir closed; // mode 0700: the user vigia can't enter it
        const auto program = closed.filePath(QStringLiteral("sh")).toStdString();
        fs::copy_file("/bin/sh", program);
        const auto client = attached();
        WorkerTemplate worker;
        worker.role = "who";
        worker.argv = {program, "-c",
                       "id -un; cat $VIGIA_POSTGRES_PRIMARY_FILE > /dev/null && echo $HOME may be "
                       "read; exec sleep 600"};
        QVERIFY(client->defineWorker(worker).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(
            client->logs("who-1", 5).value().find("may be read") != std::string::npos, kPatienceMs);
        const auto log = client->logs("who-1", 5).value();
        QVERIFY2(log.find("vigia\n") != std::string::npos, log.c_str());
        QVERIFY2(log.find(m_options.stack.dataFolder + " may") != std::string::npos, log.c_str());
        QVERIFY(client->scale("who", 0).has_value());
    }

    void changedDefinitionTakesEffectAtTheNextStart() {
        const auto client = attached();
        WorkerTemplate worker;
        worker.role = "change";
        worker.argv = {"/bin/sh", "-c", "echo the first; exec sleep 600"};
        QVERIFY(client->defineWorker(worker).has_value());
        const auto said = [&](const char* text) {
            return client->logs("change-1", 5).value().find(text) != std::string::npos;
        };
        QTRY_VERIFY_WITH_TIMEOUT(said("the first"), kPatienceMs);
        worker.argv.back() = "echo the second; exec sleep 600";
        const auto answer = client->defineWorker(worker);
        QVERIFY2(answer->find("when they start next") != std::string::npos, answer->c_str());
        QVERIFY(!said("the second"));
        QVERIFY(client->process("change-1", "restart").has_value());
        QTRY_VERIFY_WITH_TIMEOUT(said("the second"), kPatienceMs);
        QVERIFY(client->scale("change", 0).has_value());
    }

    void aReadOnlyPlatformKeepsRunningWhateverIsAskedWithoutAPass() {
        const core::ops::WritePass pass{"local", "OPS-7"};
        const auto options = m_options;
        m_options.stack.readOnly = true;
        m_options.stack.tag = "prod";
        const auto client = attached();
        m_options = options;
        WorkerTemplate worker;
        worker.role = "held";
        worker.argv = {"/bin/sh", "-c", "exec sleep 600"};
        QVERIFY(client->defineWorker(worker).has_value()); // a part of the start
        QTRY_VERIFY_WITH_TIMEOUT(isState(*client, "held-1", core::ops::ProcessState::Running),
                                 kPatienceMs);
        worker.argv.back() = "exec sleep 700";
        QCOMPARE(client->defineWorker(worker).error().code, core::ErrorCode::Rejected);
        for (const char* verb : {"kill", "stop", "restart", "pause"})
            QCOMPARE(stackProcess(m_options.stack, verb, "held-1", false).exitCode, 4);
        QCOMPARE(stackScale(m_options.stack, "held", 0, false).exitCode, 4);
        const auto down = stackDown(m_options.stack, false);
        QCOMPARE(down.exitCode, 4);
        QVERIFY2(down.text.find("local is production and read-only") == 0, down.text.c_str());
        QVERIFY(isState(*client, "held-1", core::ops::ProcessState::Running));
        QCOMPARE(stackScale(m_options.stack, "held", 0, false, pass).exitCode, 0);
        QCOMPARE(stackDown(m_options.stack, false, pass).exitCode, 0);
    }

    void workerThatKeepsCrashingFailsWithItsLog() {
        const auto client = attached();
        WorkerTemplate worker;
        worker.role = "crash";
        worker.argv = {"/bin/sh", "-c", "echo the reason of the crash; exit 3"};
        QVERIFY(client->defineWorker(worker).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(isState(*client, "crash-1", core::ops::ProcessState::Failed),
                                 kPatienceMs);
        const auto status = processNow(*client, "crash-1");
        QCOMPARE(status.restarts, 5);
        QVERIFY2(status.reason.find("the reason of the crash") != std::string::npos,
                 status.reason.c_str());
    }

    void shortVisitKeepsNothingAliveAndTheLastConsoleStopsAll() {
        auto client = attached();
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*client), kPatienceMs);
        const auto processes = client->processes();
        client.reset();
        QCOMPARE(stackStatus(m_options.stack, false).exitCode == 3, false);
        QTRY_VERIFY_WITH_TIMEOUT(!running(), kPatienceMs);
        for (const auto& process : *processes)
            QTRY_VERIFY2_WITH_TIMEOUT(!process.pid || !alive(*process.pid), process.name.c_str(),
                                      kPatienceMs);
    }

    void consoleKilledLeavesNoOrphan() {
        QProcess console;
        QStringList arguments{"--console"};
        for (const std::string& argument : guardArguments(m_options))
            arguments << QString::fromStdString(argument);
        console.start(QString::fromStdString(guardProgram()), arguments);
        QVERIFY(console.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(running(), kPatienceMs);
        auto visitor = GuardClient::connect(m_options.stack);
        QVERIFY(visitor.has_value());
        QTRY_VERIFY_WITH_TIMEOUT(isReady(**visitor), kPatienceMs);
        const auto processes = (*visitor)->processes();
        QVERIFY(processes.has_value());
        visitor->reset();
        console.kill();
        console.waitForFinished();
        for (const auto& process : *processes)
            QTRY_VERIFY2_WITH_TIMEOUT(!process.pid || !alive(*process.pid), process.name.c_str(),
                                      kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!running(), kPatienceMs);
    }

    void guardKilledTakesItsChildrenWithItAndTheNextStartWorks() {
        std::atomic<bool> gone = false;
        auto client = attached({{}, {}, [&] { gone = true; }});
        QVERIFY(client != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*client), kPatienceMs);
        const auto processes = client->processes();
        const auto status = client->status();
        QVERIFY(processes.has_value() && status.has_value() && status->integerAt("pid"));
        ::kill(static_cast<pid_t>(*status->integerAt("pid")), SIGKILL);
        QTRY_VERIFY(gone.load());
        for (const auto& process : *processes)
            QTRY_VERIFY2_WITH_TIMEOUT(!process.pid || !alive(*process.pid), process.name.c_str(),
                                      kPatienceMs);
        client = attached();
        QVERIFY(client != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(isReady(*client), kPatienceMs);
        const auto addresses = client->addresses();
        QVERIFY(addresses.has_value());
        pqxx::connection database(addresses->postgres);
        QVERIFY(database.is_open());
    }

    void brokenFolderFailsTheStartWithASentence() {
        [[maybe_unused]] const auto down = stackDown(m_options.stack, false);
        const StackPaths paths = *stackPaths(m_options.stack);
        fs::rename(paths.brokerData(1) / "meta.properties", paths.brokerData(1) / "meta.moved");
        const auto answer = stackUp(guardProgram(), m_options, false, {});
        fs::rename(paths.brokerData(1) / "meta.moved", paths.brokerData(1) / "meta.properties");
        QCOMPARE(answer.exitCode, 1);
        QVERIFY2(answer.text.find("meta.properties is missing") != std::string::npos,
                 answer.text.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(!running(), kPatienceMs);
    }

    void commandsStartShowAndStopIt() {
        QCOMPARE(stackStatus(m_options.stack, false).exitCode, 11);
        const auto up = stackUp(guardProgram(), m_options, true, {});
        QVERIFY2(up.exitCode == 0, up.text.c_str());
        QVERIFY(core::parseJson(up.text)->boolAt("keep"));
        const auto status = stackStatus(m_options.stack, false);
        QCOMPARE(status.exitCode, 0);
        QVERIFY2(status.text.find("broker-1     running") != std::string::npos,
                 status.text.c_str());
        QCOMPARE(stackReset(m_options.stack, true, false).exitCode, 1);
        QCOMPARE(stackLogs(m_options.stack, "postgres", 5, false).exitCode, 0);
        QVERIFY(
            stackLogs(m_options.stack, "postgers", 5, false).text.find("did you mean `postgres`") !=
            std::string::npos);
        const auto mistyped = stackProcess(m_options.stack, "pause", "broker-l", false);
        QCOMPARE(mistyped.exitCode, 2);
        QVERIFY2(mistyped.text.find("Did you mean `broker-1`?") != std::string::npos,
                 mistyped.text.c_str());
        const auto paused = stackProcess(m_options.stack, "pause", "broker-1", true);
        QVERIFY2(paused.exitCode == 0, paused.text.c_str());
        QVERIFY(core::parseJson(paused.text)->stringAt("message").has_value());
        QCOMPARE(stackProcess(m_options.stack, "resume", "broker-1", false).exitCode, 0);
        QVERIFY(stackScale(m_options.stack, "nobody", 2, false).exitCode != 0);
        QCOMPARE(stackDown(m_options.stack, false).exitCode, 0);
        QCOMPARE(stackStatus(m_options.stack, false).exitCode, 11);
        QCOMPARE(stackProcess(m_options.stack, "kill", "broker-1", false).exitCode, 3);
        QCOMPARE(stackReset(m_options.stack, false, false).exitCode, 2);
        QCOMPARE(stackReset(m_options.stack, true, false).exitCode, 0);
        QVERIFY(!fs::exists(stackPaths(m_options.stack)->stateFile()));
    }
};

VIGIA_TEST_CLASS(GuardTest)
#include "core/base/file.h"
#include "guard_test.moc"
