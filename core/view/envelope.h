#pragma once

#include "core/ops/console_snapshot.h"

#include <vector>

namespace vigia::core::view {

/// A point to draw: seconds since the epoch; a gap is NaN.
struct DrawPoint {
    double seconds = 0;
    double value = 0;
};

/// `series` (sorted by time) between `from` and `to`, with one point beyond each bound so that
/// lines reach the edges, reduced to the first, smallest, largest and last value of each of
/// `columns` columns when it has more than four points a column. A point without a value is a gap;
/// so is an interval four times as long as its neighbours, where nobody sampled.
/// The shape on screen stays the same; the number of points is O(columns).
std::vector<DrawPoint> envelope(const ops::Series& series, UtcTime from, UtcTime to, int columns);

/// `series` from `from` on as the values of a sparkline, evenly spaced in time, oldest first: a
/// value a usual step; NaN where it is unknown or where nobody sampled. At most `most` values.
std::vector<float> sparkValues(const ops::Series& series, UtcTime from, std::size_t most);

} // namespace vigia::core::view
