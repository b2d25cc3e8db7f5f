#pragma once

#include "ui/theme/tokens.h"

#include <QPalette>

namespace vigia::ui::theme {

/// Every role of every group from the tokens, so that no widget falls back to a default grey.
QPalette makePalette(const Tokens& tokens);

} // namespace vigia::ui::theme
