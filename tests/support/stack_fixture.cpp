// The CTest fixture `stack`: one Kafka broker and a PostgreSQL of their own for a test run.
#include "backend/host/system_clock.h"
#include "backend/stack/local_stack.h"
#include "core/base/file.h"
#include "core/base/sha256.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace fs = std::filesystem;
using namespace vigia;

namespace {

constexpr std::chrono::hours kLongestRun{2}; // a forgotten one ends by itself

volatile std::sig_atomic_t g_ended = 0;

struct Places {
    fs::path build;
    fs::path data;
    [[nodiscard]] fs::path pidFile() const { return build / "test-stack.pid"; }
    [[nodiscard]] fs::path environmentFile() const { return build / "test-stack.env"; }
    [[nodiscard]] fs::path log() const { return build / "test-stack.log"; }
};

/// Below the build directory, or in /var/tmp when that is closed to the user that the servers run
/// as.
Places places() {
    const char* build = std::getenv("VIGIA_BUILD_DIR");
    Places found{fs::absolute(build == nullptr ? "." : build), {}};
    found.data = found.build / "test-stack";
    const auto user = backend::stack::serviceUser();
    if (user && user->drop && !backend::stack::readableBy(found.build, *user))
        found.data = fs::path("/var/tmp") /
                     ("vigia-test-" + core::sha256Hex(found.build.string()).substr(0, 12));
    return found;
}

/// By the name of the process: the link to its executable changes when that is built anew.
bool isOurs(pid_t pid) {
    const auto name = core::readFile("/proc/" + std::to_string(pid) + "/comm");
    return pid > 1 && name && name->starts_with("vigia-test-stac");
}

/// Ends the stack that the process id file names and removes what it left.
void down(const Places& at) {
    pid_t pid = 0;
    std::ifstream(at.pidFile()) >> pid;
    if (isOurs(pid)) {
        ::kill(pid, SIGTERM);
        for (int turn = 0; turn < 400 && isOurs(pid); ++turn)
            ::usleep(50'000);
        if (isOurs(pid))
            ::kill(pid, SIGKILL);
    }
    std::error_code ignored;
    for (const fs::path& path : {at.data, at.pidFile(), at.environmentFile()})
        fs::remove_all(path, ignored);
}

void detach(const Places& at) {
    ::setsid();
    const int null = ::open("/dev/null", O_RDWR);
    const int log = ::open(at.log().c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    ::dup2(null, 0);
    ::dup2(log, 1);
    ::dup2(log, 2);
    std::signal(SIGTERM, [](int) { g_ended = 1; });
    std::signal(SIGINT, [](int) { g_ended = 1; });
}

/// Owner of the servers until SIGTERM; the text that goes into `report` is `ready` or a sentence.
int serve(const Places& at, int report) {
    detach(at);
    const backend::host::SystemClock clock;
    backend::stack::StackOptions options;
    options.dataFolder = at.data.string();
    options.brokers = 1;
    options.kafkaPort = 0;
    options.postgresPort = 0;
    options.classArchive = false;
    backend::stack::LocalStack stack(options, clock);
    const auto started = stack.start([](const core::ops::StartProgress&) {});
    const std::string text = started ? "ready" : started.error().message;
    if (started) {
        ::umask(0077);
        std::ofstream(at.environmentFile())
            << "VIGIA_TEST_KAFKA=" << stack.addresses().kafka
            << "\nVIGIA_TEST_POSTGRES=" << stack.addresses().superuser << "\n";
    }
    [[maybe_unused]] const ssize_t n = ::write(report, text.data(), text.size());
    ::close(report);
    const auto end = clock.steadyNow() + kLongestRun;
    while (started && g_ended == 0 && clock.steadyNow() < end)
        stack.turn(std::chrono::milliseconds(200));
    stack.stop();
    return started ? 0 : 1;
}

/// Whoever sets both variables brings servers of their own (test_stack.h).
bool givenByEnvironment() {
    return std::getenv("VIGIA_TEST_KAFKA") != nullptr &&
           std::getenv("VIGIA_TEST_POSTGRES") != nullptr;
}

int up(const Places& at) {
    down(at);
    if (givenByEnvironment()) {
        std::puts("the servers are given by VIGIA_TEST_KAFKA and VIGIA_TEST_POSTGRES");
        return 0;
    }
    int report[2]{};
    if (::pipe2(report, O_CLOEXEC) != 0)
        return 1;
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(serve(at, report[1]));
    ::close(report[1]);
    std::ofstream(at.pidFile()) << pid << "\n";
    std::string text;
    char chunk[512];
    for (ssize_t n = 0; (n = ::read(report[0], chunk, sizeof chunk)) > 0;)
        text.append(chunk, static_cast<std::size_t>(n));
    std::printf("%s\n", text.empty() ? "the test stack died; see test-stack.log" : text.c_str());
    return text == "ready" ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    const std::string verb = argc == 2 ? argv[1] : "";
    if (verb == "up")
        return up(places());
    if (verb == "down") {
        down(places());
        return 0;
    }
    std::fputs("vigia-test-stack up|down\n", stderr);
    return 2;
}
