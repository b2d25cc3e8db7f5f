#pragma once

#include "core/load/load_desk.h"
#include "ui/plot/time_chart.h"
#include "ui/widgets/console_context.h"

namespace vigia::ui::widgets {
class ChartCard;
}

namespace vigia::ui::pages {

/// A card for a chart along a run. The range of a run is its own: a drag on it doesn't zoom the
/// charts of all pages.
widgets::ChartCard* makeRunChart(widgets::ConsoleContext& context, const QString& title,
                                 const QString& remark, QWidget* parent);

/// So many seconds after the run began.
core::UtcTime timeOf(const core::load::RunView& run, double seconds);

/// Gives `chart` the whole course of the run, its stages shaded and named, and the events that were
/// seen while it went on.
void setRunAxis(plot::TimeChart& chart, const core::load::RunView& run,
                const widgets::ConsoleContext& context);

} // namespace vigia::ui::pages
