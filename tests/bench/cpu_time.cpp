#include "tests/bench/cpu_time.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

namespace vigia::bench {
namespace {

struct Stat {
    pid_t pid = 0;
    pid_t parent = 0;
    std::string name;
    double seconds = 0; ///< user and system
};

/// `/proc/PID/stat`; its second field is the name in brackets.
Stat statOf(const std::filesystem::path& folder) {
    std::ifstream file(folder / "stat");
    std::string line;
    std::getline(file, line);
    const auto open = line.find('(');
    const auto close = line.rfind(')');
    if (open == std::string::npos || close == std::string::npos)
        return {};
    Stat stat{std::atoi(line.c_str()), 0, line.substr(open + 1, close - open - 1), 0};
    std::istringstream fields(line.substr(close + 2));
    std::string skipped;
    double user = 0;
    double system = 0;
    fields >> skipped >> stat.parent;
    for (int field = 5; field < 14; ++field)
        fields >> skipped;
    fields >> user >> system;
    stat.seconds = (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    return stat;
}

/// The process that owns the benchmark's servers; 0 when they are somebody else's.
pid_t stackOwner() {
    const char* build = std::getenv("VIGIA_BUILD_DIR");
    pid_t pid = 0;
    if (build != nullptr)
        std::ifstream(std::string(build) + "/test-stack.pid") >> pid;
    return pid;
}

/// Servers are children of their owner, and backends children of the PostgreSQL server.
bool isOfStack(const std::map<pid_t, Stat>& all, const Stat& process, pid_t owner) {
    const auto parent = all.find(process.parent);
    return owner == 0 || process.parent == owner ||
           (parent != all.end() && parent->second.parent == owner);
}

/// Which part a process belongs to; empty for everything else.
std::string partOf(const Stat& process, pid_t service) {
    if (process.pid == service)
        return "service";
    if (process.pid == ::getpid())
        return "client";
    if (process.name == "java")
        return "kafka";
    return process.name == "postgres" ? "postgres" : "";
}

std::map<std::string, double> taken(pid_t service) {
    std::map<pid_t, Stat> all;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const auto name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") == std::string::npos)
            all[std::atoi(name.c_str())] = statOf(entry.path());
    }
    const auto owner = stackOwner();
    std::map<std::string, double> sums;
    for (const auto& [pid, process] : all) {
        const auto part = partOf(process, service);
        const bool server = part == "kafka" || part == "postgres";
        if (!part.empty() && (!server || isOfStack(all, process, owner)))
            sums[part] += process.seconds;
    }
    return sums;
}

} // namespace

CpuTime::CpuTime(pid_t service) : m_service(service), m_before(taken(service)) {}

std::map<std::string, double> CpuTime::seconds() const {
    auto sums = taken(m_service);
    for (auto& [part, seconds] : sums) {
        const auto before = m_before.find(part);
        seconds -= before == m_before.end() ? 0 : before->second;
    }
    return sums;
}

std::string millisEach(const std::map<std::string, double>& seconds, double operations) {
    std::string text;
    for (const auto& [part, value] : seconds)
        text += fmt::format("{}{} {:.3f}", text.empty() ? "" : ", ", part,
                            operations > 0 ? value * 1000 / operations : 0);
    return text;
}

} // namespace vigia::bench
