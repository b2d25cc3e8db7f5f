#include "backend/host/system_clock.h"
#include "backend/stack/control_server.h"
#include "backend/stack/guard_requests.h"
#include "core/base/json.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

#include <sys/socket.h>
#include <sys/stat.h>

using namespace vigia;
using namespace vigia::backend::stack;

namespace {

/// A control socket with the guard's requests, without any server behind it.
struct Bench {
    explicit Bench(const GuardOptions& options = {})
        : stack({}, clock), workers(stack), requests(stack, workers, server, disk, options),
          server(
              [this](ControlConnection& c, const std::string& line) { requests.handle(c, line); }) {
        listening = server.listen(path()).has_value();
    }
    [[nodiscard]] std::filesystem::path path() const {
        return folder.filePath("guard.sock").toStdString();
    }

    /// Sends bytes and lets the server work until it has nothing more to say.
    std::string exchange(const vigia::core::UniqueFd& socket, const std::string& bytes) {
        std::string answer;
        std::size_t sent = 0;
        for (int turn = 0; turn < 200; ++turn) {
            if (sent < bytes.size()) {
                const ssize_t n = ::send(socket.fd(), bytes.data() + sent, bytes.size() - sent,
                                         MSG_DONTWAIT | MSG_NOSIGNAL);
                sent += n > 0 ? static_cast<std::size_t>(n) : 0;
            }
            server.dispatch();
            char chunk[65536];
            const ssize_t n = ::recv(socket.fd(), chunk, sizeof chunk, MSG_DONTWAIT);
            if (n > 0)
                answer.append(chunk, static_cast<std::size_t>(n));
            if (n == 0)
                break;
        }
        return answer;
    }
    vigia::core::UniqueFd connected() { return std::move(*connectControl(path())); }

    QTemporaryDir folder;
    backend::host::SystemClock clock;
    LocalStack stack;
    WorkerPool workers;
    DiskUsage disk;
    GuardRequests requests;
    ControlServer server;
    bool listening = false;
};

bool stillAnswers(Bench& bench) {
    const vigia::core::UniqueFd socket = bench.connected();
    return bench.exchange(socket, "{\"id\":9,\"request\":\"status\"}\n")
               .find("\"id\":9,\"ok\":true") != std::string::npos;
}

} // namespace

class ControlSocketTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void socketIsPrivate() {
        Bench bench;
        QVERIFY(bench.listening);
        struct stat info {};
        QCOMPARE(::stat(bench.path().c_str(), &info), 0);
        QCOMPARE(info.st_mode & 07777U, 0600U);
    }

    void noWritingVerbPassesOnALockedPlatform() {
        GuardOptions locked;
        locked.stack.readOnly = true;
        locked.stack.tag = "prod";
        const std::set<std::string> reads{"attach", "detach",    "status",
                                          "logs",   "subscribe", "define"};
        for (const auto& verb : guardVerbs()) {
            if (reads.contains(verb))
                continue;
            Bench bench(locked);
            const auto ask = [&](const std::string& members) {
                const vigia::core::UniqueFd socket = bench.connected();
                return bench.exchange(socket, "{\"request\":\"" + verb + "\"" + members + "}\n");
            };
            for (const auto* members :
                 {"", ",\"unlock\":\"local\"", ",\"unlock\":\"local\",\"reason\":\"  \"",
                  ",\"unlock\":\"orders\",\"reason\":\"OPS-7\""}) {
                const auto answer = ask(members);
                QVERIFY2(answer.find("\"code\":\"rejected\"") != std::string::npos, answer.c_str());
                QVERIFY2(answer.find("local is production and read-only: unlocking takes") !=
                             std::string::npos,
                         answer.c_str());
                QVERIFY(!bench.requests.shutdownWanted() && !bench.requests.keep());
            }
            const auto passed = ask(",\"unlock\":\"local\",\"reason\":\"OPS-7\"");
            QVERIFY2(passed.find("read-only") == std::string::npos, passed.c_str());
        }
    }

    void aConsoleWhoseConfigurationLocksThePlatformLocksItForAll() {
        Bench bench;
        const vigia::core::UniqueFd console = bench.connected();
        const vigia::core::UniqueFd visitor = bench.connected();
        const std::string keep = "{\"id\":1,\"request\":\"keep\"}\n";
        QVERIFY(bench.exchange(visitor, keep).find("\"ok\":true") != std::string::npos);
        const std::string attach = R"({"id":2,"request":"attach","protocol":1,"readOnly":)";
        bench.exchange(console, attach + "true,\"tag\":\"prod\"}\n");
        QVERIFY(bench.exchange(visitor, keep).find("rejected") != std::string::npos);
        bench.exchange(console, attach + "false}\n"); // another file opens nothing
        QVERIFY(bench.exchange(visitor, keep).find("rejected") != std::string::npos);
    }

    void wrongRequestsGetASentenceAndNothingBreaks_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const QByteArray& line, const char* says) {
            QTest::newRow(name) << line << QByteArray(says);
        };
        row("empty", "", "one JSON object");
        row("no JSON", "hello", "one JSON object");
        row("array", "[1,2]", "JSON object");
        row("truncated", "{\"request\":\"sta", "one JSON object");
        row("duplicate key", R"({"request":"status","request":"shutdown"})", "one JSON object");
        row("NUL", QByteArray("{\"request\":\"a\0b\"}", 17), "one JSON object");
        row("broken UTF-8", "{\"request\":\"\xC3\x28\"}", "one JSON object");
        row("deep",
            QByteArray(R"({"request":"define","worker":)") + QByteArray(50, '[') +
                QByteArray(50, ']') + "}",
            "one JSON object");
        row("no request", R"({"id":1})", "`request` of a request is a text");
        row("number as request", R"({"request":5})", "`request` of a request is a text");
        row("near miss", R"({"request":"statsu"})", "did you mean `status`");
        row("hostile word", "{\"request\":\"\xE2\x80\xAE\"}", "is no request");
        row("kill without name", R"({"request":"kill"})", "`process` of a request");
        row("kill number", R"({"request":"kill","process":1})", "`process` of a request");
        row("kill nobody", R"({"request":"kill","process":"broker-9"})", "There is no process");
        row("attach without protocol", R"({"request":"attach"})", "another version");
        row("keep text", R"({"request":"keep","on":"yes"})", "true or false");
        row("subscribe number", R"({"request":"subscribe","events":1})", "true or false");
        row("scale text", R"({"request":"scale","role":"stock","count":"2"})",
            "`count`, a whole number");
        row("scale many", R"({"request":"scale","role":"stock","count":99999999999999999999})",
            "`count`, a whole number");
        row("scale unknown", R"({"request":"scale","role":"nobody","count":1})", "no role");
        row("logs many", R"({"request":"logs","process":"guard","lines":100000})",
            "from 1 to 1000");
        row("logs path", R"({"request":"logs","process":"../../etc/passwd"})",
            "There is no process");
        row("define nothing", R"({"request":"define"})", "`worker` of a request");
        row("define text", R"({"request":"define","worker":"x"})", "is an object");
        row("define unknown member",
            R"({"request":"define","worker":{"role":"a","argv":["/x"],"uid":0}})",
            "`uid` of a worker is not known");
        row("define relative", R"({"request":"define","worker":{"role":"a","argv":["x"]}})",
            "absolute path");
        row("define no arguments", R"({"request":"define","worker":{"role":"a","argv":[]}})",
            "`argv` of a worker");
        row("define NUL", R"({"request":"define","worker":{"role":"a","argv":["/x\u0000y"]}})",
            "one JSON object");
        row("define role path", R"({"request":"define","worker":{"role":"../a","argv":["/x"]}})",
            "`role` of a worker");
        row("define environment",
            R"({"request":"define","worker":{"role":"a","argv":["/x"],"environment":{"A=B":"c"}}})",
            "`environment` of a worker");
        row("define count", R"({"request":"define","worker":{"role":"a","argv":["/x"],"count":9}})",
            "`count` of a worker");
        row("define without stack", R"({"request":"define","worker":{"role":"a","argv":["/x"]}})",
            "not running");
    }
    void wrongRequestsGetASentenceAndNothingBreaks() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, says);
        Bench bench;
        const vigia::core::UniqueFd socket = bench.connected();
        const std::string answer = bench.exchange(socket, line.toStdString() + "\n");
        QVERIFY2(answer.find("\"ok\":false") != std::string::npos, answer.c_str());
        QVERIFY2(answer.find(says.toStdString()) != std::string::npos, answer.c_str());
        QVERIFY(!bench.requests.shutdownWanted());
        QVERIFY(stillAnswers(bench));
    }

    void oversizedLineIsRefusedAndDisconnected() {
        Bench bench;
        const vigia::core::UniqueFd socket = bench.connected();
        const std::string answer = bench.exchange(socket, std::string(200000, 'x'));
        QVERIFY2(answer.find("at most 64 KB") != std::string::npos, answer.c_str());
        QCOMPARE(bench.server.dropped(), std::uint64_t(1));
        QVERIFY(stillAnswers(bench));
    }

    void lineMayArriveInPieces() {
        Bench bench;
        const vigia::core::UniqueFd socket = bench.connected();
        QCOMPARE(bench.exchange(socket, "{\"id\":3,\"req"), std::string());
        QVERIFY(bench.exchange(socket, "uest\":\"status\"}\n").find("\"id\":3,\"ok\":true") !=
                std::string::npos);
    }

    void manyRequestsInOnePieceAreAnsweredInOrder() {
        Bench bench;
        const vigia::core::UniqueFd socket = bench.connected();
        const std::string answer = bench.exchange(
            socket, "{\"id\":1,\"request\":\"status\"}\n{\"id\":2,\"request\":\"nothing\"}\n");
        QVERIFY(answer.find("\"id\":1,\"ok\":true") < answer.find("\"id\":2,\"ok\":false"));
    }

    void whoNeverReadsIsDisconnected() {
        Bench bench;
        const vigia::core::UniqueFd socket = bench.connected();
        const std::string request = "{\"request\":\"status\"}\n";
        for (int i = 0; i < 20000 && bench.server.dropped() == 0; ++i) {
            if (::send(socket.fd(), request.data(), request.size(), MSG_DONTWAIT | MSG_NOSIGNAL) <
                0)
                break;
            bench.server.dispatch();
        }
        QCOMPARE(bench.server.dropped(), std::uint64_t(1));
        QVERIFY(stillAnswers(bench));
    }

    void onlyAttachedConnectionsCount() {
        Bench bench;
        vigia::core::UniqueFd console = bench.connected();
        const vigia::core::UniqueFd visitor = bench.connected();
        QVERIFY(bench.exchange(console, "{\"id\":1,\"request\":\"attach\",\"protocol\":1}\n")
                    .find("Attached") != std::string::npos);
        bench.exchange(visitor, "{\"id\":1,\"request\":\"status\"}\n");
        QCOMPARE(bench.server.attached(), std::size_t(1));
        bench.exchange(console, "{\"id\":2,\"request\":\"detach\"}\n");
        QCOMPARE(bench.server.attached(), std::size_t(0));
        bench.exchange(console, "{\"id\":3,\"request\":\"attach\",\"protocol\":1}\n");
        console.reset();
        bench.server.dispatch();
        QCOMPARE(bench.server.attached(), std::size_t(0));
    }

    void connectionsBeyondTheLimitAreClosed() {
        Bench bench;
        std::vector<vigia::core::UniqueFd> sockets;
        for (std::size_t i = 0; i < ControlServer::kConnectionLimit + 3; ++i) {
            sockets.push_back(bench.connected());
            bench.server.dispatch();
        }
        QCOMPARE(bench.server.dropped(), std::uint64_t(3));
        sockets.resize(10);
        bench.server.dispatch();
        QVERIFY(stillAnswers(bench));
    }

    void tooLongSocketPathIsRefusedWithWhatToDo() {
        const auto text = socketPathText("/" + std::string(107, 'x'));
        QVERIFY(!text.has_value());
        QVERIFY(text.error().message.find("XDG_RUNTIME_DIR") != std::string::npos);
        QVERIFY(socketPathText("/" + std::string(106, 'x')).has_value());
    }

    void closingAnswersStatusOnly() {
        Bench bench;
        bench.requests.close();
        const vigia::core::UniqueFd socket = bench.connected();
        QVERIFY(bench.exchange(socket, "{\"id\":1,\"request\":\"attach\",\"protocol\":1}\n")
                    .find("is stopping") != std::string::npos);
        QVERIFY(bench.exchange(socket, "{\"id\":2,\"request\":\"status\"}\n").find("\"ok\":true") !=
                std::string::npos);
    }
};

VIGIA_TEST_CLASS(ControlSocketTest)
#include "control_socket_test.moc"
