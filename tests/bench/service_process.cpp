#include "tests/bench/service_process.h"

#include "tests/support/test_stack.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <vector>

#include <pthread.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace vigia::bench {
namespace {

using std::chrono::steady_clock;

[[noreturn]] void giveUp(const std::string& sentence) {
    std::fprintf(stderr, "%s\n", sentence.c_str());
    std::exit(1);
}

/// The port in `gateway    http://127.0.0.1:41234`.
std::uint16_t portIn(const std::string& text) {
    const auto line = text.find("gateway ");
    const auto colon = line == std::string::npos ? line : text.find("127.0.0.1:", line);
    return colon == std::string::npos
               ? std::uint16_t{0}
               : static_cast<std::uint16_t>(std::atoi(text.c_str() + colon + 10));
}

} // namespace

ServiceProcess::ServiceProcess(const std::string& databaseUrl, const std::string& topicPrefix) {
    int output[2]{};
    if (::pipe(output) != 0)
        giveUp("no pipe for the service");
    const auto started = steady_clock::now();
    m_pid = ::fork();
    if (m_pid == 0)
        exec(databaseUrl, topicPrefix, output[1]);
    ::close(output[1]);
    awaitReady(output[0]);
    m_readyAfter = std::chrono::duration<double>(steady_clock::now() - started).count();
    m_drain = std::jthread([fd = output[0]] {
        pthread_setname_np(pthread_self(), "service-output");
        char chunk[4096];
        while (::read(fd, chunk, sizeof chunk) > 0) {
        }
        ::close(fd);
    });
}

ServiceProcess::~ServiceProcess() {
    if (m_pid <= 0)
        return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

void ServiceProcess::exec(const std::string& databaseUrl, const std::string& topicPrefix,
                          int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::setenv("VIGIA_POSTGRES_PRIMARY", databaseUrl.c_str(), 1);
    const char* program = std::getenv("VIGIA_BIN");
    std::vector<std::string> words{program == nullptr ? "vigia-headless" : program,
                                   "--worker",
                                   "--roles",
                                   "gateway,stock,analytics",
                                   "--instance",
                                   "bench-1"};
    for (const auto& setting :
         {std::string("profile=remote"), std::string("mode=development"),
          "kafka.servers=" + tests::testStack().kafka, "kafka.topics.prefix=" + topicPrefix,
          std::string("roles.gateway.listen=127.0.0.1:0"),
          std::string("roles.stock.listen=127.0.0.1:0"),
          std::string("roles.analytics.listen=127.0.0.1:0")}) {
        words.emplace_back("--set");
        words.push_back(setting);
    }
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    std::perror(arguments[0]);
    ::_exit(127);
}

void ServiceProcess::awaitReady(int output) {
    std::string text;
    char chunk[4096];
    while (text.find("ready;") == std::string::npos) {
        const auto got = ::read(output, chunk, sizeof chunk);
        if (got <= 0)
            giveUp("the service did not start:\n" + text);
        text.append(chunk, static_cast<std::size_t>(got));
    }
    m_port = portIn(text);
    if (m_port == 0)
        giveUp("the service named no gateway:\n" + text);
}

int ServiceProcess::terminate() {
    int status = 0;
    ::kill(m_pid, SIGTERM);
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

double ServiceProcess::residentMegabytes() const {
    std::ifstream file("/proc/" + std::to_string(m_pid) + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("VmRSS:", 0) == 0)
            return std::atof(line.c_str() + 6) / 1024;
    }
    return 0;
}

PeakMemory::PeakMemory(const ServiceProcess& process)
    : m_watch([this, &process](const std::stop_token& stop) {
          pthread_setname_np(pthread_self(), "peak-memory");
          while (!stop.stop_requested()) {
              m_peak = std::max(m_peak.load(), process.residentMegabytes());
              std::this_thread::sleep_for(std::chrono::milliseconds(100));
          }
      }) {}

} // namespace vigia::bench
