#include "tests/bench/own_broker.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace vigia::bench {
namespace {

/// `java` and the parent of a process, from its line in /proc.
bool isJavaChildOf(const std::filesystem::path& process, pid_t parent) {
    std::ifstream file(process / "stat");
    std::string line;
    std::getline(file, line);
    const auto name = line.rfind(')');
    return line.find("(java)") != std::string::npos && name != std::string::npos &&
           std::atoi(line.c_str() + name + 4) == parent;
}

} // namespace

OwnBroker::OwnBroker() {
    const char* build = std::getenv("VIGIA_BUILD_DIR");
    pid_t stack = 0;
    if (build == nullptr || std::getenv("VIGIA_TEST_KAFKA") != nullptr ||
        !(std::ifstream(std::string(build) + "/test-stack.pid") >> stack))
        return;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        if (isJavaChildOf(entry.path(), stack))
            m_pid = std::atoi(entry.path().filename().c_str());
    }
}

OwnBroker::Asleep::Asleep(const OwnBroker& broker) : m_pid(broker.m_pid) {
    ::kill(m_pid, SIGSTOP);
}

OwnBroker::Asleep::~Asleep() {
    ::kill(m_pid, SIGCONT);
}

} // namespace vigia::bench
