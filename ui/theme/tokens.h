#pragma once

#include <QColor>

#include <array>
#include <string_view>
#include <vector>

namespace vigia::ui::theme {

/// The one table of colours: every colour on screen is one of these. `resources/themes/vigia.qss`
/// names them `@window`,
/// `@on-accent`, …; tests hold every text pair at a contrast of 4.5 or more and every control's
/// edge at 3 or more.
struct Tokens {
    QColor window, panel, raised, hover, line, text, muted, faint, control, onAccent;
    QColor accent, accentSoft, ok, okSoft, warn, warnSoft, bad, badSoft, odd, oddSoft, unknown;
    std::array<QColor, 6> series; ///< lines of charts, in this order
    QColor band, stage;           ///< translucent areas: a fault, a load stage
};

const Tokens& lightTokens();
const Tokens& darkTokens();

/// A token with the name it has in the style sheet.
struct NamedToken {
    std::string_view name;
    QColor color;
};
/// All tokens of a table, in the order of the declaration.
std::vector<NamedToken> namedTokens(const Tokens& tokens);

} // namespace vigia::ui::theme
