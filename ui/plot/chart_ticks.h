#pragma once

#include "core/base/clock.h"
#include "core/view/cell_text.h"

#include <string>
#include <vector>

namespace vigia::ui::plot {

/// The smallest round number at or above `most` that four equal round steps reach: 4 × 1, 2, 2.5 or
/// 5 times a power of ten. At least `least`; anything not positive gives `least`.
double niceTop(double most, double least);

struct TimeTick {
    core::UtcTime time{};
    std::string label; ///< `14:23`, below a minute `14:23:30`, UTC
};
/// Round times inside the range, at most `most` of them.
std::vector<TimeTick> timeTicks(core::UtcTime from, core::UtcTime to, int most,
                                core::view::TextOptions times = {});

} // namespace vigia::ui::plot
