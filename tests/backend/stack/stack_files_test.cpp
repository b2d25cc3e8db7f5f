#include "backend/stack/kafka_files.h"
#include "backend/stack/paths.h"
#include "backend/stack/ports.h"
#include "backend/stack/postgres_files.h"
#include "backend/stack/rotating_log.h"
#include "backend/stack/stack_state.h"
#include "backend/stack/tools.h"
#include "tests/support/errors.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <set>

using namespace vigia;
using namespace vigia::backend::stack;
using vigia::tests::says;
namespace fs = std::filesystem;

namespace {

ServiceUser self() {
    return {::geteuid(), ::getegid(), "self", false};
}

/// A data folder of the test.
struct Folder {
    Folder() {
        options.dataFolder = dir.filePath("data").toStdString();
        options.brokers = 1;
        paths = *stackPaths(options);
        fs::create_directories(paths.data);
        fs::create_directories(paths.secrets());
    }
    void write(const fs::path& file, const std::string& text) const {
        fs::create_directories(file.parent_path());
        std::ofstream(file) << text;
    }
    QTemporaryDir dir;
    StackOptions options;
    StackPaths paths;
};

} // namespace

class StackFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stateSurvivesWritingAndReading() {
        const Folder folder;
        StackState state;
        QVERIFY(chooseIdentity(state, folder.options).has_value());
        state.postgresMajor = 15;
        QVERIFY(writeState(folder.paths, self(), state).has_value());
        const auto read = readState(folder.paths, folder.options);
        QVERIFY(read.has_value());
        QCOMPARE(read->clusterId, state.clusterId);
        QCOMPARE(read->clusterId.size(), std::size_t(22));
        QCOMPARE(read->brokers.front().client, state.brokers.front().client);
        QCOMPARE(read->postgresPort, state.postgresPort);
    }

    void brokenStateIsRefusedWithWhatToDo_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("empty") << QByteArray("") << QByteArray("broken");
        QTest::newRow("truncated")
            << QByteArray("{\"format\":1,\"kafka\":\"4.3") << QByteArray("broken");
        QTest::newRow("array") << QByteArray("[]") << QByteArray("broken");
        QTest::newRow("port too large")
            << QByteArray(
                   R"({"format":1,"kafka":"4.3.1","clusterId":"AAAAAAAAAAAAAAAAAAAAAA","brokers":[{"client":70000}]})")
            << QByteArray("ports");
        QTest::newRow("newer Vigia") << QByteArray(R"({"format":2})") << QByteArray("newer Vigia");
        QTest::newRow("newer Kafka")
            << QByteArray(
                   R"({"format":1,"kafka":"4.10.0","clusterId":"AAAAAAAAAAAAAAAAAAAAAA","brokers":[]})")
            << QByteArray("newer than");
        QTest::newRow("three brokers")
            << QByteArray(
                   R"({"format":1,"kafka":"4.3.1","clusterId":"AAAAAAAAAAAAAAAAAAAAAA","brokers":[)"
                   R"({"client":1,"controller":2,"proxyListen":3,"proxyAdvertised":4},{"client":5,"controller":6,"proxyListen":7,"proxyAdvertised":8},)"
                   R"({"client":9,"controller":10,"proxyListen":11,"proxyAdvertised":12}]})")
            << QByteArray("stack.brokers is 1");
    }
    void brokenStateIsRefusedWithWhatToDo() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, word);
        const Folder folder;
        folder.write(folder.paths.stateFile(), text.toStdString());
        const auto read = readState(folder.paths, folder.options);
        QVERIFY(!read.has_value());
        QVERIFY2(says(read.error(), word.toStdString()) && says(read.error(), "vigia stack reset"),
                 read.error().message.c_str());
    }

    void takenPortIsReplacedByAFreeOne() {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        QCOMPARE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), size), 0);
        QCOMPARE(::listen(socket, 1), 0);
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
        const std::uint16_t taken = ntohs(address.sin_port);
        StackOptions options;
        options.brokers = 1;
        options.kafkaPort = 0;
        options.postgresPort = taken;
        StackState state;
        state.brokers.resize(1);
        state.brokers.front().client = taken;
        QVERIFY(chooseIdentity(state, options).has_value());
        ::close(socket);
        QVERIFY(state.postgresPort != 0 && state.postgresPort != taken);
        QVERIFY(state.brokers.front().client != 0 && state.brokers.front().client != taken);
    }

    void everyServerGetsAPortOfItsOwn() {
        StackOptions options;
        options.kafkaPort = 0;
        options.postgresPort = 0;
        StackState state;
        QVERIFY(chooseIdentity(state, options).has_value());
        std::set<std::uint16_t> ports{state.postgresPort};
        for (const BrokerPorts& broker : state.brokers)
            ports.insert(
                {broker.client, broker.controller, broker.proxyListen, broker.proxyAdvertised});
        QCOMPARE(ports.size(), std::size_t(13));
        QVERIFY(!ports.contains(0));
    }

    void brokerConfigurationNamesTheWholeQuorumAndSafeReplication() {
        const Folder folder;
        StackState state;
        state.clusterId = "AAAAAAAAAAAAAAAAAAAAAA";
        state.brokers = {
            {9092, 9192, 9292, 9392}, {9093, 9193, 9293, 9393}, {9094, 9194, 9294, 9394}};
        const StackTools tools;
        const std::string text = brokerProperties({folder.paths, tools, state, 2, false});
        for (const char* line :
             {"node.id=2\n",
              "controller.quorum.voters=1@127.0.0.1:9192,2@127.0.0.1:9193,3@127.0.0.1:9194\n",
              "default.replication.factor=3\n", "min.insync.replicas=2\n",
              "transaction.state.log.min.isr=2\n", "auto.create.topics.enable=false\n",
              "broker.session.timeout.ms=3000\n",
              "listeners=CLIENT://127.0.0.1:9093,PROXY://127.0.0.1:9293,CONTROLLER://"
              "127.0.0.1:9193\n",
              "advertised.listeners=CLIENT://127.0.0.1:9093,PROXY://127.0.0.1:9393\n"})
            QVERIFY2(text.find(line) != std::string::npos, line);
        state.brokers.resize(1);
        QVERIFY(brokerProperties({folder.paths, tools, state, 1, false})
                    .find("default.replication.factor=1\n") != std::string::npos);
    }

    void propertyTextIsLatin1WithEscapes() {
        QCOMPARE(propertyText("/data/ação"), std::string("/data/a\\u00e7\\u00e3o"));
        QCOMPARE(propertyText("a\\b"), std::string("a\\u005cb"));
        QCOMPARE(propertyText("\xF0\x9F\x98\x80"), std::string("\\ud83d\\ude00"));
    }

    void brokerFolderOfAnotherClusterIsRefused() {
        const Folder folder;
        StackState state;
        state.clusterId = "AAAAAAAAAAAAAAAAAAAAAA";
        QVERIFY(checkBrokerFolder(folder.paths, state, 1).has_value());
        folder.write(folder.paths.brokerData(1) / "some.file", "x");
        QVERIFY(
            says(checkBrokerFolder(folder.paths, state, 1).error(), "meta.properties is missing"));
        folder.write(folder.paths.brokerData(1) / "meta.properties",
                     "node.id=1\ncluster.id=BBBBBBBBBBBBBBBBBBBBBB\n");
        QVERIFY(says(checkBrokerFolder(folder.paths, state, 1).error(), "another cluster"));
        folder.write(folder.paths.brokerData(1) / "meta.properties",
                     "node.id=1\ncluster.id=AAAAAAAAAAAAAAAAAAAAAA\n");
        QVERIFY(checkBrokerFolder(folder.paths, state, 1).has_value());
    }

    void passwordFilesArePrivateAndKept() {
        const Folder folder;
        const auto first = postgresSecrets(folder.paths, self());
        QVERIFY(first.has_value());
        QVERIFY(first->superuser != first->product && first->product.size() >= 32);
        struct stat info {};
        QCOMPARE(::stat(folder.paths.secret(kProductSecret).c_str(), &info), 0);
        QCOMPARE(info.st_mode & 07777U, 0600U);
        QCOMPARE(postgresSecrets(folder.paths, self())->product, first->product);
        fs::create_directories(folder.paths.postgresData());
        fs::remove(folder.paths.secret(kProductSecret));
        QVERIFY(says(postgresSecrets(folder.paths, self()).error(), "password file"));
    }

    void databaseFolderWithoutVersionIsBroken() {
        const Folder folder;
        QCOMPARE(postgresDataMajor(folder.paths).value(), 0);
        fs::create_directories(folder.paths.postgresData());
        QVERIFY(says(postgresDataMajor(folder.paths).error(), "PG_VERSION"));
        folder.write(folder.paths.postgresData() / "PG_VERSION", "15\n");
        QCOMPARE(postgresDataMajor(folder.paths).value(), 15);
    }

    void missingToolsSayHowToGetThem() {
        const Folder folder;
        StackOptions options = folder.options;
        options.javaBinary = folder.dir.filePath("no-java").toStdString();
        QVERIFY(says(findJava(options).error(), "VIGIA_JAVA"));
        options.postgresFolder = folder.dir.path().toStdString();
        QVERIFY(says(findPostgres(options, 0).error(), "initdb"));
        QVERIFY(says(findPostgres(folder.options, 9).error(), "apt install postgresql-9"));
        options.kafkaJars = folder.dir.path().toStdString();
        QVERIFY(says(findKafkaJars(options, folder.paths).error(), "kafka_2.13-4.3.1.jar"));
    }

    void jarsThatTheServersUserCannotReadAreCopied() {
        const Folder folder;
        const fs::path closed = folder.paths.data / "closed";
        folder.write(closed / "jars/kafka_2.13-4.3.1.jar", "kafka");
        folder.write(closed / "jars/other.jar", "other");
        folder.write(jarCache(folder.paths) / "kafka_2.13-1.0.0.jar", "old");
        fs::permissions(closed, fs::perms::owner_all);
        QCOMPARE(reachableJars(closed / "jars", folder.paths, self()).value(), closed / "jars");
        const ServiceUser other{::geteuid() + 4321, ::getegid() + 4321, "other", true};
        const auto copy = reachableJars(closed / "jars", folder.paths, other);
        QVERIFY(copy.has_value());
        QCOMPARE(*copy, jarCache(folder.paths));
        QVERIFY(fs::is_regular_file(*copy / "kafka_2.13-4.3.1.jar"));
        QVERIFY(fs::is_regular_file(*copy / "other.jar"));
        QVERIFY(!fs::exists(*copy / "kafka_2.13-1.0.0.jar"));
    }

    void oldJavaIsRefusedByItsVersion() {
        const Folder folder;
        folder.write(folder.paths.data / "jdk/release",
                     "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        const fs::path java = folder.paths.data / "jdk/bin/java";
        QCOMPARE(javaVersionOf(java), std::string("11.0.2"));
        QVERIFY(says(checkJavaVersion(java, "11.0.2").error(), "needs 17 or newer"));
        QVERIFY(!checkJavaVersion(java, "1.8.0_392").has_value());
        QVERIFY(checkJavaVersion(java, "21").has_value());
    }

    void logsRotateAndKeepTheirNewestLines() {
        const Folder folder;
        const fs::path file = folder.paths.data / "x.log";
        RotatingLog log(file, 100);
        for (int i = 0; i < 40; ++i)
            log.append("line " + std::to_string(i) + "\n");
        QVERIFY(fs::file_size(file) <= 100);
        QVERIFY(fs::exists(file.string() + ".1") && fs::exists(file.string() + ".2") &&
                !fs::exists(file.string() + ".3"));
        QCOMPARE(lastLines(file, 1), std::string("line 39"));
        QCOMPARE(lastLines(file, 2), std::string("line 38\nline 39"));
        QCOMPARE(lastLines(folder.paths.data / "none", 5), std::string());
        QCOMPARE(log.lostBytes(), std::uint64_t(0));
    }
};

VIGIA_TEST_CLASS(StackFilesTest)
#include "stack_files_test.moc"
