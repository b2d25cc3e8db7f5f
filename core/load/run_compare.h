#pragma once

#include "core/load/run_text.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia::core::load {

/// How one metric differs between two runs.
struct Difference {
    std::string metric;
    double before = 0, after = 0; ///< in the units of Threshold::limit
    /// 99 % confidence interval of `after - before` (eight metrics are looked at together); nothing
    /// when a run is too short to tell.
    std::optional<std::pair<double, double>> interval;

    /// Whether the interval leaves 0 out. Without an interval nothing is claimed.
    [[nodiscard]] bool beyondNoise() const;
};

struct SettingDifference {
    std::string name, before, after; ///< "" where a run does not have the setting
};

struct RunComparison {
    std::vector<Difference> differences; ///< p50, p90, p95, p99, p99.9, mean, rate, errors
    std::vector<SettingDifference> settings;

    /// `p99 +12 ms to +19 ms (34 ms → 50 ms)`, or `no difference beyond noise`, in one sentence.
    [[nodiscard]] std::string sentence() const;
};

/// Compares what counted. Intervals come from a block bootstrap: the counted seconds of each run
/// are merged into up to 30 blocks of neighbouring seconds (neighbours are alike, so single seconds
/// would look too certain), the blocks are drawn with replacement 2,000 times, and each draw's
/// histograms are merged before a percentile is read (Künsch, Annals of Statistics 17, 1989). Fewer
/// than 8 blocks of 2 s are too short to tell, and so is a percentile with fewer than 10 answers
/// above it. The same runs always give the same intervals. Takes some tens of milliseconds.
[[nodiscard]] RunComparison compared(const RunResult& before, const RunResult& after);

/// For a terminal: the sentence, a table of the metrics, the settings that differ.
[[nodiscard]] std::string comparisonText(const RunResult& before, const RunResult& after,
                                         const RunComparison& comparison);
/// `{before, after, sentence, differences[{metric, before, after, low, high, beyondNoise}],
/// settings[{name, before, after}]}`; times in milliseconds; no low and high: too short to tell.
[[nodiscard]] std::string comparisonJson(const RunResult& before, const RunResult& after,
                                         const RunComparison& comparison);

} // namespace vigia::core::load
