#include "app/commands/commands.h"
#include "backend/host/system_clock.h"
#include "backend/kafka/cluster_sampler.h"
#include "backend/monitor/monitor.h"
#include "core/base/json.h"
#include "tests/e2e/program.h"
#include "tests/support/foreign_cluster.h"
#include "tests/support/secure_broker.h"
#include "tests/support/test_main.h"

#include <librdkafka/rdkafka.h>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <memory>

using namespace vigia;
using core::ops::ConsoleSnapshot;
using core::ops::Health;
using tests::ForeignCluster;
using tests::SecureBroker;
using Listener = SecureBroker::Listener;

/// A cluster of somebody else, of two versions of Kafka: it is only watched, whatever is asked, and
/// whatever becomes of it.
class ForeignClusterTest : public QObject {
    Q_OBJECT

private:
    std::map<std::string, std::unique_ptr<SecureBroker>> m_brokers;
    QTemporaryDir m_home;
    backend::host::SystemClock m_clock;

    /// The broker of a version, started and filled at first use.
    SecureBroker& broker(const std::string& version) {
        auto& broker = m_brokers[version];
        if (broker)
            return *broker;
        std::string jars;
        if (version == "3.9") {
            jars =
                qEnvironmentVariable("VIGIA_BUILD_DIR").toStdString() + "/../deps/kafka-previous";
            if (!QFile::exists(QString::fromStdString(jars)))
                qFatal("there are no jars of Kafka 3.9 in %s; `./dev test` fetches them",
                       jars.c_str());
        }
        broker = std::make_unique<SecureBroker>(jars);
        if (!broker->start())
            qFatal("the broker %s does not start", version.c_str());
        ForeignCluster cluster(broker->address(Listener::Plain));
        cluster.createTopic("payments", 3);
        cluster.createTopic("secrets", 2);
        cluster.fill("payments", 0, 200);
        cluster.fill("secrets", 0, 10);
        cluster.commit("billing", "payments", 0, 150);
        cluster.commit("vault", "secrets", 0, 10);
        cluster.allowTopic("User:bob", "payments", RD_KAFKA_ACL_OPERATION_DESCRIBE);
        cluster.allowGroup("User:bob", "billing", RD_KAFKA_ACL_OPERATION_DESCRIBE);
        writeConfiguration();
        return *broker;
    }

    void writeConfiguration() {
        QByteArray text = "clusters:\n";
        for (const auto& [version, broker] : m_brokers) {
            if (!broker)
                continue;
            const std::string name = version == "3.9" ? "old" : "new";
            text += "  " + QByteArray::fromStdString(name) + ":\n    servers: " +
                    QByteArray::fromStdString(broker->address(Listener::Plain)) +
                    "\n    tag: prod\n";
            for (const auto& [user, password] :
                 {std::pair{"alice", SecureBroker::kAlice}, std::pair{"bob", SecureBroker::kBob}}) {
                const QString file = m_home.filePath(QString::fromUtf8(user));
                QFile secret(file);
                if (secret.open(QIODevice::WriteOnly))
                    secret.write(password);
                text += "  " + QByteArray::fromStdString(name) + "-" + user + ":\n    servers: " +
                        QByteArray::fromStdString(broker->address(Listener::Good)) +
                        "\n    properties: {security.protocol: SASL_SSL, sasl.mechanisms: "
                        "SCRAM-SHA-256, sasl.username: " +
                        user + ", sasl.passwordFile: " + file.toUtf8() +
                        ", ssl.ca.location: " + QByteArray::fromStdString(broker->authorityFile()) +
                        "}\n";
            }
        }
        QFile file(m_home.filePath(QStringLiteral("vigia.yaml")));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }

    /// The program on a home of its own, without PostgreSQL and without a local platform.
    [[nodiscard]] tests::ProgramRun vigia(const QStringList& arguments) const {
        return tests::runProgram(
            QStringList{QStringLiteral("--config"), m_home.filePath(QStringLiteral("vigia.yaml"))} +
                arguments,
            {QStringLiteral("XDG_STATE_HOME=") + m_home.path(),
             QStringLiteral("XDG_DATA_HOME=") + m_home.path(),
             QStringLiteral("XDG_RUNTIME_DIR=") + m_home.path()});
    }

    /// Every command that asks a cluster, with what it needs.
    [[nodiscard]] std::vector<QStringList> readingCommands(const QString& cluster,
                                                           bool json) const {
        const std::map<std::string, QString> names{{"topics describe", QStringLiteral("payments")},
                                                   {"groups describe", QStringLiteral("billing")},
                                                   {"groups wait", QStringLiteral("vault")}};
        std::vector<QStringList> all;
        for (const auto& command : app::allCommands()) {
            const bool asks = std::any_of(command.options.begin(), command.options.end(),
                                          [](const auto& o) { return o.name == "--cluster"; });
            QStringList words = QString::fromStdString(command.path).split(QLatin1Char(' '));
            if (const auto name = names.find(command.path); name != names.end())
                words << name->second;
            if (command.path == "cluster test")
                words << cluster;
            else if (asks)
                words << QStringLiteral("--cluster") << cluster;
            else if (command.path != "fleet")
                continue;
            if (command.path == "report operations")
                words << QStringLiteral("--into") << m_home.path();
            if (command.path == "groups wait")
                words << QStringLiteral("--timeout") << QStringLiteral("1m"); // it has read all
            if (command.path == "groups check")
                words << QStringLiteral("--max-lag") << QStringLiteral("1000");
            all.push_back(words);
            if (command.path == "status" && !json)
                all.push_back(words + QStringList{QStringLiteral("--note")});
            if (json)
                all.back() << QStringLiteral("--json");
        }
        return all;
    }

    /// A monitor as the desktop has one, on the listener without TLS.
    [[nodiscard]] std::unique_ptr<backend::monitor::Monitor>
    monitorOf(const SecureBroker& of, core::Published<ConsoleSnapshot>& out) const {
        backend::kafka::SamplerOptions sampler;
        sampler.cluster = "foreign";
        sampler.client.servers = of.address(Listener::Plain);
        sampler.interval = std::chrono::seconds(2);
        backend::monitor::MonitorOptions options;
        options.builder.cluster = "foreign";
        options.builder.hasPlatform = false;
        backend::monitor::MonitorParts parts;
        parts.cluster =
            std::make_unique<backend::kafka::ClusterSampler>(std::move(sampler), m_clock);
        auto monitor = std::make_unique<backend::monitor::Monitor>(std::move(options),
                                                                   std::move(parts), m_clock, out);
        monitor->start();
        return monitor;
    }

    static void addVersions() {
        QTest::addColumn<QString>("version");
        QTest::newRow("3.9") << QStringLiteral("3.9");
        QTest::newRow("4.3") << QStringLiteral("4.3");
    }
    static QString nameOf(const QString& version) {
        return version == QStringLiteral("3.9") ? QStringLiteral("old") : QStringLiteral("new");
    }

private Q_SLOTS:
    void nothingOfItChangesWhateverIsAsked_data() { addVersions(); }

    /// Seconds of watching beside the commands: VIGIA_TEST_OBSERVE_SECONDS, 5 by default.
    void nothingOfItChangesWhateverIsAsked() {
        QFETCH(QString, version);
        auto& of = broker(version.toStdString());
        ForeignCluster cluster(of.address(Listener::Plain));
        const std::string before = cluster.state();
        QVERIFY(before.find("commit billing payments/0 150") != std::string::npos);
        QVERIFY(before.find("acl User:bob payments") != std::string::npos);
        core::Published<ConsoleSnapshot> snapshots;
        const auto monitor = monitorOf(of, snapshots);
        bool given = false;
        const int seconds = qEnvironmentVariableIntValue("VIGIA_TEST_OBSERVE_SECONDS", &given);
        QElapsedTimer watched;
        watched.start();
        bool json = version == QStringLiteral("3.9");
        do {
            for (const auto& words : readingCommands(nameOf(version), json)) {
                const auto run = vigia(words);
                const auto about = words.join(QLatin1Char(' ')).toUtf8() + "\n" + run.out + run.err;
                QVERIFY2(run.exitCode >= 0 && !run.out.isEmpty(), about.constData());
                QVERIFY2(run.exitCode == 0 || run.exitCode == 10 || run.exitCode == 11,
                         about.constData());
                QVERIFY2(!run.out.contains('\x1B'), about.constData());
                QVERIFY2(!words.contains(QStringLiteral("--json")) ||
                             core::parseJson(run.out.trimmed().toStdString()).has_value(),
                         about.constData());
            }
            json = !json;
        } while (watched.elapsed() < (given ? seconds : 5) * 1000);
        QTRY_VERIFY(snapshots.read() && snapshots.read()->sampledAt != core::UtcTime{});
        monitor->stop();
        const std::string after = cluster.state();
        tests::showComparison(before, after);
        QCOMPARE(after, before);
        cluster.fill("secrets", 1, 1);
        QVERIFY(cluster.state() != before); // what is compared would show it
    }

    void theSameIsSeenOfEveryVersion_data() { addVersions(); }

    void theSameIsSeenOfEveryVersion() {
        QFETCH(QString, version);
        core::Published<ConsoleSnapshot> snapshots;
        const auto monitor = monitorOf(broker(version.toStdString()), snapshots);
        QTRY_VERIFY(snapshots.read() && snapshots.read()->topics.size() >= 2);
        const auto seen = snapshots.read();
        QCOMPARE(seen->brokers.size(), std::size_t(1));
        const auto billing = std::find_if(seen->groups.begin(), seen->groups.end(),
                                          [](const auto& row) { return row.name == "billing"; });
        QVERIFY(billing != seen->groups.end());
        QCOMPARE(billing->lag, std::optional<std::int64_t>(50));
        const auto topic = std::find_if(seen->topics.begin(), seen->topics.end(),
                                        [](const auto& row) { return row.name == "payments"; });
        QCOMPARE(topic->records, std::optional<std::int64_t>(200));
        const auto tested = vigia({QStringLiteral("cluster"), QStringLiteral("test"),
                                   nameOf(version) + QStringLiteral("-alice")});
        QVERIFY2(tested.exitCode == 0, tested.out.constData());
    }

    void gatesTellWhatAGroupHasRead() {
        broker("4.3");
        const QStringList on{QStringLiteral("--cluster"), QStringLiteral("new")};
        // A busy machine has its time for the first answer.
        const auto wait = [&](const char* group, const char* timeout = "50s") {
            return vigia(QStringList{QStringLiteral("groups"), QStringLiteral("wait"),
                                     QString::fromUtf8(group), QStringLiteral("--caught-up"),
                                     QStringLiteral("--timeout"), QString::fromUtf8(timeout)} +
                         on);
        };
        const auto vault = wait("vault");
        QVERIFY2(vault.exitCode == 0, (vault.out + vault.err).constData());
        const auto billing = wait("billing", "15s");
        QVERIFY2(billing.exitCode == 1, (billing.out + billing.err).constData());
        QVERIFY2(billing.out.startsWith("50 records on 1 partition still to be read"),
                 billing.out.constData());
        const auto nobody = wait("biling");
        QCOMPARE(nobody.exitCode, 2);
        QVERIFY2(nobody.err.contains("did you mean billing"), nobody.err.constData());
        const auto check = [&](const char* most) {
            return vigia(QStringList{QStringLiteral("groups"), QStringLiteral("check"),
                                     QStringLiteral("--max-lag"), QString::fromUtf8(most)} +
                         on);
        };
        const auto critical = check("49");
        QVERIFY2(critical.exitCode == 2, critical.out.constData());
        QVERIFY2(critical.out.startsWith("CRITICAL - billing: lag 50 above 49 | lag=50;;49;0"),
                 critical.out.constData());
        QCOMPARE(check("50").exitCode, 0);
        QCOMPARE(check("x").exitCode, 2);
        const auto away = vigia({QStringLiteral("groups"), QStringLiteral("check"),
                                 QStringLiteral("--max-lag"), QStringLiteral("1")});
        QVERIFY2(away.exitCode == 3 && away.out.startsWith("UNKNOWN - "), away.out.constData());
    }

    void aMissingRightIsSaidAndNeverAnEmptyList_data() { addVersions(); }

    void aMissingRightIsSaidAndNeverAnEmptyList() {
        QFETCH(QString, version);
        broker(version.toStdString());
        const QStringList on{QStringLiteral("--cluster"), nameOf(version) + QStringLiteral("-bob")};
        const auto topics =
            vigia(QStringList{QStringLiteral("topics"), QStringLiteral("list")} + on);
        QVERIFY2(topics.out.contains("payments") && !topics.out.contains("secrets"),
                 topics.out.constData());
        const auto groups =
            vigia(QStringList{QStringLiteral("groups"), QStringLiteral("list")} + on);
        QVERIFY2(groups.out.contains("billing") && !groups.out.contains("vault"),
                 groups.out.constData());
        QVERIFY2(groups.err.contains("we may not describe the cluster") &&
                     groups.err.contains("--allow-principal User:bob --operation Describe"),
                 groups.err.constData());
        const auto tested = vigia({QStringLiteral("cluster"), QStringLiteral("test"),
                                   nameOf(version) + QStringLiteral("-bob")});
        QVERIFY2(tested.exitCode == 10, tested.out.constData());
        const auto fleet = vigia({QStringLiteral("fleet")});
        QVERIFY2(fleet.out.contains("we may not describe the cluster"), fleet.out.constData());
        const auto every = vigia(QStringList{QStringLiteral("groups"), QStringLiteral("check"),
                                             QStringLiteral("--max-lag"), QStringLiteral("1000")} +
                                 on);
        QVERIFY2(every.exitCode == 3 && every.out.contains("not authorised to see all groups"),
                 every.out.constData()); // a gate never opens for what it can't see
        const auto wait = [&](const char* group, const char* timeout = "50s") {
            return vigia(QStringList{QStringLiteral("groups"), QStringLiteral("wait"),
                                     QString::fromUtf8(group), QStringLiteral("--timeout"),
                                     QString::fromUtf8(timeout)} +
                         on);
        };
        const auto hidden = wait("vault");
        QVERIFY2(hidden.exitCode == 4 && hidden.err.contains("vault is not visible"),
                 hidden.err.constData());
        QCOMPARE(wait("billing", "15s").exitCode, 1); // seen: it has not read everything
    }

    void aClusterThatHangsIsStaleWithItsAgeAndComesBack() {
        auto& of = broker("4.3");
        core::Published<ConsoleSnapshot> snapshots;
        const auto monitor = monitorOf(of, snapshots);
        const auto seen = [&] { return snapshots.read(); };
        QTRY_VERIFY(seen() && seen()->sampledAt != core::UtcTime{});
        of.signal(SIGSTOP);
        QTRY_VERIFY(seen()->headline.find("has not answered for") != std::string::npos);
        QCOMPARE(seen()->health, Health::Broken);
        QVERIFY(!seen()->groups.empty()); // what was known stays
        const auto generation = seen()->generation;
        QTRY_VERIFY(seen()->generation > generation + 1); // and it goes on being published
        const auto sampledAt = seen()->sampledAt;
        of.signal(SIGCONT);
        QTRY_VERIFY(seen()->sampledAt > sampledAt);
        QTRY_VERIFY(seen()->headline.find("answered") == std::string::npos);
    }

    void aClusterThatDiesAndItsTopicsThatChangeAreSeenAgain() {
        auto& of = broker("4.3");
        core::Published<ConsoleSnapshot> snapshots;
        const auto monitor = monitorOf(of, snapshots);
        const auto seen = [&] { return snapshots.read(); };
        QTRY_VERIFY(seen() && !seen()->topics.empty());
        of.kill();
        QTRY_COMPARE(seen()->health, Health::Broken);
        QVERIFY(of.restart());
        QTRY_VERIFY(seen()->brokers.front().health == Health::Ok);
        ForeignCluster cluster(of.address(Listener::Plain));
        cluster.deleteTopic("secrets");
        const auto partitionsOf = [&](const std::string& name) {
            for (const auto& topic : seen()->topics) {
                if (topic.name == name)
                    return topic.partitionCount;
            }
            return 0;
        };
        QTRY_COMPARE(partitionsOf("secrets"), 0);
        cluster.createTopic("secrets", 5);
        QTRY_COMPARE(partitionsOf("secrets"), 5);
        QTRY_VERIFY(seen()->headline.find("answered") == std::string::npos);
    }

    void cleanupTestCase() { m_brokers.clear(); }
};

VIGIA_TEST_CLASS(ForeignClusterTest)
#include "foreign_cluster_test.moc"
