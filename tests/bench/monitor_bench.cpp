#include "backend/monitor/snapshot_builder.h"
#include "tests/backend/monitor/large_cluster.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace vigia;
using Clock = std::chrono::steady_clock;

namespace {

/// What this thread has had of a processor, in ms: a busy machine changes it little.
double cpuMillis() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

} // namespace

/// What a snapshot of a large cluster costs the thread that builds it, against the second it has.
int main() {
    constexpr int kRounds = 60;
    const auto begin = core::fromEpochMillis(1'700'000'000'000);
    backend::monitor::SnapshotBuilder builder({});
    backend::monitor::MonitorInputs inputs;
    std::vector<double> millis;
    double cpu = 0;
    std::size_t groups = 0;
    for (int round = 0; round < kRounds; ++round) {
        const auto now = begin + std::chrono::seconds(round);
        inputs.cluster.value = std::make_shared<const core::ops::ClusterSample>(
            tests::largeCluster(10'000, 1'000, round, now));
        ++inputs.cluster.round;
        const auto from = Clock::now();
        const double cpuFrom = cpuMillis();
        groups = builder.build(inputs, now).groups.size();
        cpu += cpuMillis() - cpuFrom;
        millis.push_back(std::chrono::duration<double, std::milli>(Clock::now() - from).count());
    }
    std::sort(millis.begin(), millis.end());
    std::printf("snapshot of 10,000 partitions and %zu groups: p50 %.1f ms, worst %.1f ms, "
                "%.3f of the interval of 1 s; %.1f ms of CPU each\n",
                groups, millis[millis.size() / 2], millis.back(), millis.back() / 1000,
                cpu / kRounds);
    return 0;
}
