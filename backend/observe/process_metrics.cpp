#include "backend/observe/process_metrics.h"

#include "backend/observe/metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

namespace vigia::backend::observe {
namespace {

std::string fileText(const char* path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The number after a word at the start of a line (`MemTotal:`, `btime`); 0 when it is not there.
double numberAfter(const std::string& text, const std::string& word) {
    const auto at = text.find(word);
    return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + word.size(), nullptr);
}

double memoryLimit() {
    const std::string group = fileText("/sys/fs/cgroup/memory.max");
    const double limit = std::strtod(group.c_str(), nullptr); // "max" reads as 0
    return limit > 0 ? limit : numberAfter(fileText("/proc/meminfo"), "MemTotal:") * 1024;
}

/// Fields of /proc/self/stat from the third on: the second may hold blanks.
std::vector<double> statFields() {
    const std::string text = fileText("/proc/self/stat");
    const auto end = text.rfind(')');
    std::istringstream rest(end == std::string::npos ? std::string() : text.substr(end + 2));
    std::vector<double> fields;
    std::string state;
    rest >> state;
    for (double field = 0; rest >> field;)
        fields.push_back(field);
    return fields;
}

double openFiles() {
    std::error_code error;
    double count = 0;
    for (auto entry = std::filesystem::directory_iterator("/proc/self/fd", error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
        ++count;
    return std::max(0.0, count - 1); // without the one that lists them
}

} // namespace

ProcessFigures readProcessFigures() {
    ProcessFigures figures;
    const auto fields = statFields();
    const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
    if (fields.size() > 20) { // man 5 proc, numbers shifted by 4: utime 14, stime 15, num_threads
                              // 20, starttime 22, rss 24
        figures.cpuSeconds = (fields[10] + fields[11]) / ticks;
        figures.threads = fields[16];
        figures.startedAt = numberAfter(fileText("/proc/stat"), "\nbtime ") + fields[18] / ticks;
        figures.residentBytes = fields[20] * static_cast<double>(::sysconf(_SC_PAGESIZE));
    }
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        figures.maxFiles = static_cast<double>(limit.rlim_cur);
    figures.openFiles = openFiles();
    figures.memoryLimitBytes = memoryLimit();
    return figures;
}

std::function<void()> processMetrics(Metrics& metrics) {
    Counter cpu =
        metrics.counter({"process_cpu_seconds_total", "CPU time used by the process."}).with();
    const auto gauge = [&metrics](const char* name, const char* help) {
        return metrics.gauge({name, help}).with();
    };
    Gauge resident = gauge("process_resident_memory_bytes", "Memory of the process in RAM.");
    Gauge limit = gauge("process_memory_limit_bytes", "Memory that the process may use.");
    Gauge open = gauge("process_open_fds", "Open file descriptors.");
    Gauge most = gauge("process_max_fds", "File descriptors that the process may open.");
    Gauge started =
        gauge("process_start_time_seconds", "Start of the process, seconds since 1970.");
    Gauge threads = gauge("process_threads", "Threads of the process.");
    return [=]() mutable {
        const ProcessFigures now = readProcessFigures();
        cpu.add(std::max(0.0, now.cpuSeconds - cpu.value()));
        resident.set(now.residentBytes);
        limit.set(now.memoryLimitBytes);
        open.set(now.openFiles);
        most.set(now.maxFiles);
        started.set(now.startedAt);
        threads.set(now.threads);
    };
}

} // namespace vigia::backend::observe
