#pragma once

#include "core/lag/observation.h"

#include <optional>
#include <string>
#include <vector>

namespace vigia::core::lag {

/// The end that counts: the last stable offset for a group that reads committed data, else the high
/// watermark.
std::optional<std::int64_t> endFor(const Observation& observation, bool readsCommitted);

/// `max(0, end − committed)`; nothing without a commit or an end (never 0, never the end itself).
std::optional<std::int64_t> lagOf(std::optional<std::int64_t> committed,
                                  std::optional<std::int64_t> end);

/// What is known of many partitions together: unknown ones are left out and counted.
struct LagSum {
    std::optional<std::int64_t> sum; ///< absent when no partition is known
    std::optional<std::int64_t> largest;
    std::optional<double> skew; ///< largest over mean; absent while the sum is 0 or unknown
    int known = 0;
    int partitions = 0;
};
LagSum sumLags(const std::vector<std::optional<std::int64_t>>& lags);

/// How one partition moves, in records per second.
struct Flow {
    std::optional<std::int64_t> lag;
    std::optional<double> in;
    std::optional<double> out;
};
/// Seconds until all lag is gone: the largest of `lag / (out − in)`; infinity when one never ends,
/// nothing while a rate is unknown, 0 without lag.
std::optional<double> etaSeconds(const std::vector<Flow>& flows);

/// `1 record`, `1,284 records`.
std::string recordsText(std::int64_t count);
/// `41 s`, `3 min`, `2 h`: for sentences.
std::string spanText(double seconds);

} // namespace vigia::core::lag
