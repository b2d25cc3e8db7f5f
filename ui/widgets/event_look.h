#pragma once

#include "core/ops/console_snapshot.h"
#include "core/view/cell_text.h"
#include "ui/plot/time_chart.h"

#include <QString>

namespace vigia::ui::widgets {

/// `14:23:36.112` of a moment, in UTC or local.
QString clockTime(core::UtcTime time, core::view::TextOptions times = {});

/// The events of `snapshot` between two times as chart marks: the lane shows the same ones at the
/// same times.
std::vector<plot::ChartMark> marksOf(const core::ops::ConsoleSnapshot& snapshot, core::UtcTime from,
                                     core::UtcTime to, const core::view::TextOptions& times = {});

/// When an event happened, for people: `14:23:36.112`, or `between 14:27:38 and 14:27:40` when it
/// was seen by polling.
QString eventTime(const core::ops::Event& event, const core::view::TextOptions& times = {});
/// Title, time and detail, one a line.
QString eventTooltip(const core::ops::Event& event, const core::view::TextOptions& times = {});
/// The second line in the lane: the detail, or the time when there is none.
QString eventSecondLine(const core::ops::Event& event, const core::view::TextOptions& times = {});

/// Text from outside for the screen: controls, direction marks and broken UTF-8 are shown escaped.
QString shown(const std::string& text);
/// The same for a sentence that core or the backend wrote, in the language of the window.
QString said(const std::string& sentence);

} // namespace vigia::ui::widgets
