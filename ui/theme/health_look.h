#pragma once

#include "core/ops/event.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace vigia::ui::theme {

/// How a state looks: colour, soft background, shape (an icon's name) and word always go together.
struct HealthLook {
    QColor Tokens::*color;
    QColor Tokens::*soft;
    QString icon; ///< `status-ok`, …
    QString word; ///< in the user's language: "OK", "working", "degraded", "broken",
                  ///< "inconsistent", "unknown"
};
HealthLook healthLook(core::ops::Health health);

} // namespace vigia::ui::theme
