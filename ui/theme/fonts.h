#pragma once

#include <QFont>

namespace vigia::ui::theme {

/// Makes the program's own fonts known to Qt (from its resources); more than once does nothing.
void loadFonts();

/// Vigia Sans: Inter with tabular digits.
QFont sansFont(int pixels, QFont::Weight weight);
/// Vigia Mono: JetBrains Mono without ligatures.
QFont monoFont(int pixels);

} // namespace vigia::ui::theme
