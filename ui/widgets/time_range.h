#pragma once

#include "core/base/clock.h"

#include <chrono>
#include <optional>

namespace vigia::ui::widgets {

/// The one time range of all charts: the newest `length`, or a part of the past that the user
/// dragged out.
struct TimeRange {
    std::chrono::seconds length{15 * 60};
    std::optional<core::UtcTime> from; ///< both or none
    std::optional<core::UtcTime> to;

    [[nodiscard]] bool zoomed() const { return from && to; }
    /// The bounds when the newest data are of `now`.
    [[nodiscard]] core::UtcTime begin(core::UtcTime now) const {
        return zoomed() ? *from : now - length;
    }
    [[nodiscard]] core::UtcTime end(core::UtcTime now) const { return zoomed() ? *to : now; }

    bool operator==(const TimeRange&) const = default;
};

} // namespace vigia::ui::widgets
