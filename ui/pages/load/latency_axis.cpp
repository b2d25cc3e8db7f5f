#include "ui/pages/load/latency_axis.h"

#include "core/view/number_text.h"
#include "ui/bridge/plain_text.h"

#include <algorithm>
#include <cmath>

namespace vigia::ui::pages {

double onLatencyAxis(double micros) {
    constexpr double kBase = 100; // microseconds
    return std::max(0.0, std::log10(std::max(1.0, micros) / kBase));
}

QString latencyAt(double axis) {
    return bridge::qtext(core::view::latencyText(std::pow(10.0, axis) / 10));
}

} // namespace vigia::ui::pages
