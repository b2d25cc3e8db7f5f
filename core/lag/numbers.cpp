#include "core/lag/numbers.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace vigia::core::lag {

std::optional<std::int64_t> endFor(const Observation& observation, bool readsCommitted) {
    if (readsCommitted && observation.lastStable)
        return observation.lastStable;
    return observation.highWatermark;
}

std::optional<std::int64_t> lagOf(std::optional<std::int64_t> committed,
                                  std::optional<std::int64_t> end) {
    if (!committed || !end)
        return std::nullopt;
    return std::max<std::int64_t>(0, *end - *committed);
}

LagSum sumLags(const std::vector<std::optional<std::int64_t>>& lags) {
    LagSum total;
    total.partitions = static_cast<int>(lags.size());
    for (const auto& lag : lags) {
        if (!lag)
            continue;
        ++total.known;
        total.sum = total.sum.value_or(0) + *lag;
        total.largest = std::max(total.largest.value_or(0), *lag);
    }
    if (total.sum.value_or(0) > 0) {
        const double mean = static_cast<double>(*total.sum) / total.known;
        total.skew = static_cast<double>(*total.largest) / mean;
    }
    return total;
}

std::optional<double> etaSeconds(const std::vector<Flow>& flows) {
    double longest = 0;
    bool unknown = false;
    for (const Flow& flow : flows) {
        if (flow.lag.value_or(0) <= 0)
            continue;
        if (!flow.in || !flow.out) {
            unknown = true;
            continue;
        }
        const double net = *flow.out - *flow.in;
        longest = net > 0 ? std::max(longest, static_cast<double>(*flow.lag) / net)
                          : std::numeric_limits<double>::infinity();
    }
    if (longest == std::numeric_limits<double>::infinity())
        return longest;
    return unknown ? std::nullopt : std::optional(longest);
}

std::string recordsText(std::int64_t count) {
    std::string digits = fmt::format("{}", count);
    const std::size_t first = count < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits + (count == 1 ? " record" : " records");
}

std::string spanText(double seconds) {
    if (seconds < 90)
        return fmt::format("{:.0f} s", seconds);
    if (seconds < 5400)
        return fmt::format("{:.0f} min", seconds / 60);
    if (seconds < 48.0 * 3600)
        return fmt::format("{:.0f} h", seconds / 3600);
    return fmt::format("{:.0f} d", seconds / 86400);
}

} // namespace vigia::core::lag
