#include "backend/host/system_clock.h"
#include "backend/stack/local_stack.h"
#include "backend/stack/paths.h"
#include "backend/stack/ports.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <netinet/in.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

using namespace vigia;
using namespace vigia::backend::stack;
namespace fs = std::filesystem;

namespace {

/// A small file system of its own, as long as it lives; root only.
class SmallDisk {
public:
    SmallDisk(std::string folder, const char* size) : m_folder(std::move(folder)) {
        m_mounted =
            ::geteuid() == 0 && ::mount("tmpfs", m_folder.c_str(), "tmpfs", 0,
                                        (std::string("mode=0711,size=") + size).c_str()) == 0;
    }
    ~SmallDisk() {
        if (m_mounted)
            ::umount(m_folder.c_str());
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool mounted() const { return m_mounted; }

private:
    std::string m_folder;
    bool m_mounted = false;
};

/// A loopback port that somebody listens on.
class TakenPort {
public:
    TakenPort() : m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(m_socket, reinterpret_cast<const sockaddr*>(&address), size);
        ::listen(m_socket, 1);
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
    }
    ~TakenPort() { ::close(m_socket); }
    TakenPort(const TakenPort&) = delete;
    TakenPort& operator=(const TakenPort&) = delete;
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    int m_socket;
    std::uint16_t m_port = 0;
};

} // namespace

/// What a user meets on a machine that is not as the local stack needs it: every start ends in a
/// sentence with the next step, and nothing runs afterwards.
class StackTroubleTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir{QStringLiteral("/var/tmp/vigia-trouble-XXXXXX")};
    const backend::host::SystemClock m_clock;

    StackOptions options(const char* name) {
        StackOptions options;
        options.dataFolder = m_dir.filePath(QString::fromLatin1(name)).toStdString();
        options.brokers = 1;
        options.kafkaPort = 0;
        options.postgresPort = 0;
        return options;
    }

    /// The sentence of a start that fails; empty when it did not.
    std::string failureOf(const StackOptions& options) {
        LocalStack stack(options, m_clock);
        const auto begun = stack.begin();
        if (begun)
            stack.stop();
        return begun ? "" : begun.error().message;
    }

private Q_SLOTS:
    void initTestCase() { ::chmod(m_dir.path().toStdString().c_str(), 0711); }

    void fullDiskIsToldBeforeAnythingStarts() {
        auto wanted = options("full");
        fs::create_directory(wanted.dataFolder);
        const SmallDisk disk(wanted.dataFolder, "8m");
        if (!disk.mounted())
            QSKIP("mounting a small disk needs root");
        wanted.dataFolder += "/data";
        const auto said = failureOf(wanted);
        QVERIFY2(said.find("Only ") == 0 && said.find("MB are free") != std::string::npos,
                 said.c_str());
        QVERIFY2(said.find("data.dir") != std::string::npos, said.c_str());
        QVERIFY(!fs::exists(wanted.dataFolder));
    }

    void folderInAClosedHomeIsRefusedAndNotMade() {
        const auto home = fs::path(m_dir.filePath(QStringLiteral("home")).toStdString());
        fs::create_directory(home);
        fs::permissions(home, fs::perms::owner_all);
        StackOptions options;
        options.dataFolder = (home / "x/vigia/local").string();
        const auto made = makeFolders(*stackPaths(options), {54321, 54321, "somebody", true});
        QVERIFY(!made.has_value());
        QVERIFY2(made.error().message.find("somebody can't reach") != std::string::npos,
                 made.error().message.c_str());
        QVERIFY(!fs::exists(home / "x"));
    }

    void diskWithoutRoomForOneFileIsTold() {
        const auto user = serviceUser();
        const auto folder = m_dir.filePath(QStringLiteral("crammed")).toStdString();
        fs::create_directory(folder);
        const SmallDisk disk(folder, "64k");
        if (!disk.mounted())
            QSKIP("mounting a small disk needs root");
        QVERIFY(user.has_value());
        const auto written =
            ownedFile(folder + "/stack.json", *user, 0600, std::string(200000, 'x'));
        QVERIFY(!written.has_value());
        QVERIFY2(written.error().message.find("free some space") != std::string::npos,
                 written.error().message.c_str());
        QVERIFY(!fs::exists(folder + "/stack.json"));
    }

    void portThatTheUserChoseAndThatIsTakenStopsTheStart() {
        const TakenPort other;
        auto wanted = options("ports");
        wanted.kafkaPort = other.port();
        wanted.kafkaPortFixed = true;
        auto said = failureOf(wanted);
        QVERIFY2(said.find("stack.kafkaPort: port " + std::to_string(other.port())) == 0,
                 said.c_str());
        wanted.kafkaPortFixed = false;
        wanted.postgresPort = other.port();
        wanted.postgresPortFixed = true;
        said = failureOf(wanted);
        QVERIFY2(said.find("stack.postgresPort: port ") == 0, said.c_str());
        QVERIFY2(said.find("choose another port") != std::string::npos, said.c_str());
    }

    void chosenPortWinsOverTheOneOfTheLastStart() {
        StackState state;
        auto wanted = options("kept");
        QVERIFY(chooseIdentity(state, wanted).has_value());
        PortChooser free;
        wanted.postgresPort = free.choose({});
        wanted.postgresPortFixed = true;
        QVERIFY(chooseIdentity(state, wanted).has_value());
        QCOMPARE(state.postgresPort, wanted.postgresPort);
    }

    void missingJavaAndDatabaseNameTheirPackages() {
        auto wanted = options("tools");
        wanted.javaBinary = "/nonexistent/java";
        auto said = failureOf(wanted);
        QVERIFY2(said.find("Java is not at /nonexistent/java") == 0, said.c_str());
        wanted.javaBinary.clear();
        wanted.postgresFolder = "/nonexistent";
        said = failureOf(wanted);
        QVERIFY2(said.find("/nonexistent") != std::string::npos, said.c_str());
    }

    void oldJavaNamesItsVersionAndThePackage() {
        const auto home = fs::path(m_dir.path().toStdString()) / "java-11";
        fs::create_directories(home / "bin");
        std::ofstream(home / "release") << "JAVA_VERSION=\"11.0.2\"\n";
        std::ofstream(home / "bin/java") << "#!/bin/sh\n";
        fs::permissions(home / "bin/java", fs::perms(0755));
        auto wanted = options("old");
        wanted.javaBinary = (home / "bin/java").string();
        const auto said = failureOf(wanted);
        QVERIFY2(said.find("is 11.0.2") != std::string::npos, said.c_str());
        QVERIFY2(said.find("openjdk-17-jre-headless") != std::string::npos, said.c_str());
    }

    void brokenFolderAndFileInItsPlaceAreTold() {
        const auto broken = options("broken");
        fs::create_directory(broken.dataFolder);
        std::ofstream(broken.dataFolder + "/stack.json") << "{\"format\":";
        auto said = failureOf(broken);
        QVERIFY2(said.find("The data folder is broken") == 0, said.c_str());
        QVERIFY2(said.find("vigia stack reset") != std::string::npos, said.c_str());
        const auto file = options("file");
        std::ofstream(file.dataFolder) << "x";
        said = failureOf(file);
        QVERIFY2(said.find("is not a folder") != std::string::npos, said.c_str());
    }
};

VIGIA_TEST_CLASS(StackTroubleTest)
#include "stack_trouble_test.moc"
