#include "tests/bench/table.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>

namespace vigia::bench {
namespace {

/// The value of the first line of a file of /proc that begins with `key`.
std::string procValue(const char* path, const std::string& key) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto value = line.find_first_not_of(" \t:", key.size());
        if (line.rfind(key, 0) == 0 && value != std::string::npos)
            return line.substr(value);
    }
    return "?";
}

std::string machine() {
    const auto kilobytes = std::atoll(procValue("/proc/meminfo", "MemTotal").c_str());
    return fmt::format("{} cores of {}, {} GB", std::thread::hardware_concurrency(),
                       procValue("/proc/cpuinfo", "model name"), (kilobytes + 500'000) / 1'000'000);
}

std::string load() {
    std::string one;
    std::string five;
    std::ifstream("/proc/loadavg") >> one >> five;
    return one + " (5 min: " + five + ")";
}

void print(const Row& row) {
    fmt::print("| {:<52} | {:>14} | {:>14} | {:>6} | {:>9} |\n", row.what, row.ours, row.rival,
               row.ratio, row.target);
    std::fflush(stdout);
}

} // namespace

Table::Table(const std::string& title) {
    fmt::print("{}\n{}; {:%F %H:%M} UTC; load {}\n\n", title, machine(),
               fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())),
               load());
    print({"what", "ours", "rival", "ratio", "target"});
    fmt::print("|{:-<54}|{:->16}|{:->16}|{:->8}|{:->11}|\n", "", ":", ":", ":", ":");
}

void Table::add(const Row& row) {
    print(row);
    ++m_rows;
    if (!row.met)
        m_missed.push_back(row);
}

int Table::finish() const {
    fmt::print("\nload at the end {}\n", load());
    if (m_missed.empty())
        fmt::print("{} rows, no target missed\n", m_rows);
    for (const auto& row : m_missed)
        fmt::print("missed: {}: {} (wanted {})\n", row.what,
                   row.ratio.empty() ? row.ours : row.ratio, row.target);
    return 0;
}

Row rateRow(std::string what, double ours, double rival, double target) {
    const double ratio = rival > 0 ? ours / rival : 0;
    return {std::move(what),
            fmt::format("{:.0f}/s", ours),
            fmt::format("{:.0f}/s", rival),
            fmt::format("{:.2f}", ratio),
            fmt::format(">= {}", target),
            ratio >= target};
}

double median(std::vector<double> values) {
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace vigia::bench
