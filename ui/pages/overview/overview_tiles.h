#pragma once

#include "core/ops/console_snapshot.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/tile.h"

#include <vector>

namespace vigia::ui::pages {

/// The six tiles of the overview: of our own platform, or of a cluster that is only watched.
std::vector<widgets::TileContent> overviewTiles(const core::ops::ConsoleSnapshot& snapshot,
                                                const theme::Tokens& tokens);

/// `~0.4 s`, `3 min 12 s`, `≥ 30 min`, `—`.
QString timeLagText(const core::ops::TimeLag& lag);

} // namespace vigia::ui::pages
