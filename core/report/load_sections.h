#pragma once

#include "core/load/run_text.h"
#include "core/report/report.h"

/// The parts of the report of a load test.
namespace vigia::core::report {

[[nodiscard]] Section workloadSection(const load::RunResult& result);
/// What was offered, sent, answered and dropped, and how many bytes, above the chart.
[[nodiscard]] Section throughputSection(const load::RunResult& result, LineChart chart);
[[nodiscard]] Table latencyTable(const load::RunResult& result);
/// By code, and as they looked first.
[[nodiscard]] Section errorSection(const load::RunResult& result);
/// Of records that were read back, and of units that many wanted.
[[nodiscard]] Section correctnessSection(const load::RunRecord& record);
/// The chart of lag with its figures, of the same points.
[[nodiscard]] Section lagSection(const load::RunResult& result, LineChart chart);
[[nodiscard]] Section resourceSection(const load::RunResult& result, LineChart cpu);
/// What happened on the cluster, in a table; where nothing did it says so.
[[nodiscard]] Section eventSection(const std::vector<Mark>& marks);
[[nodiscard]] Section comparisonSection(const load::RunResult& before,
                                        const load::RunResult& after);

} // namespace vigia::core::report
