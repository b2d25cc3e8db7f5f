#pragma once

#include "core/base/clock.h"
#include "core/load/run_record.h"
#include "core/load/scenario.h"

#include <string>

namespace vigia::core::load {

enum class RunVerdict { Passed, Missed };

/// A run with what it was and what it came to.
struct RunResult {
    std::string id;
    std::string scenario;
    std::string title;
    std::string target;
    Model model = Model::Open;
    UtcTime begunAt{};
    bool stopped = false; ///< ended before its course was over
    RunRecord record;
    Measured measured;
    std::vector<Judgement> judgements;
    std::vector<std::string> warnings;

    /// Missed as soon as one threshold is missed or could not be measured, or the run was stopped.
    [[nodiscard]] RunVerdict verdict() const;
};

/// Judges a finished run against its scenario.
[[nodiscard]] RunResult judged(const Scenario& scenario, RunRecord record);

/// The verdict in one sentence.
[[nodiscard]] std::string verdictSentence(const RunResult& result);
/// For a terminal: verdict, thresholds, figures, errors, warnings; plain text.
[[nodiscard]] std::string runText(const RunResult& result);
/// One JSON object: `{id, scenario, verdict, stopped, measured{}, thresholds[], errors{},
/// warnings[], seconds[{offered, sent, answered, dropped, failed, p50, p99, max}]}`; times in
/// milliseconds.
[[nodiscard]] std::string runJson(const RunResult& result);

} // namespace vigia::core::load
