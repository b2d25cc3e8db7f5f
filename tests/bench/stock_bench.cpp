// vigia-bench-stock [seconds a run]: the stock service beside bare programs of the same statements,
// as ratios. Needs the servers of the integration tests (VIGIA_TEST_KAFKA, VIGIA_TEST_POSTGRES) and
// pgbench.
#include "tests/bench/stock_bench_runs.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace {

std::string loadAverage() {
    std::string word;
    std::ifstream("/proc/loadavg") >> word;
    return word;
}

void print(const vigia::bench::Row& row) {
    fmt::print("| {:<46} | {:>12} | {:>12} | {:>6} | {:>8} |\n", row.name, row.ours, row.bare,
               row.ratio, row.target);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    using namespace vigia::bench;
    const auto seconds = std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 5);
    fmt::print("load average before: {}\n", loadAverage());
    print({"what", "ours", "bare", "ratio", "target"});
    print(readsById(seconds));
    print(creations(seconds));
    print(commitToAcknowledged(seconds));
    print(analyticsEngine());
    fmt::print("load average after: {}\n", loadAverage());
    return 0;
}
