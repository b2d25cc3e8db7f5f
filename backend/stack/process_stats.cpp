#include "backend/stack/process_stats.h"

#include "backend/stack/service_user.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <string>

namespace vigia::backend::stack {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostDescendants = 1000;

std::int64_t numberIn(std::string_view text) {
    const auto start = text.find_first_of("0123456789");
    std::int64_t number = 0;
    if (start != std::string_view::npos)
        std::from_chars(text.data() + start, text.data() + text.size(), number);
    return number;
}

std::vector<pid_t> childrenOf(pid_t pid) {
    std::vector<pid_t> children;
    const auto text = core::readFile(fmt::format("/proc/{0}/task/{0}/children", pid));
    for (const std::string_view word :
         core::split(text ? std::string_view(*text) : std::string_view(), ' ')) {
        if (const auto child = static_cast<pid_t>(numberIn(word)); child > 0)
            children.push_back(child);
    }
    return children;
}

std::int64_t memoryLine(pid_t pid, const char* file, std::string_view key) {
    const auto text = core::readFile(fmt::format("/proc/{}/{}", pid, file));
    if (!text)
        return 0;
    for (const std::string_view line : core::split(*text, '\n')) {
        if (line.starts_with(key))
            return numberIn(line) * 1024;
    }
    return 0;
}

/// Fields 14 to 17 of /proc/<pid>/stat, counted behind the name, which may hold anything.
std::optional<double> cpuOf(pid_t pid) {
    const auto text = core::readFile(fmt::format("/proc/{}/stat", pid));
    const auto end = text ? text->rfind(')') : std::string::npos;
    if (!text || end == std::string::npos || end + 2 > text->size())
        return std::nullopt;
    const auto fields = core::split(std::string_view(*text).substr(end + 2), ' ');
    if (fields.size() < 15)
        return std::nullopt;
    const std::int64_t ticks =
        numberIn(fields[11]) + numberIn(fields[12]) + numberIn(fields[13]) + numberIn(fields[14]);
    return static_cast<double>(ticks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

} // namespace

std::vector<pid_t> descendants(pid_t pid) {
    std::vector<pid_t> all = childrenOf(pid);
    for (std::size_t i = 0; i < all.size() && all.size() < kMostDescendants; ++i) {
        const auto below = childrenOf(all[i]);
        all.insert(all.end(), below.begin(), below.end());
    }
    return all;
}

std::optional<ProcessStats> processStats(pid_t pid) {
    const auto cpu = cpuOf(pid);
    if (!cpu)
        return std::nullopt;
    ProcessStats stats{memoryLine(pid, "status", "VmRSS:"), *cpu};
    const auto below = descendants(pid);
    if (below.empty())
        return stats;
    stats.memoryBytes = memoryLine(pid, "smaps_rollup", "Pss:");
    for (const pid_t child : below) {
        stats.memoryBytes += memoryLine(child, "smaps_rollup", "Pss:");
        stats.cpuSeconds += cpuOf(child).value_or(0);
    }
    return stats;
}

std::int64_t diskBytes(const fs::path& folder) {
    std::int64_t bytes = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        struct stat info {};
        if (::lstat(it->path().c_str(), &info) == 0)
            bytes += static_cast<std::int64_t>(info.st_blocks) * 512;
    }
    return bytes;
}

} // namespace vigia::backend::stack
