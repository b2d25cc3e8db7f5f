#pragma once

#include "ui/widgets/console_context.h"
#include "ui/widgets/status_bar.h"

namespace vigia::ui::widgets {

/// The figures of the status bar from the newest snapshot, also while the view is paused.
std::vector<StatusItem> statusItems(ConsoleContext& context, core::UtcTime now, bool stale);

} // namespace vigia::ui::widgets
