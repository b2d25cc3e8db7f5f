// vigia-bench-stock [seconds a run]: the stock service beside bare programs of the same statements.
#include "tests/bench/stock_bench_runs.h"

#include <cstdlib>

int main(int argc, char** argv) {
    using namespace vigia::bench;
    const auto seconds = std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 4);
    Table table("Stock service beside bare programs, in turns; medians of three turns");
    table.add(readsById(seconds));
    table.add(creations(seconds));
    table.add(commitToAcknowledged(2 * seconds));
    table.add(analyticsEngine());
    return table.finish();
}
