#pragma once

#include "ui/desktop.h"
#include "ui/theme/theme.h"

#include <QString>

class QSettings;

namespace vigia::ui {

/// Pictures of everything about clusters, light and dark: the choice at the start, a connection
/// that fails, the dialogs, a watched cluster in production locked and unlocked, the fleet. `live`
/// gives the figures; `options.desk` is there. Returns how many were written.
int renderClusterShots(theme::Theme& theme, QSettings& settings, const ShotOptions& options,
                       const core::ops::ConsoleSnapshot& live, const QString& folder,
                       const QString& suffix);

} // namespace vigia::ui
