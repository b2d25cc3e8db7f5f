#pragma once

#include "core/base/clock.h"

#include <chrono>
#include <deque>
#include <map>
#include <optional>

namespace vigia::backend::monitor {

/// Upper bound of a bucket → how many more observations were at or below it (cumulative, as
/// Prometheus counts).
using BucketGrowth = std::map<double, double>;

/// The growth of a histogram over the last minute. Used by one thread.
class HistogramWindow {
public:
    explicit HistogramWindow(std::chrono::seconds width = std::chrono::seconds(60))
        : m_width(width) {}

    void add(core::UtcTime at, const BucketGrowth& growth);
    /// Estimates the value below which a share `q` of the observations lies, on a straight line
    /// within its bucket; the last finite bound beyond it. Nothing without observations.
    [[nodiscard]] std::optional<double> quantile(double q) const;
    /// Everything in the window, for adding up several.
    [[nodiscard]] BucketGrowth sum() const;

private:
    std::chrono::seconds m_width;
    std::deque<std::pair<core::UtcTime, BucketGrowth>> m_parts;
};

/// The same estimate over any growth.
std::optional<double> quantileOf(const BucketGrowth& growth, double q);

} // namespace vigia::backend::monitor
