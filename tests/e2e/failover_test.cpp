#include "backend/host/system_clock.h"
#include "backend/kafka/cluster_sampler.h"
#include "backend/monitor/monitor.h"
#include "core/base/json.h"
#include "tests/e2e/program.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace vigia;
using core::ops::ClusterSample;
using tests::ProgramRun;
using tests::runProgram;

namespace {

constexpr int kPatience = 120'000; ///< ms; three JVMs start on whatever machine this is
const std::string kGroup = "analytics-consumer-group";

/// The console or daemon that keeps the platform up, in a data folder of its own.
class Keeper {
public:
    Keeper() {
        // Servers that root starts run as the user `vigia`, who must get to the folder.
        QFile::setPermissions(m_home.path(), QFile::permissions(m_home.path()) | QFile::ReadOther |
                                                 QFile::ExeOther | QFile::ReadGroup |
                                                 QFile::ExeGroup);
    }
    ~Keeper() {
        m_process.kill();
        m_process.waitForFinished(30'000);
        command({QStringLiteral("stack"), QStringLiteral("down")});
    }

    void start(const QString& program, const QStringList& arguments) {
        auto variables = QProcessEnvironment::systemEnvironment();
        variables.insert(QStringLiteral("XDG_DATA_HOME"), m_home.path());
        variables.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.path());
        m_process.setProcessEnvironment(variables);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardOutputFile(m_home.filePath(QStringLiteral("keeper.log")));
        m_process.start(program, arguments);
    }

    ProgramRun command(const QStringList& arguments) {
        return runProgram(arguments, {QStringLiteral("XDG_DATA_HOME=") + m_home.path(),
                                      QStringLiteral("XDG_CONFIG_HOME=") + m_home.path()});
    }

    /// What `vigia status` exits with: 0 healthy, 10 degraded, 11 down, 3 could not ask.
    int status() {
        const auto run = command({QStringLiteral("status")});
        m_said = run.out;
        return isRunning() ? run.exitCode : -1;
    }

    [[nodiscard]] core::JsonValue stack() {
        const auto run =
            command({QStringLiteral("stack"), QStringLiteral("status"), QStringLiteral("--json")});
        auto json = core::parseJson(run.out.trimmed().toStdString());
        return json ? *json : core::JsonValue();
    }

    [[nodiscard]] pid_t pidOf(const std::string& process) {
        const auto state = stack();
        const auto* processes = state.find("processes");
        if (processes == nullptr || processes->asArray() == nullptr)
            return 0;
        for (const auto& entry : *processes->asArray()) {
            if (entry.stringAt("name") == process)
                return static_cast<pid_t>(entry.integerAt("pid").value_or(0));
        }
        return 0;
    }

    [[nodiscard]] bool isRunning() {
        m_process.waitForFinished(0);
        return m_process.state() == QProcess::Running;
    }

    /// SIGTERM; its exit code, −1 when it crashed or didn't end.
    int terminate() {
        m_process.terminate();
        const bool ended = m_process.waitForFinished(60'000);
        return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

    [[nodiscard]] QByteArray log() const {
        QFile file(m_home.filePath(QStringLiteral("keeper.log")));
        return file.open(QFile::ReadOnly) ? file.readAll().right(4000) + m_said : m_said;
    }

private:
    QTemporaryDir m_home;
    QProcess m_process;
    QByteArray m_said;
};

/// All brokers reachable, every partition led and in sync, the group known with members and
/// commits.
bool isWhole(const core::Result<ClusterSample>& sample) {
    if (!sample || !sample->error.empty() || sample->brokers.size() != 3)
        return false;
    for (const auto& broker : sample->brokers) {
        if (!broker.reachable)
            return false;
    }
    for (const auto& topic : sample->topics) {
        for (const auto& partition : topic.partitions) {
            if (partition.leader < 0 || partition.inSync.size() < partition.replicas.size())
                return false;
        }
    }
    for (const auto& group : sample->groups) {
        if (group.name == kGroup)
            return group.error.empty() && !group.members.empty() && !group.commits.empty();
    }
    return false;
}

/// The same brokers for somebody who owns none of their processes, as a cluster that is only
/// watched.
class Watcher {
public:
    Watcher(const std::string& servers, const core::Clock& clock) {
        backend::kafka::SamplerOptions sampler;
        sampler.cluster = "foreign";
        sampler.client.servers = servers;
        sampler.client.observeOnly = true;
        backend::monitor::MonitorOptions options;
        options.builder.cluster = "foreign";
        options.builder.hasPlatform = false;
        backend::monitor::MonitorParts parts;
        parts.cluster = std::make_unique<backend::kafka::ClusterSampler>(std::move(sampler), clock);
        m_monitor = std::make_unique<backend::monitor::Monitor>(std::move(options),
                                                                std::move(parts), clock, m_seen);
        m_monitor->start();
    }
    ~Watcher() { m_monitor->stop(); }
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    [[nodiscard]] core::ops::ConsoleSnapshotPtr seen() const { return m_seen.read(); }
    [[nodiscard]] bool isHealthy() const {
        return seen() && seen()->health == core::ops::Health::Ok && seen()->brokers.size() == 3;
    }
    /// Degraded, not down: the others answer, and what is known of the cluster stays.
    [[nodiscard]] bool misses(const std::string& broker) const {
        return seen()->health == core::ops::Health::Degraded && !seen()->topics.empty() &&
               seen()->headline.find(broker) != std::string::npos;
    }

private:
    core::Published<core::ops::ConsoleSnapshot> m_seen;
    std::unique_ptr<backend::monitor::Monitor> m_monitor;
};

} // namespace

/// Brokers of a real local stack are killed under everything that watches them.
class FailoverTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachKilledBrokerIsSeenAndComesBackUnderAConsoleThatGoesOn() {
        Keeper keeper;
        const QString desktop =
            QFileInfo(qEnvironmentVariable("VIGIA_BIN")).dir().filePath(QStringLiteral("vigia"));
        if (QFileInfo::exists(desktop))
            keeper.start(desktop, {QStringLiteral("--face"), QStringLiteral("desktop"),
                                   QStringLiteral("--cluster"), QStringLiteral("local")});
        else
            keeper.start(qEnvironmentVariable("VIGIA_BIN"), {QStringLiteral("--daemon")});
        QVERIFY2(QTest::qWaitFor([&] { return keeper.status() == 0; }, kPatience),
                 keeper.log().constData());

        backend::host::SystemClock clock;
        backend::kafka::ClusterSampler sampler(
            {.cluster = "local",
             .client = {.servers = keeper.stack().stringAt("kafka").value_or("")}},
            clock);
        QVERIFY2(QTest::qWaitFor([&] { return isWhole(sampler.sample()); }, kPatience),
                 keeper.log().constData());

        const Watcher watcher(keeper.stack().stringAt("kafka").value_or(""), clock);
        QVERIFY(QTest::qWaitFor([&] { return watcher.isHealthy(); }, kPatience));
        for (const char* broker : {"broker-1", "broker-2", "broker-3"}) {
            const pid_t pid = keeper.pidOf(broker);
            QVERIFY2(pid > 0, broker);
            QCOMPARE(::kill(pid, SIGKILL), 0);
            const auto name = QString::fromUtf8(broker).replace(u'-', u' ').toStdString();
            QVERIFY2(QTest::qWaitFor([&] { return watcher.misses(name); }, kPatience),
                     watcher.seen()->headline.c_str());
            QVERIFY2(QTest::qWaitFor([&] { return isWhole(sampler.sample()); }, kPatience), broker);
            QVERIFY2(QTest::qWaitFor([&] { return keeper.status() == 0; }, kPatience),
                     keeper.log().constData());
            QVERIFY2(QTest::qWaitFor([&] { return watcher.isHealthy(); }, kPatience),
                     watcher.seen()->headline.c_str());
            QVERIFY(keeper.pidOf(broker) != pid);
        }
        QVERIFY2(keeper.isRunning(), keeper.log().constData());
        QCOMPARE(keeper.terminate(), 0);
    }
};

VIGIA_TEST_CLASS(FailoverTest)
#include "failover_test.moc"
