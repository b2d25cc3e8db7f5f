#pragma once

#include "ui/desktop.h"
#include "ui/theme/theme.h"

#include <QString>

class QSettings;

namespace vigia::ui {

/// Pictures of everything about clusters, light and dark: the choice at the start, the dialog with
/// each way to sign in, a connection that fails, a watched cluster in production locked and
/// unlocked, the fleet, the cluster menu. `live`
/// gives the figures; `options.desk` is there. Returns how many were written.
int renderClusterShots(theme::Theme& theme, QSettings& settings, const ShotOptions& options,
                       const core::ops::ConsoleSnapshot& live, const QString& folder, double scale);

} // namespace vigia::ui
