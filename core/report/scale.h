#pragma once

#include "core/report/report.h"

#include <string>
#include <vector>

namespace vigia::core::report {

struct Tick {
    double at = 0;
    std::string label;
};

/// An axis: which values it reaches, and where its lines and words stand.
struct Scale {
    double lo = 0, hi = 1;
    bool logarithmic = false;
    std::vector<Tick> ticks;

    /// 0 at `lo`, 1 at `hi`; values outside stay at the edge.
    [[nodiscard]] double share(double value) const;
};

/// From 0 (or the smallest value) to a round number above the largest; logarithmic from a power of
/// ten to one.
[[nodiscard]] Scale valueScale(double smallest, double largest, Quantity quantity,
                               bool logarithmic);
[[nodiscard]] Scale placeScale(double first, double last, Along along);

/// A value as a tick or a bar shows it, with its unit.
[[nodiscard]] std::string quantityText(double value, Quantity quantity);

} // namespace vigia::core::report
