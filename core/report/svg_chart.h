#pragma once

#include "core/report/report.h"

#include <string>

namespace vigia::core::report {

/// Where a chart's colours come from.
enum class ChartColours {
    Page, ///< the custom properties of the page that holds it: light and dark
    Paper ///< its own style sheet, light: a document by itself
};

inline constexpr double kChartWidth = 720;

[[nodiscard]] double chartHeight(const LineChart& chart);
[[nodiscard]] double chartHeight(const BarChart& chart);

/// A chart as one `<svg>` element of well-formed XML without ids, scripts and references, so that
/// many fit into one page. Long courses are thinned to what a reader can see: the lowest and the
/// highest of each stretch stay.
[[nodiscard]] std::string svgOf(const LineChart& chart, ChartColours colours);
[[nodiscard]] std::string svgOf(const BarChart& chart, ChartColours colours);

/// The style sheet that charts for a page need there.
[[nodiscard]] std::string chartStyle(ChartColours colours);

} // namespace vigia::core::report
