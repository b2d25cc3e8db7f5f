#pragma once

#include <QString>

/// The latency's axis is logarithmic: 0 is 0.1 ms, each step ten times as much.
namespace vigia::ui::pages {

double onLatencyAxis(double micros);
/// "100 ms" at 3.
QString latencyAt(double axis);

} // namespace vigia::ui::pages
