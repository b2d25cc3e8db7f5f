#pragma once

#include "core/view/column.h"

#include <QString>

namespace vigia::ui::bridge {

/// Title of a column in the user's language, with its unit: "Rate, /s".
QString columnTitle(const core::view::Column& column);
/// Title without the unit, for menus.
QString columnName(const core::view::Column& column);
/// What the column counts; empty when its title says it.
QString columnTip(const core::view::Column& column);

/// Whether the translators know every text of this column (a test holds it).
bool isKnownColumnText(std::string_view text);

} // namespace vigia::ui::bridge
