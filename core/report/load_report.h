#pragma once

#include "core/load/run_text.h"
#include "core/report/report.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia::core::report {

/// What a report of a run knows beside the run.
struct LoadReportContext {
    std::string program; ///< `Vigia 0.1.0`
    UtcTime writtenAt{};
    std::optional<load::RunResult> earlier{}; ///< what it is compared with
};

/// The report of one load test: verdict, workload, latency, throughput, errors, correctness,
/// resources.
[[nodiscard]] Report loadReport(const load::RunResult& result, const LoadReportContext& context);

/// What held the rate back, as far as a run can tell, in one sentence.
[[nodiscard]] std::string bottleneckSentence(const load::RunResult& result);

} // namespace vigia::core::report
