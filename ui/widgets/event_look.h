#pragma once

#include "core/ops/console_snapshot.h"
#include "ui/plot/time_chart.h"

#include <QString>

namespace vigia::ui::widgets {

/// The events of `snapshot` between two times as chart marks: the lane shows the same ones at the
/// same times.
std::vector<plot::ChartMark> marksOf(const core::ops::ConsoleSnapshot& snapshot, core::UtcTime from,
                                     core::UtcTime to);

/// When an event happened, for people: `14:23:36.112`, or `between 14:27:38 and 14:27:40` when it
/// was seen by polling.
QString eventTime(const core::ops::Event& event);
/// Title, time and detail, one a line.
QString eventTooltip(const core::ops::Event& event);
/// The second line in the lane: the detail, or the time when there is none.
QString eventSecondLine(const core::ops::Event& event);

/// Text from outside for the screen: controls, direction marks and broken UTF-8 are shown escaped.
QString shown(const std::string& text);

} // namespace vigia::ui::widgets
