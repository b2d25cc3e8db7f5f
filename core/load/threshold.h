#pragma once

#include "core/base/result.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vigia::core::load {

/// What kind of number a metric of a run is; it decides which units a limit may have.
enum class MetricKind { Latency, Share, Rate, Count };

/// The metrics that thresholds may name: `p50`, `p90`, `p95`, `p99`, `p99.9`, `mean`, `max` (from
/// the intended time) and the same behind `service.` (from the sending), `errors` (share of all
/// answers), `rate` (answered a second), `achieved` (share of what was offered), `dropped`, `lost`,
/// `duplicates`, `out_of_order`, `oversold`, `ungranted`, `unaccounted` (UnitCount), `lag.max`,
/// `lag.end`, `cpu` (share of the generator's cores), `limit` (the highest rate that a search found
/// sustained).
[[nodiscard]] std::optional<MetricKind> metricKind(std::string_view name);
[[nodiscard]] std::vector<std::string> metricNames();

enum class Comparison { Less, LessOrEqual, Greater, GreaterOrEqual, Equal };

/// One promise of a scenario, such as `p95 < 200ms`, `errors < 0.5%`, `lost == 0`.
struct Threshold {
    std::string metric;
    Comparison comparison = Comparison::Less;
    double limit = 0;                  ///< seconds, a share of 1, a rate a second or a count
    bool abort = false;                ///< a run that misses it is ended
    std::chrono::milliseconds grace{}; ///< how long it may be missed before that

    /// Exact, with the unit that reads best; parseThreshold takes it again.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] bool holds(double value) const;
};

/// `METRIC OPERATOR NUMBER[UNIT]`; InvalidInput names the part that is wrong and the nearest
/// metric.
Result<Threshold> parseThreshold(std::string_view text);

/// What a run measured, by metric, in the units of Threshold::limit.
using Measured = std::map<std::string, double, std::less<>>;

enum class Verdict { Held, Missed, NotMeasured };

struct Judgement {
    Threshold threshold;
    std::optional<double> value; ///< nothing: not measured, which is not a success
    Verdict verdict = Verdict::NotMeasured;
};

[[nodiscard]] std::vector<Judgement> judge(const std::vector<Threshold>& thresholds,
                                           const Measured& measured);

/// A value of a metric as a reader wants it: `187 ms`, `0.5 %`, `1,204/s`, `3`.
[[nodiscard]] std::string metricText(std::string_view metric, double value);

} // namespace vigia::core::load
