#pragma once

#include <QString>

namespace vigia::ui::theme {

class Theme;

/// `resources/themes/vigia.qss` with its `@names` replaced by the theme's tokens and its `{13}` by
/// pixels at the theme's zoom.
QString makeStyleSheet(const Theme& theme);

} // namespace vigia::ui::theme
