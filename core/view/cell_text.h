#pragma once

#include "core/view/column.h"
#include "core/view/value.h"

namespace vigia::core::view {

/// How times are written (console.md, convention 13).
enum class TimeStyle { Utc, Local, Relative, Epoch };

/// What the text of a cell depends on beside its value.
struct TextOptions {
    TimeStyle time = TimeStyle::Utc;
    UtcTime now{};
};

/// A cell as it is shown. `text` and `hint` never hold control characters.
struct CellText {
    std::string text;
    std::string
        hint; ///< where the figure comes from, shown fainter: `exact`, `interp.`; mostly empty
    std::string tooltip; ///< the exact value
};

/// Short text, hint and exact value of a cell.
CellText cellText(const Column& column, const Value& value, const TextOptions& options);

/// The value without rounding, grouping and unit, for copies and exports; empty when unknown.
std::string exactText(const Value& value);

/// A moment in the wanted style: `14:23:36.112`, with the date when it isn't today, `12 s ago`,
/// epoch milliseconds.
std::string timeText(UtcTime time, const TextOptions& options);

} // namespace vigia::core::view
