// vigia-bench-stock [seconds a run [row …]]: the stock service beside bare programs of the same
// statements; rows are reads, creations, relay and analytics, all when none is named.
#include "tests/bench/stock_bench_runs.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    using namespace vigia::bench;
    const auto seconds = std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 4);
    const std::vector<std::string> rows(argv + std::min(argc, 2), argv + argc);
    const auto wanted = [&](const char* row) {
        return rows.empty() || std::find(rows.begin(), rows.end(), row) != rows.end();
    };
    Table table("Stock service beside bare programs, in turns; medians of three turns");
    if (wanted("reads"))
        table.add(readsById(seconds));
    if (wanted("creations"))
        table.add(creations(seconds));
    if (wanted("relay"))
        table.add(commitToAcknowledged(2 * seconds));
    if (wanted("analytics"))
        table.add(analyticsEngine());
    return table.finish();
}
