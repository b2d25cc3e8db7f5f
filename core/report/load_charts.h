#pragma once

#include "core/load/run_text.h"
#include "core/report/report.h"

#include <vector>

namespace vigia::core::report {

/// A second of a run with its percentiles, read once for every chart and for the timeline.
struct LoadSecond {
    std::uint64_t offered = 0, sent = 0, answered = 0, dropped = 0, failed = 0;
    std::optional<double> p50, p90, p95, p99, p999, max; ///< milliseconds; nothing: no answer
};
[[nodiscard]] std::vector<LoadSecond> loadSeconds(const load::RunResult& result);

[[nodiscard]] LineChart throughputChart(const load::RunResult& result,
                                        const std::vector<LoadSecond>& seconds,
                                        const std::vector<Mark>& marks);
[[nodiscard]] LineChart latencyChart(const load::RunResult& result,
                                     const std::vector<LoadSecond>& seconds,
                                     const std::vector<Mark>& marks);
/// Records that wait: of the run's own topic where it is read back, and of the groups that were
/// watched meanwhile. Without values where there is neither.
[[nodiscard]] LineChart lagChart(const load::RunResult& result, const std::vector<Mark>& marks);
/// CPU of the generator and of the workers. Without values where nobody looked.
[[nodiscard]] LineChart cpuChart(const load::RunResult& result, const std::vector<Mark>& marks);
/// Latency by the share of answers that were faster, up to the last one.
[[nodiscard]] LineChart spectrumChart(const load::RunResult& result);
[[nodiscard]] Timeline loadTimeline(const load::RunResult& result,
                                    const std::vector<LoadSecond>& seconds);

} // namespace vigia::core::report
